// Looks by the manifest, plans, locks, and looks again.
#include "publish/run.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "publish/adopt.h"
#include "publish/failures.h"
#include "publish/messages.h"
#include "publish/say_time.h"

namespace minhbach::publish {
namespace {

/// A lock without a name that is older than this is nobody's: whoever makes one names it at once.
constexpr std::int64_t nameless_seconds = 600;

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

bool Run::read_manifest_there() {
  const auto bytes = read(manifest_path);
  if (!bytes) return fail(bytes.error());
  if (*bytes && **bytes == manifest_bytes_) return true;
  return (*bytes || find_lock()) && take(*bytes);
}

/// Of what the place holds; nothing: it has no manifest.
bool Run::take(const std::optional<std::string>& manifest) {
  outcome_.before = {};
  manifest_bytes_.clear();
  base_number_ = 0;
  if (!manifest) return is_empty();
  if (believe(*manifest)) return true;
  return fail(failure(messages::manifest_damaged, {quote(place_.name)}));
}

bool Run::adopt(const SiteFiles& site) {
  const auto bytes = read(manifest_path);
  if (!bytes) return fail(bytes.error());
  const std::optional<Manifest> manifest = *bytes ? read_manifest(**bytes) : std::nullopt;
  if (manifest) base_number_ = manifest->number;
  outcome_.adopted = true;
  if (place_.has_releases) {  // What is not in a release of ours is left alone.
    const auto listed = target_.list(releases_folder);
    if (!listed) return fail(listed.error());
    for (const Listed& one : *listed)
      base_number_ = std::max(base_number_, number_of(one.path.substr(0, one.path.find('/', 4))));
    if (manifest) outcome_.before.folder = manifest->folder;
    return make_plan_({}, report_);
  }
  Result<Manifest> found = adopt_files(site, target_, report_);
  if (!found) return fail(found.error());
  outcome_.before = std::move(*found);
  return !report_.has_errors() && make_plan_({}, report_);
}

bool Run::is_whole() const {
  const Manifest& there = outcome_.before;
  return outcome_.plan.is_empty() && there.number > 0 && !outcome_.adopted &&
         there.folder.empty() == !place_.has_releases;
}

bool Run::find_lock() {
  const auto bytes = read(lock_path);
  if (!bytes) return fail(bytes.error());
  if (*bytes) found_ = read_lock(**bytes);
  return true;
}

/// Without a manifest: only what a run that was cut off was about to put may be there.
bool Run::is_empty() {
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
  const std::string count = std::to_string(foreign.size());
  return fail(
      failure(messages::place_not_ours, {quote(place_.name), count, some_of(std::move(foreign))}));
}

/// Plans, and writes down in our lock what is going to be changed.
bool Run::prepare() {
  if (!make_plan_(outcome_.doubtful, report_)) return false;
  Manifest& next = outcome_.plan.next;
  next.number =
      std::max({base_number_, outcome_.before.number, found_ ? number_of(found_->folder) : 0}) + 1;
  next.time = orders_.time;
  if (place_.has_releases && next.folder.empty())
    next.folder = std::string(releases_folder) + "/" + std::to_string(next.number);
  lock_.folder = next.folder;
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

bool Run::lock() {
  lock_ = new_lock(orders_.time);
  target_.begin_run(lock_.id);
  if (!prepare()) return false;
  if (!found_) {
    const auto created =
        tries_.get<bool>([&] { return target_.create(lock_path, to_bytes(lock_)); });
    if (!created) return fail(created.error());
    if (*created && !target_.capabilities().lock)
      report_.add(failure(messages::place_not_locked, {quote(place_.name)}));
    if (*created) return hold();
    if (!find_lock()) return false;
    if (!found_) found_.emplace();  // Its owner has not said who it is.
  }
  return take_over() && hold();
}

bool Run::take_over() {
  const bool is_own = found_->id == lock_.id;  // Made in an earlier try, of which no answer came.
  if (!is_own && !may_take_over()) return false;
  // What that run has asked a server for may still be on its way there.
  if (place_.kind != PlaceKind::folder) orders_.wait(1);
  if (found_->folder.empty()) outcome_.doubtful = found_->paths;
  if (!prepare() || !tries_.write(lock_path, to_bytes(lock_))) return false;
  if (is_own) return true;
  // Somebody else may have taken it over at the same time: who wrote last has it.
  const auto bytes = read(lock_path);
  if (!bytes) return fail(bytes.error());
  const Lock there = *bytes ? read_lock(**bytes) : Lock();
  if (there.id == lock_.id) return true;
  return fail(failure(messages::place_locked, {quote(place_.name), there.owner, say_age(0)}));
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
  if (outcome_.adopted || hold_again()) return true;
  release();
  return false;
}

bool Run::hold_again() {
  const auto bytes = read(manifest_path);
  if (!bytes) return fail(bytes.error());
  if (bytes->value_or("") == manifest_bytes_) return true;
  const std::string written = to_bytes(lock_);
  if (!take(*bytes) || !prepare()) return false;
  return to_bytes(lock_) == written || tries_.write(lock_path, to_bytes(lock_));
}

/// What a run that was cut off had begun stays written down.
void Run::release() {
  if (!found_) {
    (void)target_.remove(std::vector<std::string>{std::string(lock_path)});
    return;
  }
  lock_.process = abandoned;
  (void)target_.write(lock_path, to_bytes(lock_));
}

Work Run::work(const SiteFiles& site) const {
  return {site,
          place_,
          target_,
          orders_,
          report_,
          outcome_,
          lock_,
          found_.has_value(),
          found_ ? found_->folder : "",
          {},
          false,
          nullptr};
}

}  // namespace minhbach::publish
