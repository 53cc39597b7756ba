// Publishing: what is to be there is what was built.
#include "publish/publish_site.h"

#include "publish/local_copy.h"
#include "publish/run.h"

namespace minhbach::publish {
namespace {

constexpr std::int64_t day = 86400;

/// Of the files that are to be put, by entry: where at the place a run that was cut off has sent
/// them, by this machine's own note of it.
std::vector<std::string> find_sent(const Work& work, const SentFiles& sent) {
  const Plan& plan = work.outcome.plan;
  std::vector<std::string> out(work.site.entries.size());
  std::vector<std::string> folders{""};
  if (!plan.next.folder.empty()) folders = work.lock.folders;
  for (const auto& stage : plan.puts) {
    for (const std::size_t index : stage) {
      const Entry& entry = work.site.entries[index];
      for (const std::string& folder : folders) {
        std::string path = in_folder(folder, entry.path);
        if (sent.has(path, entry.digest)) out[index] = std::move(path);
      }
    }
  }
  return out;
}

/// Carries out the plan, going on where a run of this machine was cut off.
void send_site(const Run& run, const SiteFiles& site, SentFiles& sent) {
  Work work = run.work(site);
  std::unordered_map<std::string, Digest> holds;
  if (run.found() && !sent.lock_id().empty() && sent.lock_id() == run.found()->id)
    work.sources = find_sent(work, sent);
  for (std::size_t i = 0; i < work.sources.size(); ++i) {
    if (!work.sources[i].empty()) holds.emplace(work.sources[i], site.entries[i].digest);
  }
  sent.begin(run.own_lock().id, std::move(holds));
  work.sent = &sent;
  carry_out(work);
}

}  // namespace

Outcome publish_site(const SiteFiles& site, const PublishPlace& place, Target& target,
                     const Orders& orders, Report& report) {
  Outcome outcome;
  const Manifest& there = outcome.before;
  LocalCopy copy(site.folder, place);
  SentFiles sent(site.folder, place.name);
  Run run(place, target, orders, report, outcome, [&](const auto& doubtful, Report& told) {
    Report refused;
    guard_site(site, place, there.number > 0 ? &there : nullptr, orders.allowed, refused);
    outcome.plan = make_plan(there, site, place.kept_asset_days, place.kept_versions,
                             orders.time / day, doubtful);
    guard_deletions(outcome.plan, place, there, orders.allowed, refused);
    const bool may = !refused.has_errors();
    told.take(refused);
    return may;
  });
  if (!run.open() || !(orders.adopt ? run.adopt(site) : run.look(copy.bytes()))) return outcome;
  // One that was cut off after its last file has left a lock, and nothing to be sent. It is looked
  // for unless that costs a question and the last run there was of this machine, to its end.
  const bool was_ours = place.kind != PlaceKind::folder && sent.lock_id().empty() &&
                        run.manifest_bytes() == copy.bytes();
  if (run.is_whole() && !was_ours && !run.find_lock()) return outcome;
  bool is_nothing = run.is_whole() && !run.found();
  if (!is_nothing) {
    if (orders.dry_run || !run.lock()) return outcome;
    is_nothing = run.is_whole() && !run.found();  // Somebody has published the same meanwhile.
    is_nothing ? run.release() : send_site(run, site, sent);
  }
  if (is_nothing) {
    outcome.is_done = true;
    sent.forget();
  }
  if (outcome.is_done) copy.keep(is_nothing ? run.manifest_bytes() : to_bytes(outcome.plan.next));
  return outcome;
}

}  // namespace minhbach::publish
