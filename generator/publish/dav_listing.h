// What a WebDAV server says is in a folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::publish {

/// One resource of a PROPFIND answer.
struct DavEntry {
  std::string path;  ///< Percent-decoded, from the server's root, without final '/'.
  std::uint64_t size = 0;
  bool is_folder = false;
  std::string
      modified;  ///< When it was changed last, as HTTP writes times; "" when it is not told.
};

/// The resources in a multistatus document, whatever prefixes its names have. What is none is
/// passed over: only hrefs, sizes and kinds are looked for, so no entity and no reference is
/// followed.
std::vector<DavEntry> read_dav_listing(std::string_view xml);

}  // namespace minhbach::publish
