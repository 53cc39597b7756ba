// Block by block.
#include "publish/file_digest.h"

#include <unistd.h>

#include <algorithm>
#include <string>

#include "base/running_digest.h"

namespace minhbach::publish {

bool digest_of_file(int file, std::uint64_t size, Digest& out) {
  constexpr std::uint64_t most = 256 * 1024;
  std::string block(std::min(size, most), '\0');
  RunningDigest digest;
  for (std::uint64_t at = 0; at < size;) {
    const ssize_t got =
        pread(file, block.data(), std::min<std::uint64_t>(most, size - at), static_cast<off_t>(at));
    if (got <= 0) return false;
    digest.add({block.data(), static_cast<std::size_t>(got)});
    at += static_cast<std::uint64_t>(got);
  }
  out = digest.take();
  return true;
}

}  // namespace minhbach::publish
