// Publishing: what is to be there is what was built.
#include "publish/publish_site.h"

#include "publish/local_copy.h"
#include "publish/run.h"

namespace minhbach::publish {
namespace {

constexpr std::int64_t day = 86400;

/// A run of this machine was cut off in the middle of a release: what it has sent lies there.
void use_unfinished_release(Work& work, const SiteFiles& site, const SentFiles& sent) {
  if (work.unfinished.empty()) return;
  work.sources.resize(site.entries.size());
  for (std::size_t i = 0; i < site.entries.size(); ++i) {
    if (sent.has(site.entries[i].path, site.entries[i].digest))
      work.sources[i] = work.unfinished + "/" + site.entries[i].path;
  }
}

/// Carries out the plan, going on where a run of this machine was cut off.
void send_site(const Run& run, const SiteFiles& site, SentFiles& sent) {
  const bool resumes = run.found() && !sent.lock_id().empty() && sent.lock_id() == run.found()->id;
  sent.begin(run.own_lock().id, resumes);
  Work work = run.work(site);
  work.sent = &sent;
  if (resumes) use_unfinished_release(work, site, sent);
  carry_out(work);
}

}  // namespace

Outcome publish_site(const SiteFiles& site, const PublishPlace& place, Target& target,
                     const Orders& orders, Report& report) {
  Outcome outcome;
  const Manifest& there = outcome.before;
  LocalCopy copy(site.folder, place.name);
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
