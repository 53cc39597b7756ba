// The commands: options in, exit code out. One file a command.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/diagnostic.h"
#include "text/date.h"

namespace minhbach::cli {

enum ExitCode : int { ok = 0, content_errors = 1, usage = 2, internal = 3 };

/// What every command shares.
struct Surroundings {
  std::string root = ".";             ///< The site's root folder (`--goc`).
  Language language = Language::vi;   ///< Of messages (`--lang`); known before commands are added.
  std::function<text::Date()> today;  ///< The date when `--ngay` is not given.

  /// One of the two, in the language asked for: help texts and what a command prints.
  const char* say(const char* vi, const char* en) const {
    return language == Language::vi ? vi : en;
  }
};

/// A command adds itself to the parser; `run` is set to what it does when it was the one called.
/// Options are read as text and judged by the command, so that what is wrong with them is said in
/// our words and not in the parser's.
using Run = std::function<int()>;
void add_build(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_check(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_explain(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_feedback(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_import(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_new(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_publish(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_rollback(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_serve(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_types(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_version(CLI::App& app, const Surroundings& surroundings, Run& run);

/// Parses the command line and runs the command. The only place that knows them all.
int run_command_line(int argc, const char* const* argv);

}  // namespace minhbach::cli
