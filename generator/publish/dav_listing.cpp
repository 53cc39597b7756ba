// Walks over the tags, and keeps the text of four of them.
#include "publish/dav_listing.h"

#include <algorithm>
#include <charconv>

#include "model/url.h"

namespace minhbach::publish {
namespace {

/// "D:href attribute='x'" is "href".
std::string_view local_name(std::string_view tag) {
  tag = tag.substr(0, tag.find_first_of(" \t\r\n/", 1));
  const std::size_t colon = tag.find(':');
  return colon == std::string_view::npos ? tag : tag.substr(colon + 1);
}

/// The five entities that XML has by itself, and references by number below 128.
std::string decoded(std::string_view text) {
  struct Entity {
    std::string_view name;
    char letter;
  };
  constexpr Entity entities[] = {{"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
                                 {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}};
  std::string out;
  while (!text.empty()) {
    const auto entity = std::find_if(std::begin(entities), std::end(entities),
                                     [&](const Entity& one) { return text.starts_with(one.name); });
    const bool is_plain = entity == std::end(entities);
    out += is_plain ? text.front() : entity->letter;
    text.remove_prefix(is_plain ? 1 : entity->name.size());
  }
  return out;
}

/// "https://host/dav/a%20b/" is "/dav/a b".
std::string path_of(std::string_view href) {
  while (!href.empty() && (href.front() == ' ' || href.front() == '\n')) href.remove_prefix(1);
  while (!href.empty() && (href.back() == ' ' || href.back() == '\n')) href.remove_suffix(1);
  if (const std::size_t scheme = href.find("://"); scheme != std::string_view::npos) {
    const std::size_t slash = href.find('/', scheme + 3);
    href = slash == std::string_view::npos ? "/" : href.substr(slash);
  }
  std::string out = decode_path(decoded(href));
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

}  // namespace

std::vector<DavEntry> read_dav_listing(std::string_view xml) {
  std::vector<DavEntry> out;
  while (!xml.empty()) {
    const std::size_t open = xml.find('<');
    const std::size_t end = open == std::string_view::npos ? open : xml.find('>', open);
    if (end == std::string_view::npos) break;
    const std::string_view tag = xml.substr(open + 1, end - open - 1);
    xml.remove_prefix(end + 1);
    const std::string_view name = local_name(tag);
    const std::string_view text = xml.substr(0, xml.find('<'));
    if (tag.starts_with('/') || tag.starts_with('!') || tag.starts_with('?')) continue;
    if (name == "response") out.emplace_back();
    if (out.empty()) continue;
    if (name == "href" && out.back().path.empty()) out.back().path = path_of(text);
    if (name == "collection") out.back().is_folder = true;
    if (name == "getlastmodified") out.back().modified = text;
    if (name == "getcontentlength")
      std::from_chars(text.data(), text.data() + text.size(), out.back().size);
  }
  std::erase_if(out, [](const DavEntry& entry) { return entry.path.empty(); });
  return out;
}

}  // namespace minhbach::publish
