// The commands: options in, exit code out. One file a command.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/diagnostic.h"
#include "text/date.h"

namespace minhbach::cli {

enum ExitCode : int { ok = 0, content_errors = 1, usage = 2, internal = 3 };

/// What every command shares.
struct Surroundings {
  std::string root = ".";            ///< The site's root folder (`--goc`).
  Language language = Language::vi;  ///< Of messages (`--lang`).
  std::function<text::Date()> today; ///< The date when `--ngay` is not given.
};

/// A command adds itself to the parser; `run` is set to what it does when it was the one called.
using Run = std::function<int()>;
void add_build(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_check(CLI::App& app, const Surroundings& surroundings, Run& run);
void add_version(CLI::App& app, const Surroundings& surroundings, Run& run);

/// Parses the command line and runs the command. The only place that knows them all.
int run_command_line(int argc, const char* const* argv);

}  // namespace minhbach::cli
