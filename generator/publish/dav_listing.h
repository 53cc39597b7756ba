// What a WebDAV server says is in a folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::publish {

/// One resource of a PROPFIND answer.
struct DavEntry {
  std::string path;  ///< Percent-decoded, from the server's root, without final '/'; "" the root.
  std::uint64_t size = 0;
  bool is_folder = false;
  std::string
      modified;  ///< When it was changed last, as HTTP writes times; "" when it is not told.
};

/// The resources in a multistatus document, whatever prefixes its names have; nothing when it is
/// not a whole one. Document types are refused, and with them all entities but XML's own.
std::optional<std::vector<DavEntry>> read_dav_listing(std::string_view xml);

/// What is in `folder` (as DavEntry::path), by the answer to a PROPFIND of depth 1; nothing when
/// the answer is about anything else: paths that a proxy has changed must not make a folder look
/// empty.
std::optional<std::vector<DavEntry>> read_dav_folder(std::string_view xml, std::string_view folder);

}  // namespace minhbach::publish
