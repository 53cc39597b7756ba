// Walks a folder of the real disk: which files it holds, and what in it cannot be used.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>
#include <iterator>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <fmt/format.h>

#include "base/parallel.h"
#include "disk/messages.h"
#include "disk/real_disk.h"
#include "disk/system_error.h"

namespace minhbach {
namespace {

/// Names a folder, to notice a link back to one above.
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

/// A folder on the way, and what it holds.
struct Folder {
  struct Found {
    FileEntry file;  ///< A folder's path with '/' behind, so that they sort as whole paths do.
    std::unique_ptr<Folder> folder = {};
  };

  std::string path;
  FolderId id;
  const Folder* above = nullptr;
  std::vector<Found> all = {};  ///< Sorted.
  std::vector<Diagnostic> problems = {};

  bool is_below_itself() const {
    for (const Folder* at = above; at != nullptr; at = at->above) {
      if (at->id == id) return true;
    }
    return false;
  }
};

/// Looks at one folder; may be called from several threads.
struct Look {
  std::function<std::string(std::string_view)> absolute;
  std::function<bool(std::string_view)> stays_inside;
  std::int64_t now = 0;

  void visit(Folder& folder) const {
    if (folder.is_below_itself()) {
      folder.problems.push_back(disk_problem(messages::link_loops, folder.path));
      return;
    }
    DIR* directory = ::opendir(absolute(folder.path).c_str());
    if (directory == nullptr) {
      folder.problems.push_back(read_problem(errno, folder.path));
      return;
    }
    const std::string prefix = folder.path.empty() ? "" : folder.path + "/";
    while (const dirent* entry = ::readdir(directory)) {
      if (entry->d_name[0] != '.') look_at(directory, prefix, entry->d_name, folder);
    }
    ::closedir(directory);
    const auto name_of = [&](const Folder::Found& found) {
      return std::string_view(found.file.path).substr(prefix.size());
    };
    std::sort(folder.all.begin(), folder.all.end(),
              [&](const auto& a, const auto& b) { return name_of(a) < name_of(b); });
  }

  void look_at(DIR* directory, const std::string& prefix, const char* name, Folder& folder) const {
    struct stat state {};
    std::string path = prefix + name;
    // ENOENT: removed since the folder was read, as editors do with their own temporary files.
    if (::fstatat(::dirfd(directory), name, &state, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno != ENOENT) folder.problems.push_back(read_problem(errno, path));
      return;
    }
    if (S_ISLNK(state.st_mode)) {
      if (::fstatat(::dirfd(directory), name, &state, 0) != 0) {
        folder.problems.push_back(errno == ENOENT ? disk_problem(messages::link_broken, path)
                                                  : read_problem(errno, path));
        return;
      }
      if (!stays_inside(path)) {
        folder.problems.push_back(disk_problem(messages::link_leads_out, path));
        return;
      }
    }
    if (S_ISDIR(state.st_mode)) {
      auto below =
          std::make_unique<Folder>(Folder{path, FolderId{state.st_dev, state.st_ino}, &folder});
      folder.all.push_back({{path + "/", 0, {}}, std::move(below)});
    } else if (S_ISREG(state.st_mode)) {
      folder.all.push_back(
          {{std::move(path), static_cast<std::uint64_t>(state.st_size), stamp_of(state, now)}});
    } else {
      folder.problems.push_back(disk_problem(messages::not_a_regular_file, path));
    }
  }
};

/// Level by level, the folders of one on all threads: most of the time goes to asking the system
/// about files.
void visit_all(const Look& look, unsigned jobs, Folder& top) {
  constexpr std::size_t few = 8;
  for (std::vector<Folder*> level{&top}; !level.empty();) {
    parallel_for(
        level.size(), level.size() < few ? 1 : jobs,
        [&](std::size_t i, unsigned) { look.visit(*level[i]); }, 1);
    std::vector<Folder*> below;
    for (const Folder* folder : level) {
      for (const Folder::Found& found : folder->all) {
        if (found.folder) below.push_back(found.folder.get());
      }
    }
    level = std::move(below);
  }
}

void collect(Folder& folder, std::vector<FileEntry>& files, std::vector<Diagnostic>& problems) {
  std::move(folder.problems.begin(), folder.problems.end(), std::back_inserter(problems));
  for (Folder::Found& found : folder.all) {
    if (found.folder) {
      collect(*found.folder, files, problems);
    } else {
      files.push_back(std::move(found.file));
    }
  }
}

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
  const Look look{[this](std::string_view path) { return absolute(path); },
                  [this](std::string_view path) { return locate(path) == Where::inside; },
                  nanoseconds(now)};
  Folder top{std::string(folder), {found.st_dev, found.st_ino}};
  visit_all(look, jobs_, top);
  collect(top, files, problems);
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
