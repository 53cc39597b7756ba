// Appends to the file from all threads, each at a place of its own.
#include "disk/overflow.h"

#include <cerrno>
#include <cstdlib>

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

Waiting Overflow::put(std::string bytes) {
  Waiting out;
  const std::size_t size = bytes.size();
  const bool has_room = used_.fetch_add(size) + size <= room_;
  const int descriptor = has_room || size == 0 ? impossible : file();
  if (descriptor >= 0) {
    const std::uint64_t from = end_.fetch_add(size);
    std::size_t done = 0;
    while (done < size) {
      const ssize_t put =
          ::pwrite(descriptor, bytes.data() + done, size - done, static_cast<off_t>(from + done));
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) break;
      done += static_cast<std::size_t>(put);
    }
    if (done == size) {
      out.offset = from;
      out.size = size;
      return out;
    }
  }
  bytes.shrink_to_fit();
  out.bytes = std::move(bytes);
  return out;
}

std::optional<std::string> Overflow::get(const Waiting& waiting) const {
  if (waiting.size == 0) return waiting.bytes;
  std::string out(waiting.size, '\0');
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = ::pread(file_, out.data() + done, out.size() - done,
                                static_cast<off_t>(waiting.offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    done += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace minhbach
