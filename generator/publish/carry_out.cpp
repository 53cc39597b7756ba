// Copies, sends, renames, switches, deletes: in the order in which readers never miss anything.
#include "publish/carry_out.h"

#include <algorithm>
#include <set>

#include "publish/messages.h"
#include "publish/tries.h"

namespace minhbach::publish {
namespace {

std::string in_folder(const std::string& folder, const std::string& path) {
  return folder.empty() ? path : folder + "/" + path;
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
    const bool is_done = keep_old_bytes() && fill_folder() && send_all() && switch_site() &&
                         tries_.write(manifest_path, to_bytes(next_));
    if (!is_done) return abandon();
    work_.outcome.is_done = true;
    clean_up();
    if (work_.sent != nullptr) work_.sent->forget();
    return !work_.report.has_errors();
  }

 private:
  bool moves() const { return next_.folder != there_.folder; }

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
    for (const Entry& entry : next_.earlier.front().was) {
      // What a cut off run may have changed was kept by that run.
      if (!std::binary_search(doubtful().begin(), doubtful().end(), entry.path))
        copies.push_back({entry.path, kept_path(entry.digest), false});
    }
    return tries_.copy(copies);
  }

  const std::vector<std::string>& doubtful() const { return work_.outcome.doubtful; }

  /// A release has all files: those that stay as they are, from the one before.
  bool fill_folder() {
    if (!moves()) return true;
    std::vector<char> is_put(work_.site.entries.size());
    for (const auto& stage : plan_.puts) {
      for (const std::size_t index : stage) is_put[index] = 1;
    }
    std::vector<Copy> copies;
    for (std::size_t i = 0; i < is_put.size() && !work_.is_complete; ++i) {
      if (!is_put[i]) add_copy(work_.site.entries[i].path, copies);
    }
    for (const Retired& one : next_.retired) add_copy(one.entry.path, copies);
    return tries_.copy(copies);
  }

  void add_copy(const std::string& path, std::vector<Copy>& copies) const {
    copies.push_back(
        {in_folder(there_.folder, path), in_folder(next_.folder, path), next_.folder.empty()});
  }

  bool send_all() {
    for (const auto& stage : plan_.puts) {
      std::vector<Upload> uploads;
      std::vector<Copy> copies;
      std::vector<std::size_t> sent, copied;
      for (const std::size_t index : stage) {
        const Entry& entry = work_.site.entries[index];
        if (is_resumed(entry)) {
          ++work_.outcome.resumed;
          pass(entry);
        } else if (is_sent(index)) {
          uploads.push_back({in_folder(next_.folder, entry.path),
                             work_.site.folder + "/" + entry.path, entry.size, entry.digest,
                             work_.site.stamps[index]});
          sent.push_back(index);
        } else {
          if (work_.sent != nullptr) ++work_.outcome.resumed;
          copies.push_back({work_.sources[index], in_folder(next_.folder, entry.path), true});
        }
      }
      const auto done = [&](std::size_t item) { note_sent(work_.site.entries[sent[item]]); };
      if (!tries_.copy(copies) || !tries_.put(uploads, done)) return false;
    }
    return true;
  }

  /// In place, what a cut off run has sent is there already.
  bool is_resumed(const Entry& entry) const {
    return next_.folder.empty() && work_.sent != nullptr &&
           work_.sent->has(entry.path, entry.digest);
  }

  void note_sent(const Entry& entry) {
    ++work_.outcome.sent;
    work_.outcome.sent_bytes += entry.size;
    if (work_.sent != nullptr) work_.sent->add(entry.path, entry.digest);
    pass(entry);
  }

  void pass(const Entry& entry) {
    ++progress_.files;
    progress_.bytes += entry.size;
    if (work_.orders.tell) work_.orders.tell(progress_);
  }

  bool switch_site() {
    return next_.folder.empty() || tries_.run([&] { return work_.target.switch_to(next_.folder); });
  }

  /// What nobody reads any more. The manifest is written: what fails here is told, and swept up by
  /// the next run that knows of it.
  void clean_up() {
    std::vector<std::string> paths;
    if (!moves() && next_.folder.empty()) paths = plan_.deletions;
    bool is_clean = !work_.takes_over || list_into(temporary_folder, paths);
    add_unneeded_bytes(paths);
    is_clean = tries_.remove(paths) && is_clean;
    work_.target.remove_empty_folders(emptied_folders());
    std::set<std::string> folders = unneeded_folders();
    for (const std::string& folder : folders) is_clean = remove_release(folder) && is_clean;
    if (is_clean) {
      tries_.remove({std::string(lock_path)});
    } else {
      (void)abandon();
    }
  }

  /// Bytes kept for versions that have been dropped.
  void add_unneeded_bytes(std::vector<std::string>& paths) const {
    std::set<Digest> needed;
    for (const Earlier& one : next_.earlier) {
      for (const Entry& entry : one.was) needed.insert(entry.digest);
    }
    std::set<Digest> dropped;
    for (const Earlier& one : there_.earlier) {
      for (const Entry& entry : one.was) {
        if (one.folder.empty() && !needed.contains(entry.digest)) dropped.insert(entry.digest);
      }
    }
    for (const Digest& digest : dropped) paths.push_back(kept_path(digest));
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
    return {folders.rbegin(), folders.rend()};
  }

  /// Releases that cannot be gone back to.
  std::set<std::string> unneeded_folders() const {
    std::set<std::string> out;
    for (const Earlier& one : there_.earlier) out.insert(one.folder);
    out.insert(there_.folder);
    out.insert(work_.unfinished);
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
    for (const std::string& path : paths) {
      for (std::string& above : folders_above(path)) {
        if (above.size() > folder.size()) folders.insert(std::move(above));
      }
    }
    const bool is_clean = tries_.remove(paths);
    work_.target.remove_empty_folders(std::vector<std::string>(folders.rbegin(), folders.rend()));
    return is_clean;
  }

  /// What was begun stays written down, for whoever comes next.
  bool abandon() {
    work_.lock.process = abandoned;
    (void)work_.target.write(lock_path, to_bytes(work_.lock));
    return false;
  }

  Work& work_;
  Plan& plan_;
  Manifest& next_;
  const Manifest& there_;
  Tries tries_;
  Progress progress_;
};

}  // namespace

std::string kept_path(const Digest& digest) {
  return std::string(kept_folder) + "/" + digest.hex();
}

bool carry_out(Work& work) { return Carrier(work).run(); }

}  // namespace minhbach::publish
