// Copies, sends, renames, switches, deletes: in the order in which readers never miss anything.
#include "publish/carry_out.h"

#include <time.h>

#include <algorithm>
#include <map>
#include <set>

#include "publish/failures.h"
#include "publish/messages.h"
#include "publish/tries.h"

namespace minhbach::publish {
namespace {

/// For so long nobody reads that we publish, makes up their mind, and breaks our lock.
constexpr std::int64_t unwatched_seconds = 2;

/// A clock that goes on while the machine sleeps.
std::int64_t clock_seconds() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return now.tv_sec;
}

class Carrier {
 public:
  explicit Carrier(Work& work)
      : work_(work),
        plan_(work.outcome.plan),
        next_(plan_.next),
        there_(work.outcome.before),
        tries_(work.target, work.orders.wait, work.report, work.outcome.tries) {}

  bool run() {
    assume_folders();
    count();
    const bool is_sent = keep_old_bytes() && fill_folder() && send_all();
    drop_left_out();
    const bool is_done =
        is_sent && switch_site() && is_ours() && tries_.write(manifest_path, to_bytes(next_));
    if (!is_done) return abandon();
    work_.outcome.is_done = true;
    if (is_ours()) clean_up();
    if (work_.sent != nullptr) work_.sent->forget();
    return !work_.report.has_errors();
  }

 private:
  bool moves() const { return next_.folder != there_.folder; }

  /// Whether the lock is still ours: somebody may have broken it (`--pha-khoa`), and what they do
  /// there is then theirs alone. A short run need not ask.
  bool is_ours() {
    const std::int64_t now = clock_seconds();
    if (now - seen_ <= unwatched_seconds) return true;
    const auto bytes =
        tries_.get<std::optional<std::string>>([&] { return work_.target.read(lock_path); });
    if (!bytes) {
      work_.report.add(bytes.error());
      return false;
    }
    const Lock there = *bytes ? read_lock(**bytes) : Lock();
    if (there.id == work_.lock.id) {
      seen_ = now;
      return true;
    }
    work_.report.add(failure(messages::lock_lost,
                             {quote(work_.place.name), there.owner.empty() ? "?" : there.owner}));
    return false;
  }

  /// Files are known to be in them.
  void assume_folders() {
    std::set<std::string> folders;
    for (const Entry& entry : there_.files) {
      for (std::string& folder : folders_above(in_folder(there_.folder, entry.path)))
        folders.insert(std::move(folder));
    }
    if (there_.number > 0) {
      for (std::string& folder : folders_above(manifest_path)) folders.insert(std::move(folder));
      if (has_kept_bytes()) folders.insert(std::string(kept_folder));
    }
    work_.target.assume_folders({folders.begin(), folders.end()});
  }

  bool has_kept_bytes() const {
    return std::any_of(there_.earlier.begin(), there_.earlier.end(),
                       [](const Earlier& one) { return one.folder.empty() && !one.was.empty(); });
  }

  void count() {
    for (const auto& stage : plan_.puts) {
      for (const std::size_t index : stage) {
        ++progress_.of_files;
        if (is_sent(index)) progress_.of_bytes += work_.site.entries[index].size;
      }
    }
  }

  /// Whether its bytes have to travel.
  bool is_sent(std::size_t index) const {
    return index >= work_.sources.size() || work_.sources[index].empty();
  }

  /// In place, what is to be replaced or deleted is kept under its digest first.
  bool keep_old_bytes() {
    if (moves() || !next_.folder.empty() || next_.earlier.empty()) return true;
    if (!work_.target.capabilities().copy || next_.earlier.front().number != there_.number)
      return true;
    std::vector<Copy> copies;
    std::map<std::string, const Entry*> doubted;
    const std::vector<std::string>& doubtful = work_.outcome.doubtful;
    for (const Entry& entry : next_.earlier.front().was) {
      if (std::binary_search(doubtful.begin(), doubtful.end(), entry.path)) {
        doubted.emplace(entry.path, &entry);
      } else {
        copies.push_back({entry.path, kept_path(entry.digest), false});
      }
    }
    std::set<std::string> missing;  // Somebody has removed them: nothing can be kept.
    return add_unchanged(doubted, copies) && tries_.copy(copies, missing);
  }

  /// The bytes kept for a version's earlier ones.
  static std::set<std::string> kept_for(const Manifest& manifest) {
    std::set<std::string> out;
    for (const Earlier& one : manifest.earlier) {
      for (const Entry& entry : one.was) {
        if (one.folder.empty()) out.insert(kept_path(entry.digest));
      }
    }
    return out;
  }

  /// A run that was cut off may have changed these; before that it has kept them. Of those that are
  /// not kept, the ones that are what they were.
  bool add_unchanged(std::map<std::string, const Entry*>& doubted, std::vector<Copy>& copies) {
    if (doubted.empty()) return true;
    const auto listed =
        tries_.get<std::vector<Listed>>([&] { return work_.target.list(kept_folder); });
    if (!listed) {
      work_.report.add(listed.error());
      return false;
    }
    std::map<std::string, std::uint64_t> kept;
    for (const Listed& one : *listed) kept.emplace(one.path, one.size);
    std::erase_if(doubted, [&](const auto& one) {
      const auto at = kept.find(kept_path(one.second->digest));
      return at != kept.end() && at->second == one.second->size;
    });
    std::vector<std::string> paths;
    for (const auto& [path, entry] : doubted) paths.push_back(path);
    return tries_.digests(paths, [&](const std::string& path, std::optional<Digest> digest) {
      const Entry& entry = *doubted.at(path);
      if (digest == entry.digest) copies.push_back({path, kept_path(entry.digest), true});
    });
  }

  /// A release has all files: those that stay as they are, from the one before. What somebody has
  /// removed there is sent again.
  bool fill_folder() {
    if (!moves()) return true;
    if (!next_.folder.empty()) next_.unsure.clear();  // They stay behind: a release is complete.
    std::vector<char> is_put(work_.site.entries.size());
    for (const auto& stage : plan_.puts) {
      for (const std::size_t index : stage) is_put[index] = 1;
    }
    std::vector<Copy> copies;
    for (std::size_t i = 0; i < is_put.size() && !work_.is_complete; ++i) {
      if (!is_put[i]) add_copy(work_.site.entries[i].path, copies);
    }
    for (const Retired& one : next_.retired) add_copy(one.entry.path, copies);
    std::set<std::string> missing;
    if (!tries_.copy(copies, missing)) return false;
    const auto is_missing = [&](const std::string& path) {
      return missing.contains(in_folder(there_.folder, path));
    };
    for (std::size_t i = 0; i < is_put.size() && !missing.empty(); ++i) {
      const std::string& path = work_.site.entries[i].path;
      if (is_put[i] || !is_missing(path)) continue;
      plan_.puts[static_cast<std::size_t>(stage_of(path, true))].push_back(i);
      ++progress_.of_files;
      progress_.of_bytes += work_.site.entries[i].size;
    }
    std::erase_if(next_.retired, [&](const Retired& one) { return is_missing(one.entry.path); });
    return true;
  }

  void add_copy(const std::string& path, std::vector<Copy>& copies) const {
    copies.push_back(
        {in_folder(there_.folder, path), in_folder(next_.folder, path), next_.folder.empty()});
  }

  bool send_all() {
    return leave_out_rules() &&
           std::all_of(std::begin(plan_.puts), std::end(plan_.puts),
                       [&](const auto& stage) { return is_ours() && send_stage(stage); });
  }

  /// New rules, where they would shut out us too.
  bool leave_out_rules() {
    auto& rules = plan_.puts[static_cast<std::size_t>(Stage::rules)];
    if (rules.empty()) return true;
    const auto may = tries_.get<bool>([&] { return work_.target.may_have_rules(); });
    if (!may) work_.report.add(may.error());
    if (!may || *may) return static_cast<bool>(may);
    work_.report.add(failure(messages::rules_left_out, {quote(work_.place.name)}));
    for (const std::size_t index : rules) next_.left_out.push_back(next_.files[index]);
    rules.clear();
    for (auto* paths : {&plan_.added, &plan_.changed}) std::erase(*paths, rules_path);
    return true;
  }

  /// The manifest says what is there.
  void drop_left_out() {
    std::erase_if(next_.files, [&](const Entry& entry) {
      return std::find(next_.left_out.begin(), next_.left_out.end(), entry) != next_.left_out.end();
    });
  }

  bool send_stage(const std::vector<std::size_t>& stage) {
    std::vector<Copy> copies;
    for (const std::size_t index : stage) {
      const std::string to = in_folder(next_.folder, work_.site.entries[index].path);
      if (!is_sent(index) && work_.sources[index] != to)
        copies.push_back({work_.sources[index], to, true});
    }
    std::set<std::string> missing;
    if (!tries_.copy(copies, missing)) return false;
    std::vector<Upload> uploads;
    std::vector<std::size_t> sent;
    for (const std::size_t index : stage) {
      const Entry& entry = work_.site.entries[index];
      if (!is_sent(index) && !missing.contains(work_.sources[index])) {
        if (work_.sent != nullptr) ++work_.outcome.resumed;
        pass(entry);
      } else if (work_.sent == nullptr) {
        work_.report.add(failure(messages::version_lost, {quote(entry.path)}));
        return false;
      } else {
        uploads.push_back({in_folder(next_.folder, entry.path),
                           work_.site.folder + "/" + entry.path, entry.size, entry.digest,
                           work_.site.stamps[index]});
        sent.push_back(index);
      }
    }
    return tries_.put(uploads,
                      [&](std::size_t item) { note_sent(work_.site.entries[sent[item]]); });
  }

  void note_sent(const Entry& entry) {
    ++work_.outcome.sent;
    work_.outcome.sent_bytes += entry.size;
    work_.sent->add(in_folder(next_.folder, entry.path), entry.digest);
    pass(entry);
  }

  void pass(const Entry& entry) {
    ++progress_.files;
    progress_.bytes += entry.size;
    if (work_.orders.tell) work_.orders.tell(progress_);
  }

  bool switch_site() {
    return next_.folder.empty() ||
           (is_ours() && tries_.run([&] { return work_.target.switch_to(next_.folder); }));
  }

  /// What nobody reads any more. The manifest is written: what fails here is told, and swept up by
  /// the next run that knows of it (assets after some more days).
  void clean_up() {
    std::vector<std::string> paths;
    if (!moves() && next_.folder.empty()) paths = plan_.deletions;
    const bool may_have_leftovers = work_.takes_over || work_.target.find_leftovers();
    bool is_clean = !may_have_leftovers || list_into(temporary_folder, paths);
    is_clean = add_unneeded_bytes(paths) && is_clean;
    is_clean = remove_in_order(paths) && is_clean;
    work_.target.remove_empty_folders(emptied_folders());
    std::set<std::string> folders = unneeded_folders();
    for (const std::string& folder : folders) is_clean = remove_release(folder) && is_clean;
    if (is_clean && is_ours()) {
      tries_.remove({std::string(lock_path)});
    } else {
      (void)abandon();
    }
  }

  /// Against the order in which they came: nothing is left that leads to what is gone.
  bool remove_in_order(const std::vector<std::string>& paths) {
    std::vector<std::string> in_stages[stage_count];
    for (const std::string& path : paths)
      in_stages[static_cast<std::size_t>(stage_of(path, true))].push_back(path);
    return std::all_of(std::rbegin(in_stages), std::rend(in_stages),
                       [&](const auto& stage) { return tries_.remove(stage); });
  }

  /// Bytes kept for versions that have been dropped, and by runs that no manifest tells of.
  bool add_unneeded_bytes(std::vector<std::string>& paths) {
    std::set<std::string> unneeded = kept_for(there_);
    const bool is_sure = !work_.takes_over && !work_.outcome.adopted;
    std::vector<std::string> listed;
    if (!is_sure && !list_into(kept_folder, listed)) return false;
    unneeded.insert(listed.begin(), listed.end());
    for (const std::string& path : kept_for(next_)) unneeded.erase(path);
    paths.insert(paths.end(), unneeded.begin(), unneeded.end());
    return true;
  }

  /// Folders above deleted files in which no file of the site is, the innermost first.
  std::vector<std::string> emptied_folders() const {
    std::set<std::string> folders;
    if (moves()) return {};
    for (const std::string& path : plan_.deletions) {
      for (std::string& folder : folders_above(path)) folders.insert(std::move(folder));
    }
    const auto drop_used = [&](const std::string& path) {
      for (const std::string& folder : folders_above(path)) folders.erase(folder);
    };
    for (const Entry& entry : next_.files) drop_used(entry.path);
    for (const Retired& one : next_.retired) drop_used(one.entry.path);
    for (const Unsure& one : next_.unsure) drop_used(one.path);
    return {folders.rbegin(), folders.rend()};
  }

  /// Releases that cannot be gone back to.
  std::set<std::string> unneeded_folders() const {
    std::set<std::string> out(work_.lock.folders.begin(), work_.lock.folders.end());
    for (const Earlier& one : next_.earlier) out.erase(one.folder);
    out.erase(next_.folder);
    std::erase_if(out, [](const std::string& folder) {
      return !folder.starts_with(std::string(releases_folder) + "/");
    });
    return out;
  }

  bool list_into(std::string_view folder, std::vector<std::string>& paths) {
    const auto listed = tries_.get<std::vector<Listed>>([&] { return work_.target.list(folder); });
    if (!listed) {
      work_.report.add(listed.error());
      return false;
    }
    for (const Listed& one : *listed) paths.push_back(one.path);
    return true;
  }

  bool remove_release(const std::string& folder) {
    std::vector<std::string> paths;
    if (!list_into(folder, paths)) return false;
    std::set<std::string> folders{folder};
    const auto add_above = [&](const std::string& path) {
      for (std::string& above : folders_above(path)) {
        if (above.size() > folder.size()) folders.insert(std::move(above));
      }
    };
    for (const std::string& path : paths) add_above(path);
    // One that was cut off may have made folders for files that never came.
    for (const Manifest* one : {&there_, static_cast<const Manifest*>(&next_)}) {
      if (!work_.takes_over) break;
      for (const Entry& entry : one->files) add_above(in_folder(folder, entry.path));
    }
    const bool is_clean = tries_.remove(paths);
    work_.target.remove_empty_folders(std::vector<std::string>(folders.rbegin(), folders.rend()));
    return is_clean;
  }

  /// What was begun stays written down, for whoever comes next.
  bool abandon() {
    give_up_lock(work_.target, work_.lock);
    return false;
  }

  Work& work_;
  Plan& plan_;
  Manifest& next_;
  const Manifest& there_;
  Tries tries_;
  Progress progress_;
  std::int64_t seen_ = clock_seconds();  ///< When the lock was known to be ours.
};

}  // namespace

std::string kept_path(const Digest& digest) {
  return std::string(kept_folder) + "/" + digest.hex();
}

std::string in_folder(const std::string& folder, const std::string& path) {
  return folder.empty() ? path : folder + "/" + path;
}

bool carry_out(Work& work) { return Carrier(work).run(); }

}  // namespace minhbach::publish
