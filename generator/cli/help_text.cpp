// Help in four parts: what the command is for, how it is called, what it takes, an example.
#include "cli/help_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "text/utf8.h"

namespace minhbach::cli {
namespace {

constexpr std::size_t widest_name = 22;

/// A name and what it means.
using Row = std::pair<std::string, std::string>;

std::string table(const char* heading, const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  std::size_t width = 0;
  for (const auto& [name, meaning] : rows) {
    const std::size_t letters = text::count_code_points(name);
    if (letters <= widest_name) width = std::max(width, letters);
  }
  std::string out = fmt::format("\n{}:\n", heading);
  for (const auto& [name, meaning] : rows) {
    out += "  " + padded(name, width);
    // A name that is too long for the column has its meaning on the next line.
    out += text::count_code_points(name) > width ? "\n" + std::string(width + 4, ' ')
                                                 : std::string(2, ' ');
    out += wrapped(meaning, width + 4) + "\n";
  }
  return out;
}

bool takes_many(const CLI::Option& option) { return option.get_items_expected_max() > 1; }

std::string name_of(const CLI::Option& option) {
  std::string out = option.get_name(option.get_positional(), true);
  for (std::size_t at = out.find(','); at != std::string::npos; at = out.find(',', at + 2))
    out.insert(at + 1, " ");
  if (option.get_positional()) return takes_many(option) ? out + "…" : out;
  const bool has_value = option.get_items_expected_max() > 0;
  return has_value ? out + " " + option.get_type_name() : out;
}

std::vector<Row> rows_of(const CLI::App& command, bool positional) {
  std::vector<Row> rows;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional() == positional)
      rows.emplace_back(name_of(*option), option->get_description());
  }
  return rows;
}

}  // namespace

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t letters = text::count_code_points(text);
  return std::string(text) + std::string(letters < width ? width - letters : 0, ' ');
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    const std::size_t letters = text::count_code_points(word);
    if (!word.empty()) {
      if (column > indent && column + 1 + letters > width) {
        out += "\n" + std::string(indent, ' ');
        column = indent;
      } else if (column > indent) {
        out += ' ';
        ++column;
      }
      out += word;
      column += letters;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string HelpText::make_help(const CLI::App* command, std::string name,
                                CLI::AppFormatMode) const {
  std::string usage = name;
  for (const CLI::Option* option : command->get_options()) {
    if (!option->get_positional()) continue;
    usage += fmt::format(fmt::runtime(option->get_required() ? " {}" : " [{}]"), name_of(*option));
  }
  const std::vector<const CLI::App*> commands =
      command->get_subcommands([](const CLI::App*) { return true; });
  if (!commands.empty()) usage += say(" LỆNH", " COMMAND");
  usage += say(" [TÙY CHỌN…]", " [OPTION…]");

  std::string out =
      fmt::format("{}\n\n{}: {}\n", command->get_description(), say("Cách dùng", "Usage"), usage);
  std::vector<Row> rows;
  for (const CLI::App* each : commands)
    rows.emplace_back(each->get_name(), each->get_description());
  out += table(say("Các lệnh", "Commands"), rows);
  out += table(say("Tham số", "Arguments"), rows_of(*command, true));
  out += table(say("Tùy chọn", "Options"), rows_of(*command, false));
  if (command->get_parent() != nullptr) {
    rows = rows_of(*command->get_parent(), false);
    std::erase_if(rows,
                  [](const Row& row) { return row.first.find("--help") != std::string::npos; });
    out += table(say("Tùy chọn chung", "Options of every command"), rows);
  }
  return out + "\n" + command->get_footer() + "\n";
}

}  // namespace minhbach::cli
