// Finds the first argument that went unused, or the option whose value is missing.
#include "cli/parse_failure.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/messages.h"
#include "text/slug.h"

namespace minhbach::cli {
namespace {

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

/// `--out` of each option that can stand behind the command.
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* each = &app; each != nullptr; each = each->get_parent()) {
    for (const CLI::Option* option : each->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

const CLI::Option* find_option(const CLI::App& app, const std::string& name) {
  for (const CLI::App* each = &app; each != nullptr; each = each->get_parent()) {
    if (const CLI::Option* option = each->get_option_no_throw(name)) return option;
  }
  return nullptr;
}

/// "minhbach build"
std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

/// An option that has too few values, or too many.
Diagnostic values_mismatch(const CLI::App& command, const std::string& name) {
  const CLI::Option* option = find_option(command, name);
  const std::string usual =
      fmt::format("{} {}", name, option != nullptr ? option->get_type_name() : std::string());
  const bool twice = option != nullptr && option->results().size() > 1;
  return without_place(twice ? messages::option_twice : messages::value_missing,
                       {quote(name), usual});
}

/// The flag that was given a value, as in "--nhap=co"; null when it was none.
const CLI::Option* find_flag_with_value(const CLI::App& app, const std::string& failure) {
  for (const CLI::App* each = &app; each != nullptr; each = each->get_parent()) {
    for (const CLI::Option* option : each->get_options()) {
      const bool is_flag = option->get_items_expected_max() == 0;
      for (const std::string& name : option->get_lnames()) {
        if (is_flag && failure.find("--" + name + " ") != std::string::npos) return option;
      }
    }
  }
  return nullptr;
}

/// What nobody took, with `command` being the one that was called, or the program itself.
Diagnostic explain_unused(const CLI::App& command, const std::string& argument) {
  const std::string name = full_name(command);
  if (argument.starts_with("-")) {
    const std::string option = argument.substr(0, argument.find('='));
    return without_place(messages::option_unknown, {quote(option), name},
                         nearest_typed(option, option_names(command)));
  }
  const std::vector<std::string> commands = command_names(command);
  if (commands.empty())
    return without_place(messages::argument_unexpected, {quote(argument), name});
  return without_place(messages::command_unknown, {quote(argument), joined(commands)},
                       nearest_typed(argument, commands));
}

}  // namespace

Diagnostic without_place(const Message& message, std::vector<std::string> arguments,
                         std::string nearest) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  out.nearest = std::move(nearest);
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string nearest_typed(std::string_view typed, const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  if (std::string found = nearest_name(typed, candidates); !found.empty()) return found;
  // Two letters the wrong way round, the commonest slip, count as two mistakes there.
  std::string swapped(typed);
  for (std::size_t i = 1; i < swapped.size(); ++i) {
    std::swap(swapped[i - 1], swapped[i]);
    if (std::find(names.begin(), names.end(), swapped) != names.end()) return swapped;
    std::swap(swapped[i - 1], swapped[i]);
  }
  std::string plain = text::slug(typed);
  if (std::string found = nearest_name(plain, candidates); !found.empty()) return found;
  std::replace(plain.begin(), plain.end(), '-', '_');
  return nearest_name(plain, candidates);
}

Diagnostic explain_failure(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<CLI::App*> called = app.get_subcommands();
  const CLI::App& command = called.empty() ? app : *called.front();
  const std::string text = error.what();
  if (error.get_name() == "ArgumentMismatch") {
    return values_mismatch(command, text.substr(0, text.find(':')));
  }
  if (const CLI::Option* flag = find_flag_with_value(command, text);
      flag != nullptr && error.get_name() == "ConversionError") {
    const std::string name = "--" + flag->get_lnames().front();
    return without_place(messages::flag_with_value, {quote(name), name});
  }
  // A word that went unused explains more than what is missing because of it.
  const std::vector<std::string> unused = app.remaining(true);
  if (!unused.empty()) return explain_unused(command, unused.front());
  if (error.get_name() == "RequiredError") {
    if (called.empty())
      return without_place(messages::command_missing, {joined(command_names(app))});
    return without_place(messages::argument_missing,
                         {full_name(command), text.substr(0, text.find(' '))});
  }
  return without_place(messages::command_line_unclear, {quote(text)});
}

std::optional<Diagnostic> find_swallowed_option(const CLI::App& app) {
  const std::vector<CLI::App*> called = app.get_subcommands();
  const CLI::App& command = called.empty() ? app : *called.front();
  for (const CLI::App* each = &command; each != nullptr; each = each->get_parent()) {
    for (const CLI::Option* option : each->get_options()) {
      if (option->get_positional() || option->results().empty()) continue;
      const std::string& value = option->results().front();
      if (value.starts_with("--"))
        return values_mismatch(command, "--" + option->get_lnames().front());
    }
  }
  return std::nullopt;
}

}  // namespace minhbach::cli
