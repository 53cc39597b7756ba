// Looks by the manifest, plans, locks, and looks again.
#include "publish/run.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

#include "publish/adopt.h"
#include "publish/failures.h"
#include "publish/messages.h"
#include "publish/say_time.h"

namespace minhbach::publish {
namespace {

/// A lock without a name that is older than this is nobody's: whoever makes one names it at once.
constexpr std::int64_t nameless_seconds = 600;

/// "ban/12" is 12; 0 for what is not a release's folder.
std::uint64_t number_of(std::string_view folder) {
  std::uint64_t out = 0;
  const std::string_view digits = folder.substr(std::min(folder.find('/') + 1, folder.size()));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return error == std::errc() && end == digits.data() + digits.size() ? out : 0;
}

std::vector<std::string> joined(const std::vector<std::string>& a,
                                const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

/// "a, b, …"
std::string some_of(std::vector<std::string> all) {
  constexpr std::size_t most = 5;
  std::sort(all.begin(), all.end());
  std::string out;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) out += (i > 0 ? ", " : "") + all[i];
  return out + (all.size() > most ? ", …" : "");
}

}  // namespace

Run::Run(const PublishPlace& place, Target& target, const Orders& orders, Report& report,
         Outcome& outcome, MakePlan make_plan)
    : place_(place),
      target_(target),
      orders_(orders),
      report_(report),
      outcome_(outcome),
      make_plan_(std::move(make_plan)),
      tries_(target, orders.wait, report, outcome.tries) {}

bool Run::fail(Diagnostic diagnostic) {
  report_.add(std::move(diagnostic));
  return false;
}

Result<std::optional<std::string>> Run::read(std::string_view path) {
  return tries_.get<std::optional<std::string>>([&] { return target_.read(path); });
}

bool Run::open() {
  const Result<Done> opened = target_.open();
  if (!opened) return fail(opened.error());
  const Capabilities can = target_.capabilities();
  if (place_.has_releases && !can.atomic_site)
    return fail(failure(messages::no_releases_there, {quote(place_.name)}));
  if (place_.kind == PlaceKind::sftp && !can.atomic_replace)
    report_.add(failure(messages::not_in_one_step, {quote(place_.name)}));
  return true;
}

bool Run::look(std::string_view hint) {
  Report unheard;
  const bool is_likely =
      !hint.empty() && !orders_.dry_run && believe(hint) && make_plan_({}, unheard) && !is_whole();
  return is_likely || (read_manifest_there() && make_plan_({}, report_));
}

/// Takes a manifest for what is there.
bool Run::believe(std::string_view bytes) {
  std::optional<Manifest> manifest = read_manifest(bytes);
  if (!manifest) return false;
  base_number_ = manifest->number;
  outcome_.before = std::move(*manifest);
  manifest_bytes_ = bytes;
  return true;
}

/// Whether the manifest there is the one that is known already: its end is a digest of the rest. It
/// is 2 MB of a site of 10,000 files, and lines may be slow.
bool Run::is_manifest_known() {
  if (manifest_bytes_.empty()) return false;
  const auto end = target_.read_end(manifest_path, manifest_end_size);
  if (!end) return false;  // Reading all of it will tell what is wrong, if that is wrong too.
  return *end && (*end)->size() == manifest_end_size && manifest_bytes_.ends_with(**end);
}

bool Run::read_manifest_there() {
  if (is_manifest_known()) return true;
  const auto bytes = read(manifest_path);
  if (!bytes) return fail(bytes.error());
  return (*bytes || find_lock()) && take(*bytes);
}

/// Of what the place holds; nothing: it has no manifest.
bool Run::take(const std::optional<std::string>& manifest) {
  outcome_.before = {};
  manifest_bytes_ = manifest.value_or("");
  base_number_ = 0;
  const bool is_readable = manifest && believe(*manifest);
  if (adopted_ != nullptr) return look_at_files(is_readable);
  if (!manifest) return is_empty();
  if (is_readable) return true;
  return fail(failure(messages::manifest_damaged, {quote(place_.name)}));
}

bool Run::adopt(const SiteFiles& site) {
  outcome_.adopted = true;
  adopted_ = &site;
  const auto bytes = read(manifest_path);
  if (!bytes) return fail(bytes.error());
  return take(*bytes) && make_plan_(differing_, report_);
}

bool Run::look_at_files(bool has_manifest) {
  if (place_.has_releases && !find_strays()) return false;
  outcome_.before.left_out.clear();  // It is tried again.
  if (has_manifest) {
    auto differing = find_differing(outcome_.before, *adopted_, target_, report_);
    if (!differing) return fail(differing.error());
    differing_ = std::move(*differing);
  } else {
    differing_.clear();
    auto found = adopt_files(*adopted_, newest_, target_, report_);
    if (!found) return fail(found.error());
    outcome_.before = std::move(*found);
  }
  return !report_.has_errors();
}

/// Which releases are there. Without any manifest they may be somebody else's folders: left alone.
bool Run::find_strays() {
  const auto listed = target_.list(releases_folder);
  if (!listed) return fail(listed.error());
  strays_.clear();
  std::uint64_t newest = 0;
  std::set<std::string> known{outcome_.before.folder};
  for (const Earlier& one : outcome_.before.earlier) known.insert(one.folder);
  for (const Listed& one : *listed) {
    std::string folder = one.path.substr(0, one.path.find('/', releases_folder.size() + 1));
    const std::uint64_t number = number_of(folder);
    if (number > newest) {
      newest = number;
      newest_ = folder;
    }
    if (number > 0 && !manifest_bytes_.empty() && known.insert(folder).second)
      strays_.push_back(std::move(folder));
  }
  base_number_ = std::max(base_number_, newest);
  return true;
}

bool Run::is_whole() const {
  const Manifest& there = outcome_.before;
  return outcome_.plan.is_empty() && there.number > 0 && !outcome_.adopted &&
         there.folder.empty() == !place_.has_releases;
}

bool Run::find_lock() {
  const auto bytes = read(lock_path);
  if (!bytes) return fail(bytes.error());
  found_ = *bytes ? std::optional(read_lock(**bytes)) : std::nullopt;
  return true;
}

/// Without a manifest: only what a run that was cut off was about to put may be there.
bool Run::is_empty() {
  const auto listed = tries_.get<std::vector<Listed>>([&] { return target_.list(""); });
  if (!listed) return fail(listed.error());
  const auto is_ours = [&](const std::string& path) {
    if (path.starts_with(".minhbach/")) return true;
    if (!found_) return false;
    return std::binary_search(found_->paths.begin(), found_->paths.end(), path) ||
           std::any_of(found_->folders.begin(), found_->folders.end(),
                       [&](const std::string& folder) { return path.starts_with(folder + "/"); });
  };
  std::vector<std::string> foreign;
  for (const Listed& one : *listed) {
    if (!is_ours(one.path)) foreign.push_back(one.path);
  }
  if (foreign.empty()) return true;
  if (are_rules_in_the_way()) return false;
  const std::string count = std::to_string(foreign.size());
  return fail(
      failure(messages::place_not_ours, {quote(place_.name), count, some_of(std::move(foreign))}));
}

/// Of the manifest, of runs that were cut off, and those that nobody knows of.
std::set<std::string> Run::releases_there() const {
  std::set<std::string> out(strays_.begin(), strays_.end());
  if (found_) out.insert(found_->folders.begin(), found_->folders.end());
  // Without a manifest, nothing says that the folder is ours.
  if (outcome_.before.number > 0) out.insert(outcome_.before.folder);
  for (const Earlier& one : outcome_.before.earlier) out.insert(one.folder);
  out.erase("");
  return out;
}

/// Whether publishing's folder is hidden by rules, which the server did not obey when they were put
/// there, or which came another way. They hide themselves too, but not from a list.
bool Run::are_rules_in_the_way() {
  if (place_.kind != PlaceKind::webdav) return false;
  const auto rules = read(rules_path);
  if (!rules || *rules) return false;
  const auto listed = target_.list("");
  const bool are = listed && std::any_of(listed->begin(), listed->end(),
                                         [](const Listed& one) { return one.path == rules_path; });
  if (are) report_.add(failure(messages::rules_in_the_way, {quote(place_.name)}));
  return are;
}

/// Plans, and writes down in our lock what is going to be changed, and what a run that was cut off
/// has left unfinished.
bool Run::prepare() {
  outcome_.doubtful = found_ ? joined(differing_, found_->paths) : differing_;
  if (!make_plan_(outcome_.doubtful, report_)) return false;
  std::set<std::string> folders = releases_there();
  Manifest& next = outcome_.plan.next;
  next.number = std::max(base_number_, outcome_.before.number);
  for (const std::string& folder : folders) next.number = std::max(next.number, number_of(folder));
  ++next.number;
  next.time = orders_.time;
  next.can_lock = can_lock_ ? can_lock_ : known_of_lock();
  if (place_.has_releases && next.folder.empty()) {
    next.folder = std::string(releases_folder) + "/" + std::to_string(next.number);
    folders.insert(next.folder);
  }
  lock_.folders.assign(folders.begin(), folders.end());
  lock_.paths.clear();
  if (next.folder.empty()) {
    lock_.paths = outcome_.plan.deletions;
    for (const auto& stage : outcome_.plan.puts) {
      for (const std::size_t index : stage) lock_.paths.push_back(next.files[index].path);
    }
    std::sort(lock_.paths.begin(), lock_.paths.end());
  }
  lock_.paths = joined(lock_.paths, outcome_.doubtful);
  return true;
}

std::optional<bool> Run::known_of_lock() const {
  return outcome_.adopted ? std::nullopt : outcome_.before.can_lock;
}

bool Run::lock() {
  lock_ = new_lock(orders_.time);
  target_.begin_run(lock_.id);
  // One that was found may have ended since, or have been taken over.
  if (found_ && !find_lock()) return false;
  if (!prepare()) return false;
  if (!found_) {
    if (orders_.hold) orders_.hold(lock_);
    const std::optional<bool> known = known_of_lock();
    if (known) target_.assume_lock(*known);
    const auto created =
        tries_.get<bool>([&] { return target_.create(lock_path, to_bytes(lock_)); });
    if (!created) return !are_rules_in_the_way() && fail(created.error());
    if (*created) {
      const bool can_lock = target_.capabilities().lock;
      if (!can_lock) report_.add(failure(messages::place_not_locked, {quote(place_.name)}));
      // A place known not to has not been asked.
      if (can_lock || known != false) outcome_.plan.next.can_lock = can_lock_ = can_lock;
      return hold();
    }
    if (!find_lock()) return false;
    if (!found_) found_.emplace();  // Its owner has not said who it is.
  }
  return take_over() && hold();
}

/// No place takes a lock over in one step. So each writes its own, waits for longer than any other
/// needs between seeing the old lock and writing theirs, and then looks: who wrote last has it.
bool Run::take_over() {
  if (found_->id == lock_.id) {  // Made in an earlier try, of which no answer came.
    found_.reset();
    return true;
  }
  if (!may_take_over() || !prepare() || !write_lock()) return false;
  orders_.wait(1);  // And what that run has asked a server for may still be on its way there.
  const auto bytes = read(lock_path);
  if (!bytes) return fail(bytes.error());
  const Lock there = *bytes ? read_lock(**bytes) : Lock();
  if (there.id == lock_.id) return true;
  return fail(
      failure(messages::place_locked, {quote(place_.name), there.owner.empty() ? "?" : there.owner,
                                       say_age(orders_.time - there.time)}));
}

bool Run::write_lock() {
  if (orders_.hold) orders_.hold(lock_);
  return tries_.write(lock_path, to_bytes(lock_));
}

bool Run::may_take_over() {
  if (is_left_behind(*found_) || orders_.break_lock) return true;
  if (!found_->id.empty())
    return fail(failure(messages::place_locked,
                        {quote(place_.name), found_->owner, say_age(orders_.time - found_->time)}));
  const std::optional<std::int64_t> age = target_.lock_age();
  const std::string said = age ? say_age(*age) : "?";
  if (!age || *age < nameless_seconds)
    return fail(failure(messages::lock_nameless,
                        {quote(place_.name), said, std::to_string(nameless_seconds / 60)}));
  report_.add(failure(messages::lock_taken_over, {quote(place_.name), said}));
  return true;
}

/// Now that nobody else changes anything: the plan holds when the manifest is the one that it was
/// made by. If not, somebody has published since, or the hint was wrong.
bool Run::hold() {
  if (hold_again()) return true;
  release();
  return false;
}

bool Run::hold_again() {
  if (is_manifest_known()) return true;
  const auto bytes = read(manifest_path);
  if (!bytes) return fail(bytes.error());
  if (bytes->value_or("") == manifest_bytes_) return true;
  const std::string written = to_bytes(lock_);
  if (!take(*bytes) || !prepare()) return false;
  return to_bytes(lock_) == written || write_lock();
}

/// What a run that was cut off had begun stays written down.
void Run::release() {
  if (found_) return give_up_lock(target_, lock_);
  (void)target_.remove(std::vector<std::string>{std::string(lock_path)});
}

Work Run::work(const SiteFiles& site) const {
  return {site, place_, target_, orders_, report_, outcome_, lock_, found_.has_value(),
          {},   false,  nullptr};
}

}  // namespace minhbach::publish
