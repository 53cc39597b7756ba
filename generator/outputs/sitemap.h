// sitemap.xml (sitemaps.org 0.9) and robots.txt (RFC 9309).
#pragma once

#include <string>
#include <string_view>
#include <utility>
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
  std::string_view last_modified;          ///< W3C date, possibly partial ("2024-05"); "" unknown.
  std::vector<Alternate> alternates = {};  ///< In all languages, this one too; none of one alone.
};

/// Takes one entry after another: of a large site they are many.
class Sitemap {
 public:
  /// `root_url`: the portal's absolute address with final '/'.
  explicit Sitemap(std::string root_url) : root_url_(std::move(root_url)) {}

  /// Either all have alternates or none has.
  void add(const SitemapEntry& entry);
  /// One sitemap.xml, or, past the protocol's 50,000 addresses a file, an index and its parts.
  std::vector<OutputFile> finish();

 private:
  void end_part();

  std::string root_url_;
  std::string part_;  ///< The one that is being written …
  std::size_t in_part_ = 0;
  bool has_languages_ = false;
  std::vector<std::string> parts_;  ///< … and those before it.
};

/// Everything may be read; says where the sitemaps are.
OutputFile robots_txt(const std::vector<std::string>& sitemaps);

}  // namespace minhbach::outputs
