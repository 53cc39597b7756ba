// What publishing and rolling back have in common: which portal, which place, how it is told.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "model/portal.h"
#include "pipeline/context.h"
#include "publish/publish_site.h"

namespace minhbach::cli {

/// As given; empty text is "not given".
struct PublishChoices {
  std::vector<std::string> portals;
  std::string place;
  std::string out;
  std::string jobs;
  bool dry_run = false;
  bool break_lock = false;
  bool json = false;
};
void add_publish_choices(CLI::App& command, PublishChoices& choices,
                         const Surroundings& surroundings);

/// A portal and the place that was named.
struct Destination {
  std::string output;  ///< Portal::output of what goes there.
  std::string folder;  ///< Where it was built to.
  PublishPlace place;
  std::string policy;     ///< The Content-Security-Policy that hosts are to send.
  std::string base_path;  ///< As Portal::base_path, of the placement.
};

/// One for each portal named, or for each that has such a place. Errors are in the report.
std::vector<Destination> choose_destinations(const pipeline::Context& ctx,
                                             const PublishChoices& choices,
                                             const std::string& root);

/// The same for both commands: time, progress, waiting.
publish::Orders orders_of(const PublishChoices& choices, const Surroundings& surroundings);

/// What was done at one place: for people, or with `--json` one object a line.
void print_outcome(const Destination& to, const publish::Outcome& outcome,
                   const PublishChoices& choices, double seconds, bool has_errors,
                   const Surroundings& surroundings);

}  // namespace minhbach::cli
