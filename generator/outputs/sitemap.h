// sitemap.xml (sitemaps.org 0.9) and robots.txt (RFC 9309).
#pragma once

#include <string>
#include <vector>

#include "outputs/output_file.h"

namespace minhbach::outputs {

/// A page in one language.
struct Alternate {
  std::string language;  ///< BCP 47.
  std::string url;       ///< Absolute.
};

struct SitemapEntry {
  std::string url;                         ///< Absolute.
  std::string last_modified;               ///< W3C date, possibly partial ("2024-05"); "" unknown.
  std::vector<Alternate> alternates = {};  ///< In all languages, this one too; none of one alone.
};

/// One sitemap.xml, or, past the protocol's 50,000 addresses a file, an index and its parts.
/// `root_url`: the portal's absolute address with final '/'.
std::vector<OutputFile> sitemap(const std::vector<SitemapEntry>& entries,
                                const std::string& root_url);

/// Everything may be read; says where the sitemaps are.
OutputFile robots_txt(const std::vector<std::string>& sitemaps);

}  // namespace minhbach::outputs
