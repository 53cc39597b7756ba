// The parts of the preview put together, and its loop.
#include "serve/preview.h"

#include <poll.h>
#include <unistd.h>

#include <chrono>
#include <climits>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "http/messages.h"
#include "http/server.h"
#include "serve/answer.h"
#include "serve/browser_side.h"
#include "serve/guard.h"
#include "serve/messages.h"
#include "serve/portal_index.h"

namespace minhbach::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds quiet_time{10};     ///< One save is several events.
constexpr std::chrono::milliseconds longest_wait{500};  ///< For files that never stop changing.
constexpr int most_ports_tried = 100;
constexpr int last_port = 65535;

std::string this_host() {
  char name[HOST_NAME_MAX + 1] = {};
  return gethostname(name, HOST_NAME_MAX) == 0 ? name : "";
}

std::vector<std::string> addresses_of(const PreviewOptions& options) {
  if (!options.address.empty()) return {options.address};
  return {"127.0.0.1", "::1"};
}

/// What a browser on this machine, or on that network, types.
std::string browsable(const std::string& address) {
  if (address.empty() || address == "0.0.0.0" || address == "::") return "localhost";
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

}  // namespace

struct Preview::Parts {
  explicit Parts(const PreviewOptions& given)
      : options(given),
        guard(addresses_of(given), this_host()),
        watcher(given.subject.root),
        rebuilder(given.subject) {}

  Result<Done> listen();
  void handle(const http::Request& request, http::Reply reply);
  void publish();
  Changes wait_for_changes(const http::StopSignal& stop);

  const PreviewOptions options;
  const Guard guard;
  Watcher watcher;
  Rebuilder rebuilder;

  std::mutex mutex;  ///< Guards `streams`, and `server` while it is set.
  std::vector<http::EventStream> streams;

  // Last, so that it ends first: its threads use all the rest.
  std::unique_ptr<http::Server> server;
};

Result<Done> Preview::Parts::listen() {
  const std::size_t count =
      std::max(options.subject.portals.size(), options.subject.outputs.size());
  int port = options.port;
  for (int tries = 1;; ++tries, ++port) {
    if (port != 0 && port + static_cast<int>(count) - 1 > last_port) {
      Diagnostic problem;
      problem.message = &messages::ports_run_out;
      problem.arguments = {std::to_string(options.port), std::to_string(count)};
      return problem;
    }
    http::ServerOptions wanted;
    wanted.failed = options.failed;
    for (std::size_t i = 0; i < count; ++i) {
      wanted.places.push_back(
          {addresses_of(options),
           static_cast<std::uint16_t>(port == 0 ? 0 : port + static_cast<int>(i))});
    }
    auto started = http::Server::start(wanted, [this](http::Request request, http::Reply reply) {
      handle(request, std::move(reply));
    });
    if (started) {
      const std::lock_guard lock(mutex);
      server = std::move(*started);
      return Done{};
    }
    const bool taken = started.error().message == &messages::port_taken;
    if (!taken || !options.or_next_free || tries == most_ports_tried) return started.error();
  }
}

void Preview::Parts::handle(const http::Request& request, http::Reply reply) {
  if (std::optional<http::Response> refused = guard.refuse(request))
    return std::move(reply).send(std::move(*refused));
  if (request.path() == own_path && request.method == "GET") {
    http::Response page{200, {{"Content-Type", "text/html; charset=utf-8"}}, {}};
    {
      const std::lock_guard lock(mutex);  // The first request may come before `server` is set.
      if (server == nullptr) return std::move(reply).send(http::text_response(503, "503\n"));
      page.body = portal_index(*rebuilder.shown(), server->ports(), request.header("Host"));
    }
    return std::move(reply).send(std::move(page));
  }
  if (request.path() != events_path || request.method != "GET") {
    return std::move(reply).send(answer(request, *rebuilder.shown(), request.place));
  }
  const std::lock_guard lock(mutex);
  // Under the lock, so that no publish() falls between what is read here and what is sent later.
  const std::shared_ptr<const Shown> shown = rebuilder.shown();
  http::EventStream stream = std::move(reply).stream();
  stream.send(state_event, shown->version + "\n" + shown->problems);
  // Pages that were left would be kept until the next edit otherwise.
  std::erase_if(streams, [](const http::EventStream& each) { return !each.is_open(); });
  streams.push_back(std::move(stream));
}

void Preview::Parts::publish() {
  const std::lock_guard lock(mutex);
  const std::shared_ptr<const Shown> shown = rebuilder.shown();
  std::erase_if(streams, [](const http::EventStream& stream) { return !stream.is_open(); });
  for (http::EventStream& stream : streams)
    stream.send(state_event, shown->version + "\n" + shown->problems);
}

/// Waits for the first change, then until none has come for a while. None: to be stopped.
Changes Preview::Parts::wait_for_changes(const http::StopSignal& stop) {
  Changes all;
  Clock::time_point deadline;
  for (;;) {
    pollfd waits[] = {{watcher.descriptor(), POLLIN, 0}, {stop.descriptor(), POLLIN, 0}};
    const int ready = poll(waits, 2, all.any() ? static_cast<int>(quiet_time.count()) : -1);
    if (stop.requested()) return {};
    if (ready == 0 || (all.any() && Clock::now() > deadline)) return all;
    Changes more = watcher.take();
    if (!all.any() && more.any()) deadline = Clock::now() + longest_wait;
    all.paths.merge(more.paths);
    all.unknown = all.unknown || more.unknown;
  }
}

Preview::Preview(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Preview::~Preview() = default;

Result<std::unique_ptr<Preview>> Preview::open(const PreviewOptions& options) {
  auto parts = std::make_unique<Parts>(options);
  if (Result<Done> listening = parts->listen(); !listening) return listening.error();
  return std::unique_ptr<Preview>(new Preview(std::move(parts)));
}

std::string Preview::index_url() const {
  return fmt::format("http://{}:{}{}", browsable(parts_->options.address),
                     parts_->server->ports().front(), own_path);
}

std::vector<std::string> Preview::urls() const {
  std::vector<std::string> out;
  const std::shared_ptr<const Shown> shown = parts_->rebuilder.shown();
  for (std::size_t i = 0; i < shown->portals.size(); ++i) {
    out.push_back(fmt::format("http://{}:{}{}", browsable(parts_->options.address),
                              parts_->server->ports()[i], shown->portals[i].base_path));
  }
  return out;
}

void Preview::run(http::StopSignal& stop, const std::function<void(const Round&)>& tell) {
  Changes changes;
  do {
    const Clock::time_point start = Clock::now();
    Report report;
    parts_->rebuilder.rebuild(changes.paths, report);
    parts_->publish();
    report.add(parts_->watcher.take_problems());
    tell({report, changes, std::chrono::duration<double>(Clock::now() - start).count()});
    changes = parts_->wait_for_changes(stop);
  } while (changes.any());
  parts_->server->stop();
}

}  // namespace minhbach::serve
