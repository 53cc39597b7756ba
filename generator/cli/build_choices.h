// What the commands that build have in common: which portals, which date, how many threads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "pipeline/context.h"

namespace minhbach::cli {

/// As given; empty text is "not given".
struct BuildChoices {
  std::vector<std::string> portals;
  std::string date;
  std::string jobs;
  std::string endpoint;
  bool drafts = false;
};
void add_build_choices(CLI::App& command, BuildChoices& choices, const Surroundings& surroundings);

// Each reads what was typed, where "" is "not given"; what is wrong is an error in the report.

/// A whole number from `least` to `most`; `usual` when none was given.
unsigned read_number(const std::string& option, const std::string& text, unsigned usual,
                     unsigned least, unsigned most, Report& report);

/// As many as the machine has, unless `--jobs` says otherwise.
unsigned read_jobs(const std::string& text, Report& report);

/// `--giu-hinh`: how much is kept of what was drawn (images/kept_files.h).
void add_kept_limit(CLI::App& command, std::string& megabytes, const Surroundings& surroundings);
std::uint64_t read_kept_limit(const std::string& megabytes, Report& report);

/// The endpoint's address that `--tiep-nhan` gives; "" for none, or for one that no page may send
/// to.
std::string read_endpoint(const std::string& text, Report& report);

/// Today, unless `--ngay` gives a full date.
text::Date read_date(const std::string& text, const Surroundings& surroundings, Report& report);

/// Where what `output` (Portal::output) names goes: `out` itself for one portal, a folder in it for
/// each of several; without `--out`, site/<portal>/public. A further placement goes beside that,
/// its id behind the folder's name ("public-xuc-tien"); a further language into it.
std::string output_folder(const std::string& out, const std::string& root,
                          const std::string& output, bool several);

/// Where pictures are kept from build to build (images/kept_files.h): below the site's root.
inline constexpr std::string_view kept_folder = ".cache/minhbach/hinh";

/// This month as images::KeptFiles takes it: by the machine's clock, not by the date of a build.
std::string this_month();

/// Whether `output` is a further language: it goes into the folder of another.
bool is_inside_another(const std::string& output);

/// Portal::output of each placement of `portals`, in order. A portal that cannot be read counts as
/// one: its build says what is wrong.
std::vector<std::string> placement_outputs(const pipeline::Context& ctx,
                                           const std::vector<std::string>& portals);

/// The portals named, each once, each of which must be there; or all.
std::vector<std::string> choose_portals(const pipeline::Context& ctx,
                                        const std::vector<std::string>& named,
                                        const std::string& root);

}  // namespace minhbach::cli
