// Going back: what is to be there is what was there, from what the place has kept.
#include <algorithm>
#include <set>

#include "publish/failures.h"
#include "publish/messages.h"
#include "publish/run.h"

namespace minhbach::publish {
namespace {

constexpr std::int64_t day = 86400;

/// Earlier versions, undone one after the other.
std::vector<Entry> files_before(const Manifest& there, std::size_t steps) {
  std::vector<Entry> files = there.files;
  for (std::size_t i = 0; i < steps; ++i) {
    std::set<std::string_view> others;
    for (const Entry& entry : there.earlier[i].was) others.insert(entry.path);
    for (const std::string& path : there.earlier[i].absent) others.insert(path);
    std::erase_if(files, [&](const Entry& entry) { return others.contains(entry.path); });
    files.insert(files.end(), there.earlier[i].was.begin(), there.earlier[i].was.end());
    std::sort(files.begin(), files.end(),
              [](const Entry& a, const Entry& b) { return a.path < b.path; });
  }
  return files;
}

/// Whether the bytes that an earlier version needs are what they were.
bool check_kept(const SiteFiles& site, const Plan& plan, Target& target, Report& report,
                std::vector<std::string>& sources) {
  sources.assign(site.entries.size(), {});
  std::vector<std::string> paths;
  std::vector<std::size_t> indices;
  for (const auto& stage : plan.puts) {
    for (const std::size_t index : stage) {
      sources[index] = kept_path(site.entries[index].digest);
      paths.push_back(sources[index]);
      indices.push_back(index);
    }
  }
  const Failures failures = target.digests(paths, [&](std::size_t i, std::optional<Digest> digest) {
    const Entry& entry = site.entries[indices[i]];
    if (digest != entry.digest) report.add(failure(messages::version_lost, {quote(entry.path)}));
  });
  for (const Failure& one : failures) report.add(one.why);
  return !report.has_errors();
}

/// The version to go back to; null with an error in the report.
const Earlier* version_of(const Manifest& there, unsigned steps, const std::string& portal,
                          const PublishPlace& place, Report& report) {
  const auto refuse = [&](Diagnostic why) {
    report.add(std::move(why));
    return nullptr;
  };
  if (there.number > 0 && there.portal != portal)
    return refuse(failure(messages::place_of_another,
                          {quote(place.name), quote(there.portal), quote(portal)}));
  if (steps > there.earlier.size())
    return refuse(failure(messages::version_unknown, {quote(place.name), std::to_string(steps),
                                                      std::to_string(there.earlier.size())}));
  const Earlier& version = there.earlier[steps - 1];
  if (version.folder.empty() != there.folder.empty())
    return refuse(failure(messages::version_elsewhere, {quote(place.name)}));
  return &version;
}

}  // namespace

Outcome roll_back(unsigned steps, const std::string& portal, const PublishPlace& place,
                  Target& target, const Orders& orders, Report& report) {
  Outcome outcome;
  const Manifest& there = outcome.before;
  SiteFiles site;
  bool has_release = false;
  Run run(place, target, orders, report, outcome, [&](const auto& doubtful, Report& told) {
    const Earlier* version = version_of(there, steps, portal, place, told);
    if (version == nullptr) return false;
    site.portal = portal;
    site.built = version->built;
    site.entries = files_before(there, steps);
    site.stamps.assign(site.entries.size(), {});
    outcome.plan = make_plan(there, site, place.kept_asset_days, place.kept_versions,
                             orders.time / day, doubtful);
    outcome.plan.next.folder = version->folder;
    has_release = !version->folder.empty();
    for (auto& stage : outcome.plan.puts) {
      if (has_release) stage.clear();
    }
    return true;
  });
  if (!run.open() || !run.look()) return outcome;
  std::vector<std::string> sources;
  if (!check_kept(site, outcome.plan, target, report, sources)) return outcome;
  if (orders.dry_run || !run.lock()) return outcome;
  // Once more: the lock of a run that was cut off may have named further files.
  if (!check_kept(site, outcome.plan, target, report, sources)) {
    run.release();
    return outcome;
  }
  Work work = run.work(site);
  work.sources = std::move(sources);
  work.is_complete = has_release;
  carry_out(work);
  return outcome;
}

}  // namespace minhbach::publish
