// Walks a folder of the real disk: which files it holds, and what in it cannot be used.
#include <algorithm>
#include <cerrno>

#include <dirent.h>
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

struct Walk {
  std::function<std::string(std::string_view)> absolute;
  std::function<bool(std::string_view)> stays_inside;
  std::vector<FileEntry>& files;
  std::vector<Diagnostic>& problems;
  std::vector<FolderId> chain;

  void visit_folder(const std::string& folder, const struct stat& found) {
    const FolderId id{found.st_dev, found.st_ino};
    if (std::find(chain.begin(), chain.end(), id) != chain.end()) {
      problems.push_back(disk_problem(messages::link_loops, folder));
      return;
    }
    DIR* directory = ::opendir(absolute(folder).c_str());
    if (directory == nullptr) {
      problems.push_back(read_problem(errno, folder));
      return;
    }
    std::vector<std::string> names;  // Closed before going deeper: descriptors are few.
    while (const dirent* entry = ::readdir(directory)) {
      if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    ::closedir(directory);
    chain.push_back(id);
    for (const std::string& name : names) visit(folder.empty() ? name : folder + "/" + name);
    chain.pop_back();
  }

  void visit(const std::string& path) {
    const std::string name = absolute(path);
    struct stat found {};
    // ENOENT: removed since the folder was read, as editors do with their own temporary files.
    if (::lstat(name.c_str(), &found) != 0) {
      if (errno != ENOENT) problems.push_back(read_problem(errno, path));
      return;
    }
    if (S_ISLNK(found.st_mode)) {
      if (::stat(name.c_str(), &found) != 0) {
        problems.push_back(errno == ENOENT ? disk_problem(messages::link_broken, path)
                                           : read_problem(errno, path));
        return;
      }
      if (!stays_inside(path)) {
        problems.push_back(disk_problem(messages::link_leads_out, path));
        return;
      }
    }
    if (S_ISDIR(found.st_mode)) {
      visit_folder(path, found);
    } else if (S_ISREG(found.st_mode)) {
      files.push_back({path, static_cast<std::uint64_t>(found.st_size)});
    } else {
      problems.push_back(disk_problem(messages::not_a_regular_file, path));
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
  Walk walk{[this](std::string_view path) { return absolute(path); },
            [this](std::string_view path) { return locate(path) == Where::inside; },
            files,
            problems,
            {}};
  walk.visit_folder(std::string(folder), found);
  std::sort(files.begin(), files.end(),
            [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
  return files;
}

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
