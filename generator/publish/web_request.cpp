// Files that go out, and statuses that pass.
#include "publish/web_request.h"

#include <fcntl.h>

#include <algorithm>
#include <iterator>

#include "disk/file_descriptor.h"

namespace minhbach::publish {

bool attach(const Upload& upload, net::HttpRequest& request) {
  FileDescriptor file(::open(upload.from.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file || !is_same_file(file.get(), upload.size, upload.stamp)) return false;
  request.file = file.release();
  request.size = upload.size;
  return true;
}

std::string range_of_end(std::size_t size) { return "Range: bytes=-" + std::to_string(size); }

bool is_busy(const net::HttpAnswer& answer) {
  static constexpr int busy[] = {0, 408, 423, 425, 429, 500, 502, 503, 504};
  return !answer.is_untrusted && !answer.is_source_lost && !answer.is_unreachable &&
         !answer.is_too_large &&
         std::find(std::begin(busy), std::end(busy), answer.status) != std::end(busy);
}

}  // namespace minhbach::publish
