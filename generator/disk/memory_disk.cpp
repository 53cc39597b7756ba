// The disk in memory.
#include "disk/memory_disk.h"

#include <algorithm>

#include "disk/messages.h"
#include "disk/system_error.h"

namespace minhbach {
namespace {

bool is_hidden(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

}  // namespace

bool MemoryDisk::has_folder(std::string_view path) const {
  if (path.empty()) return true;
  const std::string prefix = std::string(path) + "/";
  const auto next = files_.lower_bound(prefix);
  return next != files_.end() && next->first.starts_with(prefix);
}

Result<std::string> MemoryDisk::read(std::string_view path) const {
  if (!is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  const std::lock_guard lock(mutex_);
  ++counts_.reads;
  if (const auto failure = read_failures_.find(path); failure != read_failures_.end()) {
    return disk_problem(*failure->second, path);
  }
  const auto file = files_.find(path);
  if (file == files_.end()) {
    return disk_problem(has_folder(path) ? messages::folder_in_the_way : messages::file_missing,
                        path);
  }
  if (file->second.size() > file_limit_) {
    return too_large_problem(path, file->second.size(), file_limit_);
  }
  return file->second;
}

bool MemoryDisk::is_file(std::string_view path) const {
  const std::lock_guard lock(mutex_);
  return files_.find(path) != files_.end();
}

bool MemoryDisk::is_folder(std::string_view path) const {
  const std::lock_guard lock(mutex_);
  return is_disk_path(path) && has_folder(path);
}

std::vector<FileEntry> MemoryDisk::list(std::string_view folder,
                                        std::vector<Diagnostic>& problems) const {
  std::vector<FileEntry> out;
  if (!is_disk_path(folder)) {
    problems.push_back(disk_problem(messages::path_leads_out, folder));
    return out;
  }
  const std::string prefix = folder.empty() ? "" : std::string(folder) + "/";
  const std::lock_guard lock(mutex_);
  std::vector<std::string> closed;  // Folders that cannot be read, with a '/' behind.
  for (const auto& [path, message] : read_failures_) {
    const bool is_in = path == folder || path.starts_with(prefix);
    if (!is_in || !has_folder(path)) continue;
    problems.push_back(disk_problem(*message, path));
    closed.push_back(path + "/");
  }
  const auto is_closed = [&](const std::string& path) {
    return std::any_of(closed.begin(), closed.end(),
                       [&](const std::string& at) { return path.starts_with(at); });
  };
  for (auto it = files_.lower_bound(prefix); it != files_.end() && it->first.starts_with(prefix);
       ++it) {
    // What is hidden above the listed folder does not count: that folder was asked for by name.
    if (!is_hidden(std::string_view(it->first).substr(prefix.size())) && !is_closed(it->first)) {
      const std::int64_t stamp = stamps_.find(it->first)->second;
      out.push_back({it->first, it->second.size(), {stamp, stamp}});
    }
  }
  return out;
}

std::vector<std::string> MemoryDisk::folders(std::string_view folder) const {
  std::vector<std::string> out;
  if (!is_disk_path(folder)) return out;
  const std::string prefix = folder.empty() ? "" : std::string(folder) + "/";
  const std::lock_guard lock(mutex_);
  for (auto it = files_.lower_bound(prefix); it != files_.end() && it->first.starts_with(prefix);
       ++it) {
    const std::size_t end = it->first.find('/', prefix.size());
    if (end == std::string::npos || it->first[prefix.size()] == '.') continue;
    out.push_back(it->first.substr(prefix.size(), end - prefix.size()));
  }
  // Files are in order of whole paths, in which "a-b/" stands before "a/".
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<Written> MemoryDisk::write(std::string_view path, std::string_view bytes) {
  if (path.empty() || !is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  const std::lock_guard lock(mutex_);
  if (const auto failure = write_failures_.find(path); failure != write_failures_.end()) {
    return disk_problem(*failure->second, path);
  }
  if (has_folder(path)) return disk_problem(messages::folder_in_the_way, path);
  for (std::size_t i = path.find('/'); i != std::string_view::npos; i = path.find('/', i + 1)) {
    if (files_.find(path.substr(0, i)) != files_.end()) {
      return disk_problem(messages::file_in_the_way, path);
    }
  }
  const auto [file, is_new] = files_.try_emplace(std::string(path), bytes);
  if (!is_new && file->second == bytes) {
    ++counts_.unchanged;
    return Written::unchanged;
  }
  if (!is_new) file->second = std::string(bytes);
  ++counts_.writes;
  stamps_[std::string(path)] = ++last_stamp_;
  ++touched_[std::string(path)];
  return is_new ? Written::created : Written::replaced;
}

Result<Done> MemoryDisk::append(std::string_view path, std::string_view bytes) {
  const Result<std::string> before = is_file(path) ? read(path) : std::string();
  if (!before) return before.error();
  const Result<Written> written = write(path, *before + std::string(bytes));
  return written ? Result<Done>(Done{}) : written.error();
}

Result<Done> MemoryDisk::remove(std::string_view path) {
  if (path.empty() || !is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  const std::lock_guard lock(mutex_);
  if (const auto failure = write_failures_.find(path); failure != write_failures_.end()) {
    return disk_problem(*failure->second, path);
  }
  const auto file = files_.find(path);
  if (file == files_.end()) {
    if (has_folder(path)) return disk_problem(messages::folder_in_the_way, path);
    return Done{};
  }
  files_.erase(file);
  ++counts_.removals;
  ++touched_[std::string(path)];
  return Done{};
}

void MemoryDisk::fail_read(std::string path, const Message& message) {
  const std::lock_guard lock(mutex_);
  read_failures_[std::move(path)] = &message;
}

void MemoryDisk::fail_write(std::string path, const Message& message) {
  const std::lock_guard lock(mutex_);
  write_failures_[std::move(path)] = &message;
}

MemoryDisk::Counts MemoryDisk::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

std::vector<std::string> MemoryDisk::touched() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> out;
  for (const auto& [path, times] : touched_) out.push_back(path);
  return out;
}

void MemoryDisk::forget() {
  const std::lock_guard lock(mutex_);
  counts_ = {};
  touched_.clear();
}

}  // namespace minhbach
