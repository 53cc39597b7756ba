// The commands below `minhbach feedback`. One file a command, or a few small ones together.
#pragma once

#include "cli/commands.h"

namespace minhbach::cli {

void add_feedback_serve(CLI::App& parent, const Surroundings& surroundings, Run& run);
void add_feedback_export(CLI::App& parent, const Surroundings& surroundings, Run& run);
void add_feedback_statistics(CLI::App& parent, const Surroundings& surroundings, Run& run);
/// Those that are kept apart: list, release, refuse.
void add_feedback_review(CLI::App& parent, const Surroundings& surroundings, Run& run);
void add_feedback_reply(CLI::App& parent, const Surroundings& surroundings, Run& run);
/// purge, backup, check.
void add_feedback_keeping(CLI::App& parent, const Surroundings& surroundings, Run& run);

}  // namespace minhbach::cli
