// What the feedback commands need of the site: settings, portals, forms, the store.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "feedback/facts.h"
#include "feedback/settings.h"
#include "feedback/store.h"
#include "pipeline/context.h"

namespace minhbach::cli {

inline constexpr const char* usual_settings = "site/tiep-nhan.json";

/// For trials on one machine: where pages and endpoint really are.
struct Trial {
  std::string endpoint;             ///< In place of dia_chi_tiep_nhan; "" none.
  std::vector<std::string> places;  ///< "portal=http://localhost:8000".
};

/// What every feedback command can be told.
struct FeedbackChoices {
  std::string settings;  ///< "" the usual file.
};
void add_feedback_choices(CLI::App& command, FeedbackChoices& choices,
                          const Surroundings& surroundings);

/// The settings, from below the site's root, without what has an error; all errors are in the
/// report.
feedback::Settings read_settings(const pipeline::Context& ctx, const FeedbackChoices& choices);
/// The same; nothing when there is an error.
std::optional<feedback::Settings> load_settings(const pipeline::Context& ctx,
                                                const FeedbackChoices& choices);

/// Portals that take feedback (of `settings.portals`, or all), their versions, forms and agencies.
feedback::Facts load_facts(const pipeline::Context& ctx, const feedback::Settings& settings,
                           const Trial& trial);

/// The store that the settings name; `serves`: it may be made, and is looked over first.
std::unique_ptr<feedback::Store> load_store(const pipeline::Context& ctx, const std::string& root,
                                            const feedback::Settings& settings, bool serves);

}  // namespace minhbach::cli
