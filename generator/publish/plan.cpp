// Compares two sorted lists, and puts the differences in order.
#include "publish/plan.h"

#include <algorithm>
#include <set>

#include "model/cache_rule.h"
#include "publish/target.h"

namespace minhbach::publish {
namespace {

bool is_page(std::string_view path) { return path.ends_with(".html"); }

/// The file that a compressed copy is of.
std::string_view without_copy_ending(std::string_view path) {
  for (const std::string_view ending : {".gz", ".br"}) {
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  }
  return path;
}

/// What leads readers and machines to pages, and the rules for hosts.
bool is_index(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "atom.xml" || name == "feed.json" || name.starts_with("sitemap") ||
         name == "robots.txt" || name == "tieu-de.json" || name == "danh-sach.json" ||
         name == "_headers" || name == "_redirects";
}

bool contains(const std::vector<std::string>& sorted, const std::string& path) {
  return std::binary_search(sorted.begin(), sorted.end(), path);
}

/// Makes a plan from two manifests' worth of files.
class Planner {
 public:
  Planner(const Manifest& there, const SiteFiles& site, const std::vector<std::string>& doubtful,
          Plan& plan)
      : there_(there), site_(site), doubtful_(doubtful), plan_(plan) {}

  void compare() {
    std::size_t old = 0;
    for (std::size_t i = 0; i < site_.entries.size(); ++i) {
      const Entry& entry = site_.entries[i];
      for (; old < there_.files.size() && there_.files[old].path < entry.path; ++old)
        drop(there_.files[old]);
      if (old < there_.files.size() && there_.files[old].path == entry.path) {
        keep(i, there_.files[old++]);
      } else {
        add(i);
      }
    }
    for (; old < there_.files.size(); ++old) drop(there_.files[old]);
  }

  /// Assets that nobody names stay for some days, and for as long as a version can be gone back to
  /// that had them. So do those of which a run that was cut off leaves it open whether they are
  /// there: readers may have a page of that run, too.
  void retire(unsigned days, std::int64_t today) {
    std::set<std::string_view> needed;
    for (const Earlier& earlier : plan_.next.earlier) {
      for (const Entry& entry : earlier.was) needed.insert(entry.path);
    }
    const auto is_due = [&](const std::string& path, std::int64_t since) {
      return since + days <= today && !needed.contains(path);
    };
    for (const Retired& one : there_.retired) {
      const std::string& path = one.entry.path;
      if (find_entry(site_.entries, path) != nullptr) continue;
      if (contains(doubtful_, path)) {
        plan_.next.unsure.push_back({path, today});
      } else if (is_due(path, one.since)) {
        plan_.deletions.push_back(path);
      } else {
        plan_.next.retired.push_back(one);
      }
    }
    for (const Unsure& one : there_.unsure) {
      if (find_entry(site_.entries, one.path) != nullptr) continue;
      if (contains(doubtful_, one.path)) {
        plan_.next.unsure.push_back({one.path, today});
      } else if (is_due(one.path, one.since)) {
        plan_.deletions.push_back(one.path);
      } else {
        plan_.next.unsure.push_back(one);
      }
    }
    for (const std::string& path : plan_.gone) {
      if (contains(doubtful_, path)) {
        sweep(path, today);
      } else if (is_named_by_content(path)) {
        plan_.next.retired.push_back({*there_.find(path), today});
      } else {
        plan_.deletions.push_back(path);
      }
    }
    for (const std::string& path : doubtful_) {
      const bool is_known = find_entry(site_.entries, path) || there_.find(path) ||
                            is_retired(path) || is_unsure(path);
      if (!is_known) sweep(path, today);
    }
  }

  /// Files that may be torn go first in their stages.
  void mend_first() {
    for (auto& stage : plan_.puts) {
      std::stable_partition(stage.begin(), stage.end(), [&](std::size_t index) {
        return contains(doubtful_, site_.entries[index].path);
      });
    }
  }

 private:
  /// What a run that was cut off may have put there, and nobody wants.
  void sweep(const std::string& path, std::int64_t today) {
    if (is_named_by_content(path)) {
      plan_.next.unsure.push_back({path, today});
    } else {
      plan_.deletions.push_back(path);
    }
  }

  bool is_unsure(std::string_view path) const {
    return std::ranges::binary_search(there_.unsure, path, {}, &Unsure::path);
  }
  bool is_retired(std::string_view path) const { return retired(path) != nullptr; }
  const Entry* retired(std::string_view path) const {
    const auto at = std::ranges::lower_bound(
        there_.retired, path, {}, [](const Retired& one) -> auto& { return one.entry.path; });
    return at == there_.retired.end() || at->entry.path != path ? nullptr : &at->entry;
  }

  void put(std::size_t index, bool is_new) {
    const Stage stage = stage_of(site_.entries[index].path, is_new);
    plan_.puts[static_cast<std::size_t>(stage)].push_back(index);
  }

  void keep(std::size_t index, const Entry& old) {
    const Entry& entry = site_.entries[index];
    const bool is_same = old.digest == entry.digest && old.size == entry.size;
    if (!is_same) {
      plan_.changed.push_back(entry.path);
      undo_.was.push_back(old);
    }
    // One that may be torn counts as new: it is mended before anything else changes.
    const bool is_doubtful = contains(doubtful_, entry.path);
    if (!is_same || is_doubtful) put(index, is_doubtful);
  }

  void add(std::size_t index) {
    const Entry& entry = site_.entries[index];
    const auto& left_out = there_.left_out;
    if (std::find(left_out.begin(), left_out.end(), entry) != left_out.end()) {
      plan_.next.left_out.push_back(entry);
      return;
    }
    plan_.added.push_back(entry.path);
    undo_.absent.push_back(entry.path);
    const Entry* known = is_named_by_content(entry.path) ? retired(entry.path) : nullptr;
    const bool is_there = known != nullptr && known->digest == entry.digest;
    if (!is_there || contains(doubtful_, entry.path)) put(index, true);
  }

  void drop(const Entry& old) {
    plan_.gone.push_back(old.path);
    undo_.was.push_back(old);
  }

 public:
  /// How to come back to what is there now.
  Earlier undo_;

 private:
  const Manifest& there_;
  const SiteFiles& site_;
  const std::vector<std::string>& doubtful_;
  Plan& plan_;
};

}  // namespace

Stage stage_of(std::string_view path, bool is_new) {
  path = without_copy_ending(path);
  if (path == rules_path) return Stage::rules;
  if (is_index(path)) return Stage::indexes;
  if (!is_new) return Stage::changed_files;
  return is_page(path) ? Stage::new_pages : Stage::assets;
}

std::size_t Plan::put_count() const {
  std::size_t out = 0;
  for (const auto& stage : puts) out += stage.size();
  return out;
}

Plan make_plan(const Manifest& there, const SiteFiles& site, unsigned kept_asset_days,
               unsigned kept_versions, std::int64_t today,
               const std::vector<std::string>& doubtful) {
  Plan plan;
  plan.next.portal = site.portal;
  plan.next.built = site.built;
  plan.next.files = site.entries;
  Planner planner(there, site, doubtful, plan);
  planner.compare();
  if (there.number > 0 && kept_versions > 0) {
    planner.undo_.number = there.number;
    planner.undo_.time = there.time;
    planner.undo_.built = there.built;
    planner.undo_.folder = there.folder;
    plan.next.earlier.push_back(std::move(planner.undo_));
    for (const Earlier& one : there.earlier) {
      if (plan.next.earlier.size() < kept_versions) plan.next.earlier.push_back(one);
    }
  }
  planner.retire(kept_asset_days, today);
  planner.mend_first();
  std::sort(plan.next.retired.begin(), plan.next.retired.end(),
            [](const Retired& a, const Retired& b) { return a.entry.path < b.entry.path; });
  std::sort(plan.next.unsure.begin(), plan.next.unsure.end(),
            [](const Unsure& a, const Unsure& b) { return a.path < b.path; });
  std::sort(plan.deletions.begin(), plan.deletions.end());
  return plan;
}

}  // namespace minhbach::publish
