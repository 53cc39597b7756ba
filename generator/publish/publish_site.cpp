// The steps that publishing and rolling back have in common, and what differs.
#include "publish/publish_site.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <numeric>
#include <set>

#include "publish/adopt.h"
#include "publish/carry_out.h"
#include "publish/failures.h"
#include "publish/messages.h"
#include "publish/say_time.h"
#include "publish/tries.h"

namespace minhbach::publish {
namespace {

/// "ban/12" is 12.
std::uint64_t number_of(std::string_view folder) {
  std::uint64_t out = 0;
  const std::string_view digits = folder.substr(std::min(folder.find('/') + 1, folder.size()));
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

std::vector<std::string> joined(const std::vector<std::string>& a,
                                const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

/// One run, from looking to locking; what is carried out is the caller's.
class Run {
 public:
  Run(const PublishPlace& place, Target& target, const Orders& orders, Report& report,
      Outcome& outcome)
      : place_(place),
        target_(target),
        orders_(orders),
        report_(report),
        outcome_(outcome),
        tries_(target, orders.wait, report, outcome.tries) {}

  /// Connects, and reads the manifest.
  bool look(const SiteFiles* site) {
    const Result<Done> opened = target_.open();
    if (!opened) return fail(opened.error());
    if (place_.has_releases && !target_.capabilities().atomic_site)
      return fail(failure(messages::no_releases_there, {quote(place_.name)}));
    const auto bytes = read(manifest_path);
    if (!bytes) return fail(bytes.error());
    std::optional<Manifest> manifest = *bytes ? read_manifest(**bytes) : std::nullopt;
    if (*bytes && !manifest && !orders_.adopt)
      return fail(failure(messages::manifest_damaged, {quote(place_.name)}));
    if (manifest) base_number_ = manifest->number;
    if (site != nullptr && orders_.adopt && manifest && manifest->portal != site->portal)
      return fail(failure(messages::place_of_another,
                          {quote(place_.name), quote(manifest->portal), quote(site->portal)}));
    if (site != nullptr && orders_.adopt) return adopt(*site, manifest);
    if (!*bytes && !is_empty()) return false;
    if (manifest) outcome_.before = std::move(*manifest);
    manifest_bytes_ = *bytes ? std::move(**bytes) : std::string();
    return true;
  }

  /// Whether a run that was cut off left its lock there; it is read then.
  bool find_lock() {
    const auto bytes = read(lock_path);
    if (!bytes) return fail(bytes.error());
    if (*bytes) found_ = read_lock(**bytes);
    return true;
  }
  const std::optional<Lock>& found() const { return found_; }

  /// Puts the lock, or takes over the one that is there; `plan` makes the plan once it is known
  /// what is doubtful. Afterwards nobody else changes anything there.
  bool lock(const std::function<Plan(const std::vector<std::string>& doubtful)>& plan) {
    lock_ = new_lock(orders_.time);
    target_.begin_run(lock_.id);
    if (!found_) {
      prepare(plan);
      const auto created =
          tries_.get<bool>([&] { return target_.create(lock_path, to_bytes(lock_)); });
      if (!created) return fail(created.error());
      if (*created && !target_.capabilities().lock)
        report_.add(failure(messages::place_not_locked, {quote(place_.name)}));
      if (*created) return is_unchanged();
      if (!find_lock()) return false;
      if (!found_) found_.emplace().time = orders_.time;  // Its owner has not yet said who it is.
    }
    if (found_ && found_->id != lock_.id && !may_take_over()) return false;
    // What that run has asked a server for may still be on its way there.
    if (found_ && place_.kind != PlaceKind::folder) orders_.wait(1);
    if (found_ && found_->folder.empty()) outcome_.doubtful = found_->paths;
    prepare(plan);
    lock_.paths = joined(lock_.paths, outcome_.doubtful);
    return tries_.write(lock_path, to_bytes(lock_)) && is_unchanged();
  }

  Lock& own_lock() { return lock_; }

  /// What is to be carried out, once locked.
  Work work(const SiteFiles& site) const {
    return {site,         place_, target_, orders_, report_, outcome_, lock_, found_.has_value(),
            unfinished(), {},     false,   nullptr};
  }
  std::string unfinished() const { return found_ ? found_->folder : std::string(); }

  bool fail(Diagnostic diagnostic) {
    report_.add(std::move(diagnostic));
    return false;
  }

 private:
  Result<std::optional<std::string>> read(std::string_view path) {
    return tries_.get<std::optional<std::string>>([&] { return target_.read(path); });
  }

  bool adopt(const SiteFiles& site, const std::optional<Manifest>& manifest) {
    if (place_.has_releases) {  // What is not in a release of ours is left alone.
      const auto listed = target_.list(releases_folder);
      if (!listed) return fail(listed.error());
      for (const Listed& one : *listed)
        base_number_ = std::max(base_number_, number_of(one.path.substr(0, one.path.find('/', 4))));
      if (manifest) outcome_.before.folder = manifest->folder;
      outcome_.adopted = true;
      return true;
    }
    Result<Manifest> found = adopt_files(site, target_, report_);
    if (!found) return fail(found.error());
    outcome_.before = std::move(*found);
    outcome_.adopted = true;
    return !report_.has_errors();
  }

  /// Without a manifest: only what a run that was cut off was about to put may be there.
  bool is_empty() {
    if (!find_lock()) return false;
    const auto listed = tries_.get<std::vector<Listed>>([&] { return target_.list(""); });
    if (!listed) return fail(listed.error());
    std::vector<std::string> foreign;
    for (const Listed& one : *listed) {
      const bool is_ours =
          one.path.starts_with(".minhbach/") ||
          (found_ && (std::binary_search(found_->paths.begin(), found_->paths.end(), one.path) ||
                      (!found_->folder.empty() && one.path.starts_with(found_->folder + "/"))));
      if (!is_ours) foreign.push_back(one.path);
    }
    if (foreign.empty()) return true;
    std::sort(foreign.begin(), foreign.end());
    std::string some;
    for (std::size_t i = 0; i < std::min<std::size_t>(foreign.size(), 5); ++i)
      some += (i > 0 ? ", " : "") + foreign[i];
    if (foreign.size() > 5) some += ", …";
    return fail(failure(messages::place_not_ours,
                        {quote(place_.name), std::to_string(foreign.size()), some}));
  }

  bool may_take_over() {
    if (is_left_behind(*found_) || orders_.break_lock) return true;
    const std::string age = say_age(orders_.time - found_->time);
    return fail(failure(messages::place_locked,
                        {quote(place_.name), found_->owner.empty() ? "?" : found_->owner, age}));
  }

  void prepare(const std::function<Plan(const std::vector<std::string>&)>& plan) {
    outcome_.plan = plan(outcome_.doubtful);
    Manifest& next = outcome_.plan.next;
    next.number =
        std::max({base_number_, outcome_.before.number, found_ ? number_of(found_->folder) : 0}) +
        1;
    next.time = orders_.time;
    if (place_.has_releases && next.folder.empty())
      next.folder = std::string(releases_folder) + "/" + std::to_string(next.number);
    lock_.folder = next.folder;
    lock_.paths.clear();
    if (!next.folder.empty()) return;
    lock_.paths = outcome_.plan.deletions;
    for (const auto& stage : outcome_.plan.puts) {
      for (const std::size_t index : stage) lock_.paths.push_back(next.files[index].path);
    }
    std::sort(lock_.paths.begin(), lock_.paths.end());
  }

  /// Nobody published between our look and our lock.
  bool is_unchanged() {
    if (outcome_.adopted) return true;
    const auto bytes = read(manifest_path);
    if (bytes && bytes->value_or("") == manifest_bytes_) return true;
    (void)target_.remove(std::vector<std::string>{std::string(lock_path)});
    return fail(bytes ? failure(messages::published_meanwhile, {quote(place_.name)})
                      : bytes.error());
  }

  const PublishPlace& place_;
  Target& target_;
  const Orders& orders_;
  Report& report_;
  Outcome& outcome_;
  Tries tries_;
  std::uint64_t base_number_ = 0;
  std::string manifest_bytes_;
  std::optional<Lock> found_;
  Lock lock_;
};

std::int64_t day_of(std::int64_t seconds) { return seconds / 86400; }

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

}  // namespace

Outcome publish_site(const SiteFiles& site, const PublishPlace& place, Target& target,
                     const Orders& orders, Report& report) {
  Outcome outcome;
  Run run(place, target, orders, report, outcome);
  if (!run.look(&site)) return outcome;
  const Manifest& there = outcome.before;
  guard_site(site, place, there.number > 0 ? &there : nullptr, orders.allowed, report);
  const auto plan = [&](const std::vector<std::string>& doubtful) {
    return make_plan(there, site, place.kept_asset_days, place.kept_versions, day_of(orders.time),
                     doubtful);
  };
  outcome.plan = plan({});
  guard_deletions(outcome.plan, place, there, orders.allowed, report);
  SentFiles sent(site.folder, place.name);
  if (report.has_errors()) return outcome;
  const bool is_whole = outcome.plan.is_empty() && there.number > 0 &&
                        there.folder.empty() == !place.has_releases && !outcome.adopted;
  // A run that was cut off after its last file left a lock, and nothing to be sent.
  if (is_whole && !run.find_lock()) return outcome;
  if (is_whole && !run.found()) {
    outcome.is_done = true;
    return outcome;
  }
  if (orders.dry_run || !run.lock(plan)) return outcome;
  const bool resumes = run.found() && !sent.lock_id().empty() && sent.lock_id() == run.found()->id;
  sent.begin(run.own_lock().id, resumes);
  Work work = run.work(site);
  work.sent = &sent;
  if (resumes && !work.unfinished.empty()) {
    work.sources.resize(site.entries.size());
    for (std::size_t i = 0; i < site.entries.size(); ++i) {
      if (sent.has(site.entries[i].path, site.entries[i].digest))
        work.sources[i] = work.unfinished + "/" + site.entries[i].path;
    }
  }
  carry_out(work);
  return outcome;
}

Outcome roll_back(unsigned steps, const std::string& portal, const PublishPlace& place,
                  Target& target, const Orders& orders, Report& report) {
  Outcome outcome;
  Run run(place, target, orders, report, outcome);
  if (!run.look(nullptr)) return outcome;
  const Manifest& there = outcome.before;
  if (there.number > 0 && there.portal != portal) {
    run.fail(failure(messages::place_of_another,
                     {quote(place.name), quote(there.portal), quote(portal)}));
    return outcome;
  }
  if (steps > there.earlier.size()) {
    run.fail(failure(messages::version_unknown, {quote(place.name), std::to_string(steps),
                                                 std::to_string(there.earlier.size())}));
    return outcome;
  }
  const Earlier& version = there.earlier[steps - 1];
  if (version.folder.empty() != there.folder.empty()) {
    run.fail(failure(messages::version_elsewhere, {quote(place.name)}));
    return outcome;
  }
  SiteFiles site;
  site.portal = portal;
  site.built = version.built;
  site.entries = files_before(there, steps);
  site.stamps.resize(site.entries.size());
  const auto plan = [&](const std::vector<std::string>& doubtful) {
    Plan out = make_plan(there, site, place.kept_asset_days, place.kept_versions,
                         day_of(orders.time), doubtful);
    out.next.folder = version.folder;
    if (!version.folder.empty()) {
      for (auto& stage : out.puts) stage.clear();
    }
    return out;
  };
  outcome.plan = plan({});
  std::vector<std::string> sources(site.entries.size());
  if (!check_kept(site, outcome.plan, target, report, sources)) return outcome;
  if (orders.dry_run || !run.lock(plan)) return outcome;
  if (!check_kept(site, outcome.plan, target, report, sources)) return outcome;
  Work work = run.work(site);
  work.sources = std::move(sources);
  work.is_complete = !version.folder.empty();
  carry_out(work);
  return outcome;
}

}  // namespace minhbach::publish
