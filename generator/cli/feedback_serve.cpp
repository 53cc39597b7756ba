// `minhbach feedback serve`: runs the endpoint until it is told to stop.
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include <fmt/format.h>

#include "cli/feedback_commands.h"
#include "cli/feedback_facts.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "feedback/endpoint.h"
#include "feedback/forward_clock.h"
#include "feedback/settings_messages.h"
#include "http/server.h"
#include "http/stop_signal.h"
#include "value/from_json.h"

namespace minhbach::cli {
namespace {

struct ServeOptions {
  FeedbackChoices choices;
  Trial trial;
};

/// One JSON object a line: what happened, never what readers wrote.
void log_line(std::string_view event, std::string_view detail) {
  std::time_t now = std::time(nullptr);
  std::tm at{};
  gmtime_r(&now, &at);
  char when[32];
  std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &at);
  const std::string line = fmt::format("{{\"time\":\"{}\",\"event\":{},\"detail\":{}}}\n", when,
                                       json_string(event), json_string(detail));
  // A log that cannot be written must not end the service.
  [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, line.data(), line.size());
}

/// What sd_notify(3) does: tells the service manager, if there is one.
void tell_manager(std::string_view state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  if (path == nullptr) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string_view name = path;
  if (name.size() >= sizeof address.sun_path) return;
  name.copy(address.sun_path, name.size());
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const int to = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (to < 0) return;
  sendto(to, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
         static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size()));
  close(to);
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

feedback::KeySources key_sources(const Surroundings& surroundings, const FeedbackChoices& choices,
                                 const feedback::Settings& settings) {
  feedback::KeySources out;
  out.file_at = settings.key_at;
  if (out.file_at.file.empty())
    out.file_at.file = choices.settings.empty() ? usual_settings : choices.settings;
  out.environment = environment("MINHBACH_KHOA_TIEP_NHAN");
  if (!settings.key_file.empty())
    out.file = settings.key_file.starts_with('/') ? settings.key_file
                                                  : surroundings.root + "/" + settings.key_file;
  const std::string folder = environment("CREDENTIALS_DIRECTORY");
  const std::string path = folder + "/khoa-tiep-nhan";
  std::error_code ignored;
  if (!folder.empty() && std::filesystem::exists(path, ignored)) out.credential = path;
  return out;
}

feedback::EndpointOptions endpoint_options(const feedback::Settings& settings,
                                           std::vector<std::string> keys) {
  feedback::EndpointOptions out;
  out.seal = feedback::Seal(std::move(keys));
  out.proxies = settings.proxies;
  out.guard = settings.guard;
  out.queue_limit = settings.queue;
  out.now = [clock = std::make_shared<feedback::ForwardClock>()] { return clock->now(); };
  out.time_of_day = [] { return static_cast<feedback::Seconds>(std::time(nullptr)); };
  out.milliseconds = [] {
    timespec at{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &at);
    return static_cast<std::int64_t>(at.tv_sec) * 1000 + at.tv_nsec / 1'000'000;
  };
  out.log = log_line;
  return out;
}

http::ServerOptions server_options(std::vector<http::ListenPlace> places, std::size_t connections) {
  http::ServerOptions out;
  out.places = std::move(places);
  out.limits.header_bytes = 8 * 1024;
  out.limits.body_bytes = 64 * 1024;
  out.limits.connections = connections;
  out.limits.header_time = std::chrono::seconds(10);
  out.limits.body_time = std::chrono::seconds(10);
  out.limits.stop_time = std::chrono::seconds(10);
  out.failed = [](std::string_view what) { log_line("internal_error", what); };
  return out;
}

std::string shown(const http::ListenPlace& place, std::uint16_t port) {
  if (!place.path.empty()) return "unix:" + place.path;
  if (place.descriptor >= 0) return "systemd";
  const std::string& host = place.addresses.front();
  return host.find(':') == std::string::npos ? fmt::format("http://{}:{}/", host, port)
                                             : fmt::format("http://[{}]:{}/", host, port);
}

/// Signals that come while it lives are read from `descriptor()` instead of ending the program.
/// Made before any thread, so that all threads leave them alone.
class HangUps {
 public:
  HangUps() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set_, &before_);
    descriptor_ = signalfd(-1, &set_, SFD_CLOEXEC | SFD_NONBLOCK);
  }
  ~HangUps() {
    if (descriptor_ >= 0) close(descriptor_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  HangUps(const HangUps&) = delete;
  HangUps& operator=(const HangUps&) = delete;

  int descriptor() const { return descriptor_; }
  void take() {
    signalfd_siginfo told{};
    while (read(descriptor_, &told, sizeof told) > 0) {
    }
  }

 private:
  sigset_t set_{}, before_{};
  int descriptor_ = -1;
};

class Service {
 public:
  Service(const ServeOptions& options, const Surroundings& surroundings)
      : options_(options), surroundings_(surroundings), disk_(surroundings.root) {}

  int run() {
    std::signal(SIGPIPE, SIG_IGN);  // Whoever read the log may be gone.
    if (!start()) {
      print_report(report_, surroundings_.language, true);
      return usage;
    }
    print_report(report_, surroundings_.language, true);
    log_line("started", fmt::format("{} portals", portal_count_));
    tell_manager("READY=1");
    const int between_signs = watchdog_pause();
    for (;;) {
      pollfd waits[] = {{stop_.descriptor(), POLLIN, 0}, {hang_ups_.descriptor(), POLLIN, 0}};
      const int count = poll(waits, 2, between_signs);
      if (count < 0 && errno != EINTR) break;
      if (stop_.requested()) break;
      if (count == 0) give_sign_of_life();
      if (waits[1].revents != 0) {
        hang_ups_.take();
        reload();
      }
    }
    tell_manager("STOPPING=1");
    log_line("stopping", "");
    server_->stop();
    if (metrics_) metrics_->stop();
    endpoint_.reset();
    log_line("stopped", "");
    return ok;
  }

 private:
  pipeline::Context context(Report& report) { return {disk_, report, {}}; }

  bool start() {
    const pipeline::Context ctx = context(report_);
    settings_ = read_settings(ctx, options_.choices);
    auto keys =
        feedback::read_keys(key_sources(surroundings_, options_.choices, settings_), report_);
    feedback::Facts facts = load_facts(ctx, settings_, options_.trial);
    auto store = settings_.has_store() ? load_store(ctx, surroundings_.root, settings_, true)
                                       : std::unique_ptr<feedback::Store>();
    check_handed_down();
    if (!report_.has_errors()) {
      portal_count_ = facts.portals.size();
      endpoint_ = std::make_unique<feedback::Endpoint>(
          endpoint_options(settings_, std::move(*keys)), std::move(facts), std::move(store));
      const Result<Done> listens = listen();
      if (listens) return true;
      try_places();
      if (!report_.has_errors()) report_.add(listens.error());
    } else {
      try_places();  // Whatever else is wrong, this is told too.
    }
    return false;
  }

  /// A socket from systemd must be there, and its readers must be told apart.
  void check_handed_down() {
    for (const feedback::Listener& each : settings_.listeners) {
      if (each.place.descriptor < 0) continue;
      const bool is_ours = environment("LISTEN_PID") == std::to_string(getpid()) &&
                           std::atoi(environment("LISTEN_FDS").c_str()) > 0;
      sockaddr_storage address{};
      socklen_t size = sizeof address;
      auto* const into = reinterpret_cast<sockaddr*>(&address);
      if (!is_ours || getsockname(each.place.descriptor, into, &size) != 0)
        report_at(each.at, without_place(messages::nothing_handed_down, {}));
      else if (address.ss_family == AF_UNIX && !settings_.proxies.unix_socket)
        report_at(each.at, without_place(messages::handed_to_nobody, {}));
    }
  }

  /// Each place by itself, held until the last has been tried: two may be the same.
  void try_places() {
    server_.reset();
    std::vector<feedback::Listener> all = settings_.listeners;
    if (settings_.metrics) all.push_back(*settings_.metrics);
    std::vector<std::unique_ptr<http::Server>> held;
    for (const feedback::Listener& each : all) {
      if (each.place.descriptor >= 0) continue;
      auto tried =
          http::Server::start(server_options({each.place}, 1), [](http::Request, http::Reply) {});
      if (tried)
        held.push_back(std::move(*tried));
      else
        report_at(each.at, without_place(messages::place_not_opened,
                                         {tried.error().what(surroundings_.language)}));
    }
  }

  void report_at(const Place& at, Diagnostic what) {
    what.place = at;
    report_.add(std::move(what));
  }

  /// Milliseconds between two signs of life; -1 when nobody waits for them.
  static int watchdog_pause() {
    const std::string pid = environment("WATCHDOG_PID");
    const long long microseconds = std::atoll(environment("WATCHDOG_USEC").c_str());
    if (microseconds <= 0 || (!pid.empty() && pid != std::to_string(getpid()))) return -1;
    return static_cast<int>(std::clamp(microseconds / 3000, 1LL, 60'000LL));
  }

  /// Goes through the thread that answers and then through the one that writes: where one of them
  /// hangs, none comes.
  void give_sign_of_life() {
    server_->run([this] { endpoint_->call_writer([] { tell_manager("WATCHDOG=1"); }); });
  }

  Result<Done> listen() {
    std::vector<http::ListenPlace> places;
    for (const feedback::Listener& each : settings_.listeners) places.push_back(each.place);
    auto server = http::Server::start(server_options(places, settings_.connections),
                                      [this](http::Request request, http::Reply reply) {
                                        endpoint_->handle(std::move(request), std::move(reply));
                                      });
    if (!server) return server.error();
    server_ = std::move(*server);
    if (settings_.metrics) {
      auto metrics =
          http::Server::start(server_options({settings_.metrics->place}, 64),
                              [this](http::Request request, http::Reply reply) {
                                std::move(reply).send(endpoint_->answer_metrics(request));
                              });
      if (!metrics) return metrics.error();
      metrics_ = std::move(*metrics);
    }
    for (std::size_t i = 0; i < places.size(); ++i)
      fmt::print("{}\n", shown(places[i], server_->ports()[i]));
    if (metrics_) fmt::print("{}metrics\n", shown(settings_.metrics->place, metrics_->ports()[0]));
    std::fflush(stdout);
    return Done{};
  }

  /// Portals and forms anew; with a mistake in them all stays as it was.
  void reload() {
    Report report;
    const pipeline::Context ctx = context(report);
    feedback::Facts facts = load_facts(ctx, settings_, options_.trial);
    if (report.has_errors()) {
      log_line("not_reloaded", report.sorted().front().what(Language::en));
      print_report(report, surroundings_.language, true);
      return;
    }
    portal_count_ = facts.portals.size();
    endpoint_->renew(std::move(facts));
    log_line("reloaded", fmt::format("{} portals", portal_count_));
  }

  const ServeOptions& options_;
  const Surroundings& surroundings_;
  const RealDisk disk_;
  Report report_;
  HangUps hang_ups_;
  http::StopSignal stop_;
  http::StopOnSignals stop_on_signals_{stop_};
  feedback::Settings settings_;
  std::size_t portal_count_ = 0;
  std::unique_ptr<feedback::Endpoint> endpoint_;
  std::unique_ptr<http::Server> server_, metrics_;
};

}  // namespace

void add_feedback_serve(CLI::App& parent, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = parent.add_subcommand(
      "serve", say("Chạy nơi tiếp nhận ý kiến của các cổng", "Run the portals' feedback endpoint"));
  auto options = std::make_shared<ServeOptions>();
  add_feedback_choices(*command, options->choices, surroundings);
  command
      ->add_option(
          "--tiep-nhan", options->trial.endpoint,
          say("Địa chỉ của chính nơi tiếp nhận này, thay cho dia_chi_tiep_nhan; để chạy thử",
              "Address of this endpoint, in place of dia_chi_tiep_nhan; for trials"))
      ->type_name(say("ĐỊA_CHỈ", "ADDRESS"));
  command
      ->add_option(
          "--tai", options->trial.places,
          say("Trang của cổng đang mở ở địa chỉ đó trên máy này, thay cho dia_chi; để chạy "
              "thử",
              "The portal's pages are at that address of this machine, in place of dia_chi; "
              "for trials"))
      ->type_name(say("CỔNG=ĐỊA_CHỈ", "PORTAL=ADDRESS"));
  command->footer(say("Ví dụ: minhbach feedback serve --cau-hinh site/tiep-nhan.json",
                      "Example: minhbach feedback serve --cau-hinh site/tiep-nhan.json"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return Service(*options, surroundings).run(); };
  });
}

}  // namespace minhbach::cli
