// Appends to the file from all threads, each at a place of its own.
#include "disk/overflow.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace minhbach {
namespace {

/// A file that has no name, so that nothing is left of it; or -1.
int make_file() {
  const char* const wanted = std::getenv("TMPDIR");
  const char* const folder = wanted != nullptr && *wanted != '\0' ? wanted : "/var/tmp";
  const int made = ::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (made >= 0) return made;
  std::string name = std::string(folder) + "/minhbach-XXXXXX";  // File systems without O_TMPFILE.
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

// The room is asked for at once and not filled: what is never written to costs no memory.
Overflow::Overflow(std::size_t room)
    : room_(room), memory_(std::make_unique_for_overwrite<char[]>(room)) {}

Overflow::~Overflow() {
  if (file_ >= 0) ::close(file_);
}

int Overflow::file() {
  int known = file_;
  if (known != not_made) return known;
  const int made = make_file();
  if (file_.compare_exchange_strong(known, made >= 0 ? made : impossible))
    return made >= 0 ? made : impossible;
  if (made >= 0) ::close(made);  // Another thread was first.
  return known;
}

bool Overflow::write(int descriptor, std::string_view bytes, std::uint64_t at) const {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
    at += static_cast<std::uint64_t>(put);
  }
  return true;
}

Waiting Overflow::put(std::string_view bytes) {
  if (bytes.empty()) return {};
  const std::uint64_t at = end_.fetch_add(bytes.size());
  if (at + bytes.size() <= room_) {
    std::memcpy(memory_.get() + at, bytes.data(), bytes.size());
    return {at, bytes.size()};
  }
  const int descriptor = at >= room_ ? file() : impossible;
  if (descriptor >= 0 && write(descriptor, bytes, at - room_)) return {at, bytes.size()};
  const std::lock_guard lock(kept_mutex_);
  kept_.emplace_back(bytes);
  return {stays_at + kept_.size() - 1, bytes.size()};
}

std::optional<std::string> Overflow::get(Waiting waiting) const {
  if (waiting.size == 0) return std::string();
  if (waiting.at >= stays_at) {
    const std::lock_guard lock(kept_mutex_);
    return kept_[waiting.at - stays_at];
  }
  if (waiting.at < room_) return std::string(memory_.get() + waiting.at, waiting.size);
  std::string out(waiting.size, '\0');
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = ::pread(file_, out.data() + done, out.size() - done,
                                static_cast<off_t>(waiting.at - room_ + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    done += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace minhbach
