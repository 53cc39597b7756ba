// A disk without folders of its own: they are what the paths say.
#include "serve/kept_disk.h"

#include <algorithm>

#include "disk/messages.h"
#include "disk/system_error.h"

namespace minhbach::serve {
namespace {

std::string folder_prefix(std::string_view folder) {
  return folder.empty() ? "" : std::string(folder) + "/";
}

bool is_hidden(std::string_view below) {
  return below.starts_with('.') || below.find("/.") != std::string_view::npos;
}

}  // namespace

bool is_own_note(std::string_view path) {
  return path == ".minhbach" || path.starts_with(".minhbach/") ||
         path.find("/.minhbach/") != std::string_view::npos;  // Of a further language.
}

Result<std::string> KeptDisk::read(std::string_view path) const {
  const std::lock_guard lock(mutex_);
  if (const auto note = notes_.find(path); note != notes_.end()) return note->second;
  const auto at = files_.find(path);
  if (at == files_.end()) return disk_problem(messages::file_missing, path);
  return *at->second;
}

bool KeptDisk::is_file(std::string_view path) const {
  const std::lock_guard lock(mutex_);
  return notes_.contains(path) || files_.contains(path);
}

bool KeptDisk::is_folder(std::string_view path) const {
  const std::string prefix = folder_prefix(path);
  const std::lock_guard lock(mutex_);
  const auto at = files_.lower_bound(prefix);
  return prefix.empty() || (at != files_.end() && at->first.starts_with(prefix));
}

std::vector<FileEntry> KeptDisk::list(std::string_view folder, std::vector<Diagnostic>&) const {
  const std::string prefix = folder_prefix(folder);
  std::vector<FileEntry> out;
  const std::lock_guard lock(mutex_);
  for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.starts_with(prefix);
       ++at) {
    if (!is_hidden(std::string_view(at->first).substr(prefix.size())))
      out.push_back({at->first, at->second->size()});
  }
  return out;
}

std::vector<std::string> KeptDisk::folders(std::string_view folder) const {
  const std::string prefix = folder_prefix(folder);
  std::vector<std::string> out;
  const std::lock_guard lock(mutex_);
  for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.starts_with(prefix);
       ++at) {
    const std::size_t end = at->first.find('/', prefix.size());
    if (end == std::string::npos || at->first[prefix.size()] == '.') continue;
    out.push_back(at->first.substr(prefix.size(), end - prefix.size()));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<Written> KeptDisk::write(std::string_view path, std::string_view bytes) {
  if (path.empty() || !is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  const std::lock_guard lock(mutex_);
  if (is_own_note(path)) {
    const auto [at, is_new] = notes_.insert_or_assign(std::string(path), std::string(bytes));
    return is_new ? Written::created : Written::replaced;
  }
  const auto [at, is_new] = files_.try_emplace(std::string(path));
  if (!is_new && *at->second == bytes) return Written::unchanged;
  at->second = std::make_shared<const std::string>(bytes);
  ++changes_;
  return is_new ? Written::created : Written::replaced;
}

Result<Done> KeptDisk::append(std::string_view path, std::string_view bytes) {
  if (is_own_note(path)) {
    const std::lock_guard lock(mutex_);
    notes_[std::string(path)] += bytes;
    return Done{};
  }
  const Result<std::string> before = is_file(path) ? read(path) : std::string();
  if (!before) return before.error();
  const Result<Written> written = write(path, *before + std::string(bytes));
  return written ? Result<Done>(Done{}) : written.error();
}

Result<Done> KeptDisk::remove(std::string_view path) {
  const std::lock_guard lock(mutex_);
  if (const auto note = notes_.find(path); note != notes_.end()) notes_.erase(note);
  const auto at = files_.find(path);
  if (at == files_.end()) return Done{};
  files_.erase(at);
  ++changes_;
  return Done{};
}

SiteFiles KeptDisk::files() const {
  const std::lock_guard lock(mutex_);
  return files_;
}

std::size_t KeptDisk::changes() const {
  const std::lock_guard lock(mutex_);
  return changes_;
}

}  // namespace minhbach::serve
