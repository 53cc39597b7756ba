// Walks a folder of the real disk: which files it holds, and what in it cannot be used.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <fmt/format.h>

#include "disk/messages.h"
#include "disk/real_disk.h"
#include "disk/system_error.h"

namespace minhbach {
namespace {

/// Names the folders from the root of the walk to the present one, to notice a link back.
struct FolderId {
  dev_t device;
  ino_t inode;
  friend bool operator==(const FolderId&, const FolderId&) = default;
};

std::int64_t nanoseconds(const struct timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// No stamp for a file changed a moment ago, or in a clock's future: it may be changed again within
/// the same tick of the file system's clock (two seconds on FAT), and look as it did.
FileStamp stamp_of(const struct stat& state, std::int64_t now) {
  constexpr std::int64_t tick = 2'000'000'000;
  const FileStamp stamp{nanoseconds(state.st_mtim), nanoseconds(state.st_ctim)};
  return stamp.changed < now - tick ? stamp : FileStamp{};
}

struct Walk {
  std::function<std::string(std::string_view)> absolute;
  std::function<bool(std::string_view)> stays_inside;
  std::vector<FileEntry>& files;
  std::vector<Diagnostic>& problems;
  std::vector<FolderId> chain;
  std::int64_t now = 0;

  struct Found {
    std::string name;  ///< A folder's with '/' behind, so that names sort as whole paths do.
    std::uint64_t size = 0;
    FileStamp stamp = {};
    FolderId folder = {};
  };

  void visit_folder(const std::string& folder, FolderId id) {
    if (std::find(chain.begin(), chain.end(), id) != chain.end()) {
      problems.push_back(disk_problem(messages::link_loops, folder));
      return;
    }
    DIR* directory = ::opendir(absolute(folder).c_str());
    if (directory == nullptr) {
      problems.push_back(read_problem(errno, folder));
      return;
    }
    const std::string prefix = folder.empty() ? "" : folder + "/";
    std::vector<Found> all;  // Closed before going deeper: descriptors are few.
    while (const dirent* entry = ::readdir(directory)) {
      if (entry->d_name[0] != '.') look_at(directory, prefix, entry->d_name, all);
    }
    ::closedir(directory);
    std::sort(all.begin(), all.end(),
              [](const Found& a, const Found& b) { return a.name < b.name; });
    chain.push_back(id);
    for (const Found& found : all) {
      if (found.name.back() == '/') {
        visit_folder(prefix + found.name.substr(0, found.name.size() - 1), found.folder);
      } else {
        files.push_back({prefix + found.name, found.size, found.stamp});
      }
    }
    chain.pop_back();
  }

  void look_at(DIR* directory, const std::string& prefix, const char* name,
               std::vector<Found>& all) {
    struct stat state {};
    const auto path = [&] { return prefix + name; };
    // ENOENT: removed since the folder was read, as editors do with their own temporary files.
    if (::fstatat(::dirfd(directory), name, &state, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno != ENOENT) problems.push_back(read_problem(errno, path()));
      return;
    }
    if (S_ISLNK(state.st_mode)) {
      if (::fstatat(::dirfd(directory), name, &state, 0) != 0) {
        problems.push_back(errno == ENOENT ? disk_problem(messages::link_broken, path())
                                           : read_problem(errno, path()));
        return;
      }
      if (!stays_inside(path())) {
        problems.push_back(disk_problem(messages::link_leads_out, path()));
        return;
      }
    }
    if (S_ISDIR(state.st_mode)) {
      all.push_back({std::string(name) + "/", 0, {}, {state.st_dev, state.st_ino}});
    } else if (S_ISREG(state.st_mode)) {
      all.push_back({name, static_cast<std::uint64_t>(state.st_size), stamp_of(state, now)});
    } else {
      problems.push_back(disk_problem(messages::not_a_regular_file, path()));
    }
  }
};

}  // namespace

std::vector<FileEntry> RealDisk::list(std::string_view folder,
                                      std::vector<Diagnostic>& problems) const {
  std::vector<FileEntry> files;
  if (!is_disk_path(folder)) {
    problems.push_back(disk_problem(messages::path_leads_out, folder));
    return files;
  }
  struct stat found {};
  if (::stat(absolute(folder).c_str(), &found) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) problems.push_back(read_problem(errno, folder));
    return files;
  }
  if (!S_ISDIR(found.st_mode)) return files;
  if (locate_folder(folder) == Where::outside) {
    problems.push_back(disk_problem(messages::link_leads_out, folder));
    return files;
  }
  struct timespec now {};
  ::clock_gettime(CLOCK_REALTIME, &now);
  Walk walk{[this](std::string_view path) { return absolute(path); },
            [this](std::string_view path) { return locate(path) == Where::inside; },
            files,
            problems,
            {},
            nanoseconds(now)};
  walk.visit_folder(std::string(folder), {found.st_dev, found.st_ino});
  return files;
}

namespace {

/// The process that ".minhbach-<process>-<number>" belongs to; 0 for any other name.
pid_t process_of(std::string_view name) {
  constexpr std::string_view head = ".minhbach-";
  if (!name.starts_with(head)) return 0;
  pid_t process = 0;
  const char* const end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data() + head.size(), end, process);
  const bool is_one = error == std::errc() && rest != end && *rest == '-' && rest + 1 != end &&
                      std::all_of(rest + 1, end, [](char c) { return c >= '0' && c <= '9'; });
  return is_one ? process : 0;
}

/// Links are not followed: what lies behind one is not ours to tidy.
void remove_leftovers_below(const std::string& folder) {
  DIR* directory = ::opendir(folder.c_str());
  if (directory == nullptr) return;
  std::vector<std::string> folders;
  while (const dirent* entry = ::readdir(directory)) {
    const std::string_view name = entry->d_name;
    struct stat state {};
    if (name == "." || name == ".." ||
        ::fstatat(::dirfd(directory), entry->d_name, &state, AT_SYMLINK_NOFOLLOW) != 0)
      continue;
    if (S_ISDIR(state.st_mode)) {
      folders.push_back(fmt::format("{}/{}", folder, name));
    } else if (const pid_t process = process_of(name);
               process > 0 && ::kill(process, 0) != 0 && errno == ESRCH) {
      ::unlinkat(::dirfd(directory), entry->d_name, 0);
    }
  }
  ::closedir(directory);
  for (const std::string& deeper : folders) remove_leftovers_below(deeper);
}

}  // namespace

void RealDisk::remove_leftovers() { remove_leftovers_below(root_); }

std::vector<std::string> RealDisk::folders(std::string_view folder) const {
  std::vector<std::string> out;
  if (!is_folder(folder)) return out;
  DIR* directory = ::opendir(absolute(folder).c_str());
  if (directory == nullptr) return out;
  while (const dirent* entry = ::readdir(directory)) {
    if (entry->d_name[0] != '.') out.emplace_back(entry->d_name);
  }
  ::closedir(directory);
  std::erase_if(out, [&](const std::string& name) {
    return !is_folder(folder.empty() ? name : fmt::format("{}/{}", folder, name));
  });
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace minhbach
