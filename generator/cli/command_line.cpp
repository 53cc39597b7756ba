// Reads the command line with CLI11 and calls the command.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/help_text.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "text/calendar.h"

namespace minhbach::cli {
namespace {

/// "" when it is not set.
std::string_view epoch_text() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  return epoch == nullptr ? "" : epoch;
}

/// Seconds since 1970; nothing for what is no number, or past the year 9999.
std::optional<std::int64_t> read_epoch(std::string_view text) {
  constexpr std::int64_t latest = 253'402'214'400;  // 9999-12-31 in UTC.
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (!is_number || seconds < 0 || seconds > latest) return std::nullopt;
  return seconds;
}

/// Today in Vietnam (UTC+7, no summer time), or the day of SOURCE_DATE_EPOCH
/// (reproducible-builds.org), so that an archive can be built again to the same bytes.
text::Date build_date() {
  constexpr std::int64_t vietnam_offset = 7 * 3600;
  const std::int64_t seconds =
      read_epoch(epoch_text()).value_or(static_cast<std::int64_t>(std::time(nullptr)));
  return text::date_of_day((seconds + vietnam_offset) / 86400);
}

/// `--lang` has to be known before the command line is read: help and errors are printed in it.
std::string language_asked(int argc, const char* const* argv) {
  constexpr std::string_view option = "--lang";
  std::string asked = "vi";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == option && i + 1 < argc) asked = argv[i + 1];
    if (argument.starts_with("--lang=")) asked = argument.substr(option.size() + 1);
  }
  return asked;
}

int refuse(const Diagnostic& diagnostic, Language language) {
  fmt::print(stderr, "{}\n", to_text(diagnostic, language));
  return usage;
}

/// Half a list must not look like a whole one: that the disk is full may show only now.
int run_and_print(const Run& run, Language language) {
  int code = usage;
  try {
    code = run();
  } catch (const std::system_error&) {  // What fmt throws when printing fails.
    if (std::ferror(stdout) == 0) throw;
  }
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  return refuse(without_place(messages::output_lost, {}), language);
}

void add_common_options(CLI::App& app, Surroundings& surroundings, std::string& language) {
  app.formatter(std::make_shared<HelpText>(surroundings.language));
  app.set_help_flag("-h,--help", surroundings.say("In hướng dẫn này", "Print this help"));
  app.add_option("--goc", surroundings.root,
                 surroundings.say("Thư mục gốc của trang; mặc định là thư mục hiện tại",
                                  "Root folder of the site; default: the current folder"))
      ->type_name(surroundings.say("THƯ_MỤC", "FOLDER"));
  app.add_option("--lang", language,
                 surroundings.say("Ngôn ngữ của thông báo; mặc định vi",
                                  "Language of messages; default vi"))
      ->type_name("vi|en");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(surroundings.say(
      "Ví dụ: minhbach build luc-nam\nHướng dẫn của từng lệnh: minhbach LỆNH --help",
      "Example: minhbach build luc-nam\nHelp on a command: minhbach COMMAND --help"));
}

void add_commands(CLI::App& app, const Surroundings& surroundings, Run& run) {
  add_build(app, surroundings, run);
  add_check(app, surroundings, run);
  add_explain(app, surroundings, run);
  add_feedback(app, surroundings, run);
  add_import(app, surroundings, run);
  add_new(app, surroundings, run);
  add_publish(app, surroundings, run);
  add_rollback(app, surroundings, run);
  add_serve(app, surroundings, run);
  add_types(app, surroundings, run);
  add_version(app, surroundings, run);
}

/// What the parser cannot see: a language or a date from outside that is none.
std::optional<Diagnostic> find_wrong_choice(const std::string& language) {
  if (language != "vi" && language != "en")
    return without_place(messages::option_value_unknown, {"--lang", quote(language), "vi, en"});
  if (!epoch_text().empty() && !read_epoch(epoch_text()))
    return without_place(messages::epoch_wrong, {quote(epoch_text())});
  return std::nullopt;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  Surroundings surroundings;
  surroundings.today = build_date;
  std::string language = language_asked(argc, argv);
  if (language == "en") surroundings.language = Language::en;

  CLI::App app(surroundings.say("Minh Bạch: dựng cổng công khai thông tin của cơ quan nhà nước",
                                "Minh Bạch: builds transparency portals of public bodies"),
               "minhbach");
  add_common_options(app, surroundings, language);
  Run run;
  add_commands(app, surroundings, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // Help is no mistake.
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    return refuse(explain_failure(app, error), surroundings.language);
  }
  if (const std::optional<Diagnostic> swallowed = find_swallowed_option(app))
    return refuse(*swallowed, surroundings.language);
  if (const std::optional<Diagnostic> wrong = find_wrong_choice(language))
    return refuse(*wrong, surroundings.language);
  return run_and_print(run, surroundings.language);
}

}  // namespace minhbach::cli
