// `minhbach version`.
#include <fmt/format.h>

#include "cli/commands.h"

namespace minhbach::cli {

void add_version(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command =
      app.add_subcommand("version", surroundings.say("In phiên bản", "Print the version"));
  command->footer(surroundings.say("Ví dụ: minhbach version", "Example: minhbach version"));
  command->callback([&run] {
    run = [] {
      fmt::print("minhbach {}\n", MINHBACH_VERSION);
      return static_cast<int>(ok);
    };
  });
}

}  // namespace minhbach::cli
