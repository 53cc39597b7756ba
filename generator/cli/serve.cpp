// `minhbach serve`: shows the portals in a browser while they are being edited.
#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "cli/build_choices.h"
#include "cli/commands.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "cli/program_stamp.h"
#include "disk/real_disk.h"
#include "images/kept_files.h"
#include "serve/messages.h"
#include "serve/preview.h"

namespace minhbach::cli {
namespace {

constexpr unsigned usual_port = 8000;
constexpr unsigned last_port = 65535;
constexpr std::size_t most_paths_named = 3;

/// As given; empty text is "not given".
struct ServeOptions {
  BuildChoices what;
  std::string port;
  std::string address;
  std::string kept_megabytes;
  bool open_browser = false;
};

/// "a, b, c …": what was edited, for whoever glances at the terminal.
std::string edited(const serve::Changes& changes) {
  std::string out;
  std::size_t count = 0;
  for (const std::string& path : changes.paths) {
    if (++count > most_paths_named) return out + " …";
    out += (out.empty() ? "" : ", ") + path;
  }
  return out;
}

void tell(const serve::Round& round, const Surroundings& surroundings) {
  if (round.changes.any()) {
    fmt::print("{}: {}\n", surroundings.say("đã sửa", "edited"),
               round.changes.unknown ? surroundings.say("nhiều tệp", "many files")
                                     : edited(round.changes));
  }
  std::fflush(stdout);
  print_report(round.report, surroundings.language, true);
  if (round.report.has_errors()) {
    fmt::print("{}\n",
               surroundings.say("có lỗi: sửa các chỗ trên rồi lưu tệp, trình duyệt tự cập nhật",
                                "errors: mend the above and save, browsers follow"));
  } else {
    fmt::print(
        fmt::runtime(surroundings.say("đã dựng trong {:.2f} giây\n", "built in {:.2f} seconds\n")),
        round.seconds);
  }
  std::fflush(stdout);
}

/// The desktop's own way to open an address. Its words go nowhere, and nobody waits for it. In a
/// session of its own, or Ctrl-C here would end the reader's browser too.
void open_browser(const std::string& url, const Surroundings& surroundings) {
  std::signal(SIGCHLD, SIG_IGN);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {0, 1, 2})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF);
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGCHLD);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  std::string program = "xdg-open", address = url;
  char* arguments[] = {program.data(), address.data(), nullptr};
  pid_t child = 0;
  const int error =
      posix_spawnp(&child, program.c_str(), &actions, &attributes, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error == 0) return;
  fmt::print(stderr, "{}\n",
             to_text(without_place(messages::browser_not_opened, {std::strerror(error)}),
                     surroundings.language));
}

int run_serve(const ServeOptions& options, const Surroundings& surroundings) {
  Report report;
  const RealDisk disk(surroundings.root);
  const pipeline::Context ctx{disk, report, {}};
  serve::PreviewOptions preview;
  preview.address = options.address;
  preview.or_next_free = options.port.empty();
  preview.port = static_cast<std::uint16_t>(
      read_number("--port", options.port, usual_port, 0, last_port, report));
  preview.failed = [](std::string_view what) {
    fmt::print(stderr, "lỗi nội bộ / internal error: {}\n", what);
  };
  const std::string keeps = surroundings.root + "/" + std::string(kept_folder);
  RealDisk kept_disk(keeps, no_file_limit);
  images::KeptFiles kept(&kept_disk, this_month(), keeps,
                         read_kept_limit(options.kept_megabytes, report));
  serve::Subject& subject = preview.subject;
  subject.kept = &kept;
  subject.root = surroundings.root;
  subject.portals = choose_portals(ctx, options.what.portals, surroundings.root);
  subject.outputs = placement_outputs(ctx, subject.portals);
  subject.language = surroundings.language;
  subject.build.jobs = read_jobs(options.what.jobs, report);
  subject.build.endpoint = read_endpoint(options.what.endpoint, report);
  subject.build.drafts = options.what.drafts;
  subject.build.copies = false;  // A browser on this machine needs none.
  subject.build.program = program_stamp();
  subject.today = surroundings.today;
  if (!options.what.date.empty())
    subject.today = [date = read_date(options.what.date, surroundings, report)] { return date; };
  if (report.has_errors()) {
    print_report(report, surroundings.language, true);
    return usage;
  }

  http::StopSignal stop;
  const http::StopOnSignals stop_on_signals(stop);
  const auto opened = serve::Preview::open(preview);
  if (!opened) {
    fmt::print(stderr, "{}\n", to_text(opened.error(), surroundings.language));
    return usage;
  }
  const std::vector<std::string> urls = (*opened)->urls();
  for (std::size_t i = 0; i < urls.size(); ++i) fmt::print("{}: {}\n", subject.outputs[i], urls[i]);
  const std::string first = urls.size() == 1 ? urls.front() : (*opened)->index_url();
  if (urls.size() > 1) fmt::print("{}: {}\n", surroundings.say("chọn cổng", "all portals"), first);
  fmt::print("{}\n", surroundings.say("Dừng bằng Ctrl-C.", "Ctrl-C to stop."));
  std::fflush(stdout);
  if (options.open_browser) open_browser(first, surroundings);
  (*opened)->run(stop, [&](const serve::Round& round) { tell(round, surroundings); });
  return ok;
}

}  // namespace

void add_serve(CLI::App& app, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = app.add_subcommand(
      "serve", say("Xem trước các cổng trong trình duyệt, tự cập nhật khi sửa tệp",
                   "Preview portals in a browser, renewed with each edit"));
  auto options = std::make_shared<ServeOptions>();
  add_build_choices(*command, options->what, surroundings);
  add_kept_limit(*command, options->kept_megabytes, surroundings);
  command
      ->add_option("--port", options->port,
                   say("Số hiệu cổng mạng của cổng đầu tiên, các cổng sau lấy số kế tiếp; 0 là số "
                       "bất kỳ còn trống; mặc định 8000, nếu "
                       "bận thì số sau",
                       "Port of the first portal, the next ones follow; 0: any free ones; default "
                       "8000, or the next free one"))
      ->type_name(say("SỐ", "N"));
  command
      ->add_option("--nghe", options->address,
                   say("Địa chỉ IP để máy khác xem được, ví dụ 192.168.1.20, hoặc 0.0.0.0; mặc "
                       "định chỉ máy này xem được",
                       "IP address for other machines to see it, e.g. 192.168.1.20 or 0.0.0.0; "
                       "default: this machine only"))
      ->type_name(say("ĐỊA_CHỈ", "ADDRESS"));
  command->add_flag("--mo", options->open_browser, say("Mở trình duyệt", "Open the browser"));
  command->footer(
      say("Ví dụ: minhbach serve luc-nam --mo", "Example: minhbach serve luc-nam --mo"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return run_serve(*options, surroundings); };
  });
}

}  // namespace minhbach::cli
