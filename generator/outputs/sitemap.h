// sitemap.xml (sitemaps.org 0.9) and robots.txt (RFC 9309).
#pragma once

#include <string>
#include <vector>

#include "outputs/output_file.h"

namespace minhbach::outputs {

struct SitemapEntry {
  std::string url;            ///< Absolute.
  std::string last_modified;  ///< W3C date, possibly partial ("2024-05"); "" unknown.
};

/// One sitemap.xml, or, past the protocol's 50,000 addresses a file, an index and its parts.
/// `root_url`: the portal's absolute address with final '/'.
std::vector<OutputFile> sitemap(const std::vector<SitemapEntry>& entries,
                                const std::string& root_url);

/// Everything may be read; says where the sitemap is.
OutputFile robots_txt(const std::string& root_url);

}  // namespace minhbach::outputs
