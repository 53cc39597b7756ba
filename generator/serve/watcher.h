// Notices edits below the site's root, by inotify.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace minhbach::serve {

/// What changed since the last look.
struct Changes {
  std::set<std::string> paths;  ///< Relative to the root; a folder stands for all in it.
  bool unknown = false;         ///< More than the system could tell: anything may have changed.

  bool any() const { return unknown || !paths.empty(); }
};

/// Watches content/, data/, site/ and themes/ with all folders in them, also those that come later;
/// not what builds never read: names that start with '.', node_modules, site/<portal>/public. A
/// folder behind a symbolic link is watched when it is inside the root. One thread at a time.
class Watcher {
 public:
  explicit Watcher(std::string root);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// Readable when there is something to take: for poll().
  int descriptor() const { return descriptor_; }
  /// What has come in; empty when nothing has. Does not wait.
  Changes take();

  /// Folders that could not be watched, as warnings; each is told once.
  std::vector<Diagnostic> take_problems();
  /// How many folders are watched, the root itself among them.
  std::size_t folders() const { return folders_.size(); }

  /// What take() does when the system's queue has run over: watches everything anew.
  void start_over();

 private:
  void watch(const std::string& folder);
  void forget(const std::string& folder);
  bool leads_out(const std::string& folder) const;
  void note(int watch, unsigned mask, std::string_view name, Changes& changes);

  std::string root_;
  int descriptor_;
  std::map<int, std::string> folders_;  ///< By watch; relative to the root, "" is the root.
  std::map<std::string, int> watches_;  ///< The other way round.
  std::vector<Diagnostic> problems_;
  std::set<std::string> told_;  ///< Folders with a problem.
};

}  // namespace minhbach::serve
