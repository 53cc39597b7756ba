// Going back: what is to be there is what was there, from what the place has kept.
#include <algorithm>
#include <map>
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

bool tell_lost(const std::set<std::string>& paths, Report& report) {
  constexpr std::size_t most = 5;
  std::size_t told = 0;
  for (const std::string& path : paths) {
    if (told++ < most) report.add(failure(messages::version_lost, {quote(path)}));
  }
  if (told > most) report.add(failure(messages::more_refused, {std::to_string(told - most)}));
  return told == 0;
}

/// Whether the release to go back to is there still, by its files' sizes.
bool check_release(const SiteFiles& site, const std::string& folder, Target& target,
                   Report& report) {
  const auto listed = target.list(folder);
  if (!listed) {
    report.add(listed.error());
    return false;
  }
  std::map<std::string, std::uint64_t> sizes;
  for (const Listed& one : *listed) sizes.emplace(one.path, one.size);
  std::set<std::string> lost;
  for (const Entry& entry : site.entries) {
    const auto at = sizes.find(in_folder(folder, entry.path));
    if (at == sizes.end() || at->second != entry.size) lost.insert(entry.path);
  }
  return tell_lost(lost, report);
}

/// Where the bytes are that an earlier version needs: kept, or, of a file that a run which was cut
/// off has only meant to change, at its own place.
bool find_kept(const SiteFiles& site, const Outcome& outcome, Target& target, Report& report,
               std::vector<std::string>& sources) {
  sources.assign(site.entries.size(), {});
  std::vector<std::size_t> indices;
  for (const auto& stage : outcome.plan.puts)
    indices.insert(indices.end(), stage.begin(), stage.end());
  std::set<std::string> lost;
  const auto look = [&](const std::vector<std::string>& paths, const std::vector<std::size_t>& of) {
    const Failures failures =
        target.digests(paths, [&](std::size_t i, std::optional<Digest> digest) {
          const Entry& entry = site.entries[of[i]];
          if (digest != entry.digest) return;
          sources[of[i]] = paths[i];
          lost.erase(entry.path);
        });
    for (const Failure& one : failures) report.add(one.why);
  };
  std::vector<std::string> paths;
  for (const std::size_t index : indices) {
    paths.push_back(kept_path(site.entries[index].digest));
    lost.insert(site.entries[index].path);
  }
  look(paths, indices);
  const auto& doubtful = outcome.doubtful;
  paths.clear();
  std::erase_if(indices, [&](std::size_t index) {
    const std::string& path = site.entries[index].path;
    return !lost.contains(path) || !std::binary_search(doubtful.begin(), doubtful.end(), path);
  });
  for (const std::size_t index : indices) paths.push_back(site.entries[index].path);
  look(paths, indices);
  return tell_lost(lost, report) && !report.has_errors();
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
    for (auto& stage : outcome.plan.puts) {
      if (!version->folder.empty()) stage.clear();
    }
    return true;
  });
  if (!run.open() || !run.look()) return outcome;
  std::vector<std::string> sources;
  const auto is_there = [&] {
    const std::string& folder = outcome.plan.next.folder;
    return folder.empty() ? find_kept(site, outcome, target, report, sources)
                          : check_release(site, folder, target, report);
  };
  if (!is_there()) return outcome;
  if (orders.dry_run || !run.lock()) return outcome;
  // Once more: the lock of a run that was cut off may have named further files.
  if (!is_there()) {
    run.release();
    return outcome;
  }
  Work work = run.work(site);
  work.sources = std::move(sources);
  work.is_complete = !outcome.plan.next.folder.empty();
  carry_out(work);
  return outcome;
}

}  // namespace minhbach::publish
