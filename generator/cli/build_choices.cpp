// Judges the options of commands that build.
#include "cli/build_choices.h"

#include <algorithm>
#include <charconv>
#include <ctime>

#include <fmt/format.h>

#include "base/parallel.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "images/kept_files.h"
#include "ingest/load_text.h"
#include "model/page_policy.h"
#include "pipeline/messages.h"
#include "pipeline/portal_versions.h"
#include "pipeline/read_portal.h"
#include "pipeline/read_site.h"

namespace minhbach::cli {

void add_build_choices(CLI::App& command, BuildChoices& choices, const Surroundings& surroundings) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  command.add_option("CONG", choices.portals,
                     say("Mã các cổng; không ghi là tất cả các cổng trong site/",
                         "Portals; all those in site/ when none is named"));
  command
      .add_option("--ngay", choices.date,
                  say("Ngày dựng, ví dụ 2024-05-17; mặc định là hôm nay hoặc SOURCE_DATE_EPOCH",
                      "Date of the build, e.g. 2024-05-17; default: today, or SOURCE_DATE_EPOCH"))
      ->type_name(say("NGÀY", "DATE"));
  command
      .add_option("--jobs", choices.jobs,
                  say("Số luồng chạy song song; mặc định theo số nhân của máy",
                      "Threads; default: as many as the machine has"))
      ->type_name(say("SỐ", "N"));
  command
      .add_option(
          "--tiep-nhan", choices.endpoint,
          say("Nơi nhận ý kiến, thay cho dia_chi_tiep_nhan của các cổng có tiếp nhận; để chạy thử",
              "Where feedback goes, in place of the portals' dia_chi_tiep_nhan; for trials"))
      ->type_name(say("ĐỊA_CHỈ", "ADDRESS"));
  command.add_flag("--nhap", choices.drafts,
                   say("Lấy cả bản nháp (nhap: true)", "Drafts too (nhap: true)"));
}

void add_kept_limit(CLI::App& command, std::string& megabytes, const Surroundings& surroundings) {
  command
      .add_option(
          "--giu-hinh", megabytes,
          surroundings.say("Giữ hình đã làm đến chừng này MB cho lần dựng sau; mặc định 2048",
                           "Keep that many MB of what was drawn for later builds; 2048"))
      ->type_name("MB");
}

std::uint64_t read_kept_limit(const std::string& megabytes, Report& report) {
  constexpr unsigned usual = images::usual_kept_limit >> 20, most = 1u << 20;
  return std::uint64_t{read_number("--giu-hinh", megabytes, usual, 0, most, report)} << 20;
}

unsigned read_number(const std::string& option, const std::string& text, unsigned usual,
                     unsigned least, unsigned most, Report& report) {
  if (text.empty()) return usual;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= least && number <= most)
    return number;
  report.add(without_place(messages::number_wrong, {option, quote(text), std::to_string(least),
                                                    std::to_string(most), std::to_string(usual)}));
  return usual;
}

unsigned read_jobs(const std::string& text, Report& report) {
  constexpr unsigned most = 256;
  return read_number("--jobs", text, std::min(default_jobs(), most), 1, most, report);
}

std::string read_endpoint(const std::string& text, Report& report) {
  if (text.empty() || endpoint_origin(text)) return text;
  report.add(without_place(messages::endpoint_wrong, {quote(text)}));
  return {};
}

text::Date read_date(const std::string& text, const Surroundings& surroundings, Report& report) {
  if (text.empty()) return surroundings.today();
  const Result<text::Date> date = text::parse_date(text);
  if (date && date->is_full()) return *date;
  const std::string why = date ? std::string() : ": " + date.error().what(surroundings.language);
  report.add(without_place(messages::bad_date, {quote(text), why}));
  return {};
}

std::string output_folder(const std::string& out, const std::string& root,
                          const std::string& output, bool several) {
  const std::size_t slash = std::min(output.find('/'), output.size());
  const std::size_t at = std::min(output.find('@'), slash);
  const std::string portal = output.substr(0, at);
  std::string folder = out;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  if (out.empty()) {
    folder = root + "/site/" + portal + "/public";
  } else if (several) {
    folder += "/" + portal;
  }
  if (at < slash) folder += "-" + output.substr(at + 1, slash - at - 1);
  return folder + output.substr(slash);
}

bool is_inside_another(const std::string& output) { return output.find('/') != std::string::npos; }

std::vector<std::string> placement_outputs(const pipeline::Context& ctx,
                                           const std::vector<std::string>& portals) {
  std::vector<std::string> out;
  for (const std::string& portal : portals) {
    const std::string path = "site/" + portal + "/portal.json";
    Report ignored;
    const auto source = ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ignored);
    const auto read =
        source ? pipeline::read_portal(portal, *source, ignored) : std::optional<Portal>();
    out.push_back(portal);
    if (!read) continue;
    for (const Portal& version : pipeline::portal_versions(*read)) {
      if (!version.placement.empty() && !is_inside_another(version.output))
        out.push_back(version.output);
    }
  }
  return out;
}

std::vector<std::string> choose_portals(const pipeline::Context& ctx,
                                        const std::vector<std::string>& named,
                                        const std::string& root) {
  if (!ctx.disk.is_folder("site")) {
    ctx.report.add(without_place(messages::no_site_here, {quote(root)}));
    return named;
  }
  const std::vector<std::string> all = pipeline::portal_ids(ctx);
  if (named.empty() && all.empty()) ctx.report.add(without_place(messages::no_portals, {}));
  for (const std::string& id : named) {
    if (std::find(all.begin(), all.end(), id) != all.end()) continue;
    ctx.report.add(
        without_place(messages::portal_unknown, {quote(id), id}, nearest_typed(id, all)));
  }
  if (named.empty()) return all;
  // One that is named twice is built once: two builds would write into one folder.
  std::vector<std::string> chosen;
  for (const std::string& id : named) {
    if (std::find(chosen.begin(), chosen.end(), id) == chosen.end()) chosen.push_back(id);
  }
  return chosen;
}

std::string this_month() {
  const std::time_t now = std::time(nullptr);
  std::tm day{};
  gmtime_r(&now, &day);
  return fmt::format("{:04}-{:02}", day.tm_year + 1900, day.tm_mon + 1);
}

}  // namespace minhbach::cli
