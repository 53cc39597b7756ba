// One line a file, added as it is done.
#include "publish/sent_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "publish/manifest.h"

namespace minhbach::publish {
namespace {

constexpr std::string_view magic = "minhbach da-gui 2 ";
constexpr std::size_t digits = 64;

}  // namespace

SentFiles::SentFiles(const std::string& site_folder, const std::string& place)
    : file_(site_folder + "/.minhbach/da-gui-" + place) {
  std::ifstream in(file_, std::ios::binary);
  std::string line;
  if (!std::getline(in, line) || !line.starts_with(magic)) return;
  lock_id_ = line.substr(magic.size());
  while (std::getline(in, line)) {
    if (in.eof()) break;  // Cut off in the middle.
    if (line.size() < digits + 2) continue;
    if (const auto digest = read_digest(std::string_view(line).substr(0, digits)))
      sent_.insert_or_assign(line.substr(digits + 1), *digest);
  }
}

bool SentFiles::has(std::string_view path, const Digest& digest) const {
  const auto at = sent_.find(std::string(path));
  return at != sent_.end() && at->second == digest;
}

void SentFiles::begin(const std::string& lock_id, std::unordered_map<std::string, Digest> holds) {
  sent_ = std::move(holds);
  lock_id_ = lock_id;
  std::string bytes = fmt::format("{}{}\n", magic, lock_id);
  for (const auto& [path, digest] : sent_) bytes += fmt::format("{} {}\n", digest.hex(), path);
  const std::string fresh = file_ + ".moi";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << bytes;
  }
  // Without it, what a run that is cut off has sent is sent again: no more than that.
  if (rename(fresh.c_str(), file_.c_str()) != 0) return;
  descriptor_.emplace(open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
}

void SentFiles::add(std::string_view path, const Digest& digest) {
  if (!descriptor_ || !*descriptor_) return;
  append(fmt::format("{} {}\n", digest.hex(), path));
}

void SentFiles::append(std::string_view bytes) {
  const ssize_t written = write(descriptor_->get(), bytes.data(), bytes.size());
  if (written != static_cast<ssize_t>(bytes.size()))
    descriptor_.reset();  // A full disk: what stands there holds.
}

void SentFiles::forget() {
  sent_.clear();
  lock_id_.clear();
  unlink(file_.c_str());
}

}  // namespace minhbach::publish
