// Atom (RFC 4287) and JSON Feed 1.1 of a section or of the whole portal.
#pragma once

#include <string>
#include <vector>

namespace minhbach::outputs {

struct FeedEntry {
  std::string url;  ///< Absolute; also the entry's identity, so it must stay stable.
  std::string title;
  std::string summary;        ///< Plain text; may be empty.
  std::string published;      ///< RFC 3339.
  std::string updated;        ///< RFC 3339.
  std::string language = {};  ///< BCP 47; "" that of the feed.
};

struct Feed {
  std::string title;
  std::string description;
  std::string author;    ///< The body that publishes.
  std::string language;  ///< BCP 47.
  std::string page_url;  ///< Absolute address of the page the feed follows.
  std::string atom_url;  ///< Absolute addresses of the feeds themselves.
  std::string json_url;
  std::string updated;             ///< RFC 3339; the newest `updated` of the entries.
  std::vector<FeedEntry> entries;  ///< Newest first.
};

std::string atom_feed(const Feed& feed);
std::string json_feed(const Feed& feed);

}  // namespace minhbach::outputs
