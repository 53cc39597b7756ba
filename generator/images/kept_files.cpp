// One entry, one file: a mark, the digest of what follows, and the bytes themselves.
#include "images/kept_files.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include <fmt/format.h>

#include "base/packing.h"
#include "images/library_stamp.h"
#include "images/messages.h"

namespace minhbach::images {
namespace {

constexpr std::string_view mark = "minhbach-hinh 1\n";
constexpr std::size_t digest_size = sizeof(Digest::bytes);

std::string_view as_text(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest_size};
}

bool is_month(std::string_view name) {
  if (name.size() != 7 || name[4] != '-') return false;
  for (const char c : {name[0], name[1], name[2], name[3], name[5], name[6]})
    if (c < '0' || c > '9') return false;
  return true;
}

/// Best effort: what cannot be removed now is tried again by the next build.
void remove_month(Disk& disk, const std::string& month) {
  std::vector<Diagnostic> unreadable;
  for (const FileEntry& file : disk.list(month, unreadable)) {
    if (!disk.remove(file.path)) return;
  }
}

}  // namespace

Digest kept_key(std::string_view maker, std::initializer_list<std::string_view> parts) {
  std::string all;
  Packer packer(all);
  packer.text(maker);
  packer.text(library_stamp());
  for (const std::string_view part : parts) packer.text(part);
  return sha256(all);
}

std::string month_before(std::string_view month) {
  const int year = std::atoi(std::string(month.substr(0, 4)).c_str());
  const int number = std::atoi(std::string(month.substr(5)).c_str());
  return number > 1 ? fmt::format("{:04}-{:02}", year, number - 1)
                    : fmt::format("{:04}-12", year - 1);
}

KeptFiles::KeptFiles(Disk* disk, std::string_view month, std::string_view folder,
                     std::uint64_t limit)
    : disk_(disk),
      month_(month),
      month_before_(month_before(month)),
      folder_(folder),
      limit_(limit) {
  if (!disk_) return;
  for (const std::string& name : disk_->folders(""))
    if (is_month(name) && name < month_before_) remove_month(*disk_, name);
}

std::string KeptFiles::path(const std::string& month, const Digest& key) const {
  const std::string hex = key.hex();
  return fmt::format("{}/{}/{}", month, hex.substr(0, 2), hex.substr(2));
}

bool KeptFiles::take(const std::string& month, const Digest& key, std::string& bytes) const {
  const std::string at = path(month, key);
  if (!disk_->is_file(at)) return false;
  Result<std::string> entry = disk_->read(at);
  if (!entry || entry->size() < mark.size() + digest_size || !entry->starts_with(mark))
    return false;
  const std::string_view held = std::string_view(*entry).substr(mark.size() + digest_size);
  if (std::string_view(*entry).substr(mark.size(), digest_size) != as_text(sha256(held)))
    return false;
  bytes = held;
  return true;
}

Result<std::string> KeptFiles::get_or_make(const Digest& key,
                                           const std::function<Result<std::string>()>& make) {
  std::string bytes;
  if (disk_) note_use(key);
  if (disk_ && take(month_, key, bytes)) return bytes;
  const bool used_before = disk_ && take(month_before_, key, bytes);
  if (!used_before) {
    Result<std::string> made = make();
    if (!made) return made;
    bytes = std::move(*made);
  }
  if (disk_) keep(key, bytes, used_before);
  return bytes;
}

void KeptFiles::keep(const Digest& key, std::string_view bytes, bool used_before) {
  std::string entry(mark);
  entry.append(as_text(sha256(bytes))).append(bytes);
  const bool is_kept = disk_->write(path(month_, key), entry) &&
                       (!used_before || disk_->remove(path(month_before_, key)));
  if (!is_kept) has_failed_ = true;
  // Keys are as good as drawn by lot: a look for each 64th of the limit that is written, on
  // average, without counting over several runs and programs.
  const double lot = static_cast<double>(key.bytes[30] << 8 | key.bytes[31]) / 65536;
  if (lot * static_cast<double>(limit_) < 64.0 * static_cast<double>(entry.size()))
    is_look_due_ = true;
}

void KeptFiles::note_use(const Digest& key) {
  const std::lock_guard lock(used_mutex_);
  used_.insert(path(month_, key));
}

void KeptFiles::tidy() {
  if (!disk_ || !is_look_due_.exchange(false)) return;
  std::vector<Diagnostic> unreadable;
  std::vector<FileEntry> all;
  std::uint64_t size = 0;
  for (const std::string& month : {month_before_, month_}) {
    for (FileEntry& file : disk_->list(month, unreadable)) {
      size += file.size;
      all.push_back(std::move(file));
    }
  }
  if (size <= limit_) return;
  const std::lock_guard lock(used_mutex_);
  const auto rank = [&](const FileEntry& file) {
    return std::tuple(used_.contains(file.path), file.path.starts_with(month_),
                      file.stamp.modified);
  };
  std::ranges::sort(all, {}, rank);
  for (const FileEntry& file : all) {
    if (size <= limit_ || !disk_->remove(file.path)) return;
    size -= file.size;
  }
}

void KeptFiles::tell(Report& report) {
  if (!has_failed_.exchange(false)) return;
  Diagnostic warning;
  warning.message = &messages::not_kept;
  warning.arguments = {folder_};
  report.add(std::move(warning));
}

}  // namespace minhbach::images
