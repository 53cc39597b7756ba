// Finds the first argument that went unused, or the option whose value is missing.
#include "cli/parse_failure.h"

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

/// What nobody took, with `command` being the one that was called, or the program itself.
Diagnostic explain_unused(const CLI::App& command, const std::string& argument) {
  const std::string name = full_name(command);
  if (argument.starts_with("-")) {
    const std::string option = argument.substr(0, argument.find('='));
    return without_place(messages::option_unknown, {quote(option), name}, nearest_typed(option, option_names(command)));
  }
  const std::vector<std::string> commands = command_names(command);
  if (commands.empty()) return without_place(messages::argument_unexpected, {quote(argument), name});
  return without_place(messages::command_unknown, {quote(argument), joined(commands)}, nearest_typed(argument, commands));
}

}  // namespace

Diagnostic without_place(const Message& message, std::vector<std::string> arguments, std::string nearest) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  out.nearest = std::move(nearest);
  return out;
}

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string nearest_typed(std::string_view typed, const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  if (std::string found = nearest_name(typed, candidates); !found.empty()) return found;
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
    const std::string name = text.substr(0, text.find(':'));
    const CLI::Option* option = find_option(command, name);
    const std::string value = option != nullptr ? option->get_type_name() : std::string();
    return without_place(messages::value_missing, {quote(name), fmt::format("{} {}", name, value)});
  }
  // A word that went unused explains more than what is missing because of it.
  const std::vector<std::string> unused = app.remaining(true);
  if (!unused.empty()) return explain_unused(command, unused.front());
  if (error.get_name() == "RequiredError") {
    if (called.empty()) return without_place(messages::command_missing, {joined(command_names(app))});
    return without_place(messages::argument_missing, {full_name(command), text.substr(0, text.find(' '))});
  }
  return without_place(messages::command_line_unclear, {quote(text)});
}

}  // namespace minhbach::cli
