// `minhbach version`.
#include <fmt/format.h>

#include "cli/commands.h"

namespace minhbach::cli {

void add_version(CLI::App& app, const Surroundings&, Run& run) {
  CLI::App* command = app.add_subcommand("version", "In phiên bản");
  command->footer("Ví dụ: minhbach version");
  command->callback([&run] {
    run = [] {
      fmt::print("minhbach {}\n", MINHBACH_VERSION);
      return static_cast<int>(ok);
    };
  });
}

}  // namespace minhbach::cli
