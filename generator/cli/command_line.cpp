// Reads the command line with CLI11 and calls the command.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>

#include <fmt/format.h>

#include "cli/commands.h"
#include "text/calendar.h"

namespace minhbach::cli {
namespace {

/// Today in Vietnam (UTC+7, no summer time), or the day of SOURCE_DATE_EPOCH
/// (reproducible-builds.org), so that an archive can be built again to the same bytes.
text::Date build_date() {
  constexpr std::int64_t vietnam_offset = 7 * 3600;
  std::int64_t seconds = static_cast<std::int64_t>(std::time(nullptr));
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
    char* end = nullptr;
    const long long given = std::strtoll(epoch, &end, 10);
    if (*end == '\0' && given >= 0) seconds = given;
  }
  return text::date_of_day((seconds + vietnam_offset) / 86400);
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App app("Minh Bạch: dựng cổng công khai thông tin của cơ quan nhà nước", "minhbach");
  Surroundings surroundings;
  surroundings.today = build_date;
  Run run;
  app.add_option("--goc", surroundings.root, "Thư mục gốc của trang; mặc định là thư mục hiện tại");
  app.add_option("--lang", surroundings.language, "Ngôn ngữ của thông báo: vi, en")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Language>{{"vi", Language::vi}, {"en", Language::en}}));
  app.require_subcommand(1);
  app.fallthrough();
  app.footer("Ví dụ: minhbach build luc-nam");
  add_build(app, surroundings, run);
  add_check(app, surroundings, run);
  add_version(app, surroundings, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version asked for are no mistake; all else is one of usage.
    return app.exit(error) == 0 ? static_cast<int>(ok) : static_cast<int>(usage);
  }
  return run();
}

}  // namespace minhbach::cli
