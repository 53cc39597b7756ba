// `minhbach build` and `minhbach check`: make the portals, or only see whether they could be made.
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "base/parallel.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/print_report.h"
#include "cli/program_stamp.h"
#include "disk/real_disk.h"
#include "pipeline/build_portal.h"
#include "pipeline/read_site.h"

namespace minhbach::cli {
namespace {

/// As given; empty text is "not given".
struct BuildOptions {
  std::vector<std::string> portals;
  std::string out;
  std::string date;
  unsigned jobs = default_jobs();
  bool drafts = false;
  bool from_scratch = false;
};

void add_options(CLI::App& command, BuildOptions& options) {
  command.add_option("CONG", options.portals, "Cổng cần dựng; không ghi là tất cả các cổng trong site/");
  command.add_option("--ngay", options.date, "Ngày dựng (2024-05-17); mặc định là hôm nay hoặc SOURCE_DATE_EPOCH");
  command.add_option("--jobs", options.jobs, "Số luồng chạy song song")->check(CLI::Range(1u, 256u));
  command.add_flag("--nhap", options.drafts, "Lấy cả bản nháp (nhap: true)");
}

Diagnostic without_place(const Message& message, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  return out;
}

/// Where a portal goes: `--out` itself for one portal, a folder in it for each of several, else
/// site/<portal>/public.
std::string output_folder(const BuildOptions& options, const std::string& root, const std::string& portal, bool several) {
  if (options.out.empty()) return root + "/site/" + portal + "/public";
  return several ? options.out + "/" + portal : options.out;
}

void print_built(const std::vector<pipeline::BuiltPortal>& built, const BuildOptions& options,
                 const Surroundings& surroundings, bool several, bool wrote, double seconds) {
  const bool vi = surroundings.language == Language::vi;
  for (const pipeline::BuiltPortal& portal : built) {
    if (wrote) {
      fmt::print(fmt::runtime(vi ? "{}: {} trang, {} tệp ({} mới, {} thay, {} giữ nguyên, {} xóa) → {}\n"
                                 : "{}: {} pages, {} files ({} new, {} replaced, {} unchanged, {} removed) → {}\n"),
                 portal.id, portal.pages, portal.outputs, portal.written.created, portal.written.replaced,
                 portal.written.unchanged, portal.written.removed,
                 output_folder(options, surroundings.root, portal.id, several));
    } else {
      fmt::print(fmt::runtime(vi ? "{}: {} trang, không có lỗi\n" : "{}: {} pages, no errors\n"), portal.id, portal.pages);
    }
  }
  fmt::print(fmt::runtime(vi ? "xong trong {:.2f} giây\n" : "done in {:.2f} seconds\n"), seconds);
}

int run_build(const BuildOptions& options, const Surroundings& surroundings, bool write) {
  const auto start = std::chrono::steady_clock::now();
  Report report;
  const RealDisk disk(surroundings.root);
  pipeline::Context ctx{disk, report, {options.jobs, {}, options.drafts, write, program_stamp(), write && !options.from_scratch}};
  std::vector<std::string> portals = options.portals;

  if (!disk.is_folder("site")) {
    report.add(without_place(messages::no_site_here, {quote(surroundings.root)}));
  } else if (portals.empty() && (portals = pipeline::portal_ids(ctx)).empty()) {
    report.add(without_place(messages::no_portals, {}));
  }
  const Result<text::Date> date =
      options.date.empty() ? Result<text::Date>(surroundings.today()) : text::parse_date(options.date);
  if (!date || !date->is_full()) report.add(without_place(messages::bad_date, {quote(options.date)}));
  if (report.has_errors()) {
    print_report(report, surroundings.language, false);
    return usage;
  }

  ctx.options.today = *date;
  const bool several = portals.size() > 1;
  const std::vector<pipeline::BuiltPortal> built =
      pipeline::build_portals(ctx, portals, [&](const std::string& portal) -> std::unique_ptr<Disk> {
        return std::make_unique<RealDisk>(output_folder(options, surroundings.root, portal, several));
      });
  print_report(report, surroundings.language, write && !built.empty());
  if (report.has_errors()) return content_errors;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  print_built(built, options, surroundings, several, write, took.count());
  return ok;
}

}  // namespace

void add_build(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command = app.add_subcommand("build", "Dựng các cổng thành trang web tĩnh");
  auto options = std::make_shared<BuildOptions>();
  add_options(*command, *options);
  command->add_flag("--tu-dau", options->from_scratch, "Dựng lại mọi trang, không dùng kết quả của lần trước");
  command->add_option("--out", options->out, "Thư mục kết quả; mặc định site/<cổng>/public");
  command->footer("Ví dụ: minhbach build luc-nam --out /tmp/luc-nam");
  command->callback([=, &surroundings, &run] { run = [=, &surroundings] { return run_build(*options, surroundings, true); }; });
}

void add_check(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command = app.add_subcommand("check", "Kiểm tra nội dung, không ghi gì");
  auto options = std::make_shared<BuildOptions>();
  add_options(*command, *options);
  command->footer("Ví dụ: minhbach check luc-nam");
  command->callback([=, &surroundings, &run] { run = [=, &surroundings] { return run_build(*options, surroundings, false); }; });
}

}  // namespace minhbach::cli
