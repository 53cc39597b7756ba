// What the commands about single types have in common: which type, which portal.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "pipeline/context.h"
#include "schema/type.h"

namespace minhbach::cli {

/// The types of the site. Empty with an error in the report when there is no site, no type, or one
/// that is wrong.
std::vector<schema::Type> read_types_or_tell(const pipeline::Context& ctx, const std::string& root);

/// The type that was typed: its id, its folder's name, or its title. Null with an error in the
/// report, and the nearest id as its hint, when there is none.
const schema::Type* choose_type(const std::vector<schema::Type>& types, const std::string& typed,
                                Report& report);

/// `--cong` of commands that make something for one portal.
void add_portal_option(CLI::App& command, std::string& portal, const Surroundings& surroundings);

/// The portal named, which may be "chung" (what all portals share), or the only one there is. ""
/// with an error in the report.
std::string choose_portal(const pipeline::Context& ctx, const std::string& named);

/// The exit code for a report with errors: those without a file are about the command line.
ExitCode refusal(const Report& report);

}  // namespace minhbach::cli
