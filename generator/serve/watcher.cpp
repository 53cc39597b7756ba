// The tree of watches, kept in step with the tree of folders.
#include "serve/watcher.h"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "serve/messages.h"

namespace minhbach::serve {
namespace {

namespace fs = std::filesystem;

// Not IN_MODIFY: a file is read when it has been closed or renamed into place. IN_ATTRIB: a file
// that could not be read may be readable now.
constexpr std::uint32_t watched_events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                         IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_ONLYDIR;

std::string joined(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : folder + "/" + std::string(name);
}

bool is_top(std::string_view name) {
  return name == "content" || name == "data" || name == "site" || name == "themes";
}

/// Whether builds read what `name` in `folder` is; node_modules is told of, but not looked into.
bool is_of_interest(const std::string& folder, std::string_view name) {
  if (name.empty() || name.front() == '.') return false;
  if (folder.empty()) return is_top(name);
  const bool in_portal = folder.starts_with("site/") && folder.find('/', 5) == std::string::npos;
  return !(in_portal && (name == "public" || name.starts_with("public-")));
}

}  // namespace

Watcher::Watcher(std::string root)
    : root_(std::move(root)), descriptor_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "inotify_init1");
  watch("");
}

Watcher::~Watcher() { close(descriptor_); }

/// Whether `folder` is a symbolic link to a place outside the root, where builds read nothing.
bool Watcher::leads_out(const std::string& folder) const {
  std::error_code error;
  const fs::path path = root_ + "/" + folder;
  if (!fs::is_symlink(path, error)) return false;
  const fs::path root = fs::canonical(root_, error), target = fs::canonical(path, error);
  return std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first != root.end();
}

void Watcher::watch(const std::string& folder) {
  if (!folder.empty() && leads_out(folder)) return;
  const std::string path = folder.empty() ? root_ : root_ + "/" + folder;
  const int added = inotify_add_watch(descriptor_, path.c_str(), watched_events);
  if (added < 0) {
    // One that has gone again is no problem: nobody misses it.
    if (errno != ENOENT && errno != ENOTDIR && told_.insert(folder).second) {
      Diagnostic problem;
      problem.message = errno == ENOSPC ? &messages::watch_limit : &messages::watch_failed;
      problem.place.file = folder;
      if (errno != ENOSPC) problem.arguments = {std::strerror(errno)};
      problems_.push_back(std::move(problem));
    }
    return;
  }
  // The same folder has the same watch, so a link that leads back up ends here.
  if (!folders_.emplace(added, folder).second) return;
  watches_[folder] = added;

  std::error_code error, gone;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!is_of_interest(folder, name) || name == "node_modules") continue;
    if (entry->is_directory(gone)) watch(joined(folder, name));
  }
}

void Watcher::forget(const std::string& folder) {
  for (auto at = watches_.lower_bound(folder);
       at != watches_.end() && at->first.starts_with(folder);) {
    if (at->first != folder && at->first[folder.size()] != '/') {
      ++at;
      continue;
    }
    inotify_rm_watch(descriptor_, at->second);
    folders_.erase(at->second);
    at = watches_.erase(at);
  }
}

void Watcher::note(int number, unsigned mask, std::string_view name, Changes& changes) {
  if (mask & IN_Q_OVERFLOW) {
    changes.unknown = true;
    return;
  }
  const auto at = folders_.find(number);
  if (at == folders_.end()) return;  // Forgotten while its events were on their way.
  const std::string folder = at->second;
  if (mask & IN_IGNORED) {
    // A folder of that name may have come since, with a watch of its own.
    if (const auto known = watches_.find(folder);
        known != watches_.end() && known->second == number)
      watches_.erase(known);
    folders_.erase(at);
    return;
  }
  if (name.empty() || !is_of_interest(folder, name)) return;
  const std::string path = joined(folder, name);
  if (mask & (IN_DELETE | IN_MOVED_FROM)) forget(path);
  if (mask & (IN_CREATE | IN_MOVED_TO)) {
    struct stat found {};
    const bool is_there = ::lstat((root_ + "/" + path).c_str(), &found) == 0;
    // A new file that is being written is told of when it is closed; one that was linked is whole.
    const bool half_written =
        (mask & IN_CREATE) && is_there && S_ISREG(found.st_mode) && found.st_nlink == 1;
    if (half_written) return;
    if (is_there && !S_ISREG(found.st_mode) && name != "node_modules") watch(path);
  }
  changes.paths.insert(path);
}

Changes Watcher::take() {
  Changes changes;
  alignas(inotify_event) char bytes[64 * 1024];
  for (;;) {
    const ssize_t count = read(descriptor_, bytes, sizeof bytes);
    if (count <= 0) break;
    for (ssize_t i = 0; i < count;) {
      inotify_event event;
      std::memcpy(&event, bytes + i, sizeof event);
      const char* name = bytes + i + sizeof event;
      note(event.wd, event.mask, event.len == 0 ? std::string_view() : std::string_view(name),
           changes);
      i += static_cast<ssize_t>(sizeof event + event.len);
    }
  }
  if (changes.unknown) start_over();
  return changes;
}

std::vector<Diagnostic> Watcher::take_problems() { return std::exchange(problems_, {}); }

void Watcher::start_over() {
  for (const auto& [number, folder] : folders_) inotify_rm_watch(descriptor_, number);
  folders_.clear();
  watches_.clear();
  watch("");
}

}  // namespace minhbach::serve
