// `minhbach build` and `minhbach check`: make the portals, or only see whether they could be made.
#include <chrono>

#include <fmt/format.h>

#include "cli/build_choices.h"
#include "cli/commands.h"
#include "cli/print_report.h"
#include "cli/program_stamp.h"
#include "cli/verify_build.h"
#include "cli/write_reports.h"
#include "disk/real_disk.h"
#include "images/kept_files.h"
#include "pipeline/build_portal.h"
#include "pipeline/earlier_build.h"
#include "pipeline/write_outputs.h"

namespace minhbach::cli {
namespace {

/// As given; empty text is "not given".
struct BuildOptions {
  BuildChoices what;
  std::string out;
  std::string kept_megabytes;
  ReportFiles reports;
  bool from_scratch = false;
  bool reread = false;
  bool verify = false;
};

void add_options(CLI::App& command, BuildOptions& options, const Surroundings& surroundings) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  add_build_choices(command, options.what, surroundings);
  command
      .add_option("--sarif", options.reports.sarif,
                  say("Ghi thêm các thông báo ra tệp SARIF 2.1.0",
                      "Write the diagnostics to a SARIF 2.1.0 file too"))
      ->type_name(say("TỆP", "FILE"));
  command
      .add_option("--junit", options.reports.junit,
                  say("Ghi thêm các thông báo ra tệp JUnit XML",
                      "Write the diagnostics to a JUnit XML file too"))
      ->type_name(say("TỆP", "FILE"));
}

std::vector<BuiltFolder> folders_of(const BuildOptions& options, const std::string& root,
                                    const std::vector<pipeline::BuiltPortal>& built, bool several) {
  std::vector<BuiltFolder> folders;
  for (const pipeline::BuiltPortal& portal : built) {
    if (is_inside_another(portal.id)) continue;
    const std::string path = output_folder(options.out, root, portal.id, several);
    folders.push_back({portal.id, path, options.out.empty() ? path.substr(root.size() + 1) : path});
  }
  return folders;
}

void print_verified(const std::vector<BuiltFolder>& folders, const std::vector<std::size_t>& equal,
                    const Surroundings& surroundings) {
  for (std::size_t i = 0; i < folders.size(); ++i) {
    fmt::print(
        fmt::runtime(surroundings.say("{}: {} tệp, giống hệt bản dựng lại từ đầu\n",
                                      "{}: {} files, equal to those of a build from nothing\n")),
        folders[i].portal, equal[i]);
  }
}

void print_built(const std::vector<pipeline::BuiltPortal>& built, const BuildOptions& options,
                 const Surroundings& surroundings, bool several, bool wrote, double seconds) {
  const bool vi = surroundings.language == Language::vi;
  for (const pipeline::BuiltPortal& portal : built) {
    if (wrote) {
      fmt::print(
          fmt::runtime(
              vi ? "{}: {} trang, {} tệp ({} mới, {} thay, {} giữ nguyên, {} xóa) → {}\n"
                 : "{}: {} pages, {} files ({} new, {} replaced, {} unchanged, {} removed) → {}\n"),
          portal.id, portal.pages, portal.outputs, portal.written.created, portal.written.replaced,
          portal.written.unchanged, portal.written.removed,
          output_folder(options.out, surroundings.root, portal.id, several));
    } else {
      fmt::print(fmt::runtime(vi ? "{}: {} trang, không có lỗi\n" : "{}: {} pages, no errors\n"),
                 portal.id, portal.pages);
    }
  }
  fmt::print(fmt::runtime(vi ? "xong trong {:.2f} giây\n" : "done in {:.2f} seconds\n"), seconds);
}

/// What stands in a folder is of an earlier build when the last one had errors: whoever publishes
/// has to know.
void mark_outcome(const BuildOptions& options, const std::string& root,
                  std::span<const std::string> portals, Report& report) {
  const bool has_failed = report.has_errors();
  for (const std::string& portal : portals) {
    RealDisk out(output_folder(options.out, root, portal, portals.size() > 1), no_file_limit);
    const bool is_marked = out.is_file(pipeline::failed_mark_path);
    if (is_marked == has_failed || !out.is_file(pipeline::list_path)) continue;
    if (!has_failed) {
      if (Result<Done> gone = out.remove(pipeline::failed_mark_path); !gone)
        report.add(gone.error());
    } else if (auto made = out.write(pipeline::failed_mark_path, "minhbach co-loi 1\n"); !made) {
      report.add(made.error());
    }
  }
}

int run_build(const BuildOptions& options, const Surroundings& surroundings, bool write) {
  const auto start = std::chrono::steady_clock::now();
  Report report;
  const unsigned jobs = read_jobs(options.what.jobs, report);
  const RealDisk disk(surroundings.root, default_file_limit, jobs);
  pipeline::Context ctx{disk, report, {}};
  ctx.options.drafts = options.what.drafts;
  ctx.options.write = write;
  ctx.options.program = program_stamp();
  ctx.options.incremental = write && !options.from_scratch;
  ctx.options.reread = options.reread;
  ctx.options.is_last = !options.verify;
  ctx.options.jobs = jobs;
  ctx.options.endpoint = read_endpoint(options.what.endpoint, report);
  ctx.options.today = read_date(options.what.date, surroundings, report);
  const std::uint64_t kept_limit = read_kept_limit(options.kept_megabytes, report);
  const std::vector<std::string> portals =
      choose_portals(ctx, options.what.portals, surroundings.root);
  if (report.has_errors()) {
    print_report(report, surroundings.language, false);
    write_reports(options.reports, report, portals, surroundings.language);
    return usage;
  }

  const std::string keeps = surroundings.root + "/" + std::string(kept_folder);
  RealDisk kept_disk(keeps, no_file_limit);
  images::KeptFiles kept(&kept_disk, this_month(), keeps, kept_limit);
  if (write) ctx.kept = &kept;
  const bool several = portals.size() > 1;
  const std::vector<pipeline::BuiltPortal> built = pipeline::build_portals(
      ctx, portals, [&](const std::string& portal) -> std::unique_ptr<Disk> {
        return std::make_unique<RealDisk>(
            output_folder(options.out, surroundings.root, portal, several), no_file_limit);
      });
  const std::vector<BuiltFolder> folders = folders_of(options, surroundings.root, built, several);
  std::vector<std::size_t> equal;
  if (options.verify && !report.has_errors()) equal = verify_build(ctx, portals, folders);
  if (write) mark_outcome(options, surroundings.root, portals, report);
  print_report(report, surroundings.language, write && !built.empty());
  const bool reported = write_reports(options.reports, report, portals, surroundings.language);
  if (report.has_errors()) return content_errors;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  print_built(built, options, surroundings, several, write, took.count());
  if (options.verify) print_verified(folders, equal, surroundings);
  return reported ? ok : usage;
}

}  // namespace

void add_build(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command = app.add_subcommand(
      "build",
      surroundings.say("Dựng các cổng thành trang web tĩnh", "Build portals as static web sites"));
  auto options = std::make_shared<BuildOptions>();
  add_options(*command, *options, surroundings);
  command
      ->add_option("--out", options->out,
                   surroundings.say("Thư mục kết quả; mặc định site/<cổng>/public",
                                    "Where to; default site/<portal>/public"))
      ->type_name(surroundings.say("THƯ_MỤC", "FOLDER"));
  add_kept_limit(*command, options->kept_megabytes, surroundings);
  command->add_flag("--tu-dau", options->from_scratch,
                    surroundings.say("Dựng lại mọi trang, không dùng kết quả của lần trước",
                                     "Make every page again, using nothing of an earlier build"));
  command->add_flag(
      "--doc-lai", options->reread,
      surroundings.say("Đọc lại mọi tệp, kể cả tệp có kích thước và giờ sửa như cũ",
                       "Read every file again, also those of the same size and time"));
  command->add_flag("--verify", options->verify,
                    surroundings.say("Dựng thêm một bản từ đầu và so từng byte với bản vừa dựng",
                                     "Build once more from nothing and compare byte by byte"));
  command->footer(surroundings.say("Ví dụ: minhbach build luc-nam --out /tmp/luc-nam",
                                   "Example: minhbach build luc-nam --out /tmp/luc-nam"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return run_build(*options, surroundings, true); };
  });
}

void add_check(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command =
      app.add_subcommand("check", surroundings.say("Kiểm tra nội dung, không ghi trang nào",
                                                   "Check the content, write no page"));
  auto options = std::make_shared<BuildOptions>();
  add_options(*command, *options, surroundings);
  command->footer(surroundings.say("Ví dụ: minhbach check luc-nam --sarif noi-dung.sarif",
                                   "Example: minhbach check luc-nam --sarif content.sarif"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return run_build(*options, surroundings, false); };
  });
}

}  // namespace minhbach::cli
