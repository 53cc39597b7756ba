// Keeps the text of four elements.
#include "publish/dav_listing.h"

#include <algorithm>
#include <charconv>

#include "disk/disk.h"
#include "model/url.h"
#include "table/xml_events.h"

namespace minhbach::publish {
namespace {

constexpr std::string_view white = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
  return text.substr(0, text.find_last_not_of(white) + 1);
}

/// "https://host/dav/a%20b/" is "/dav/a b".
std::string path_of(std::string_view href) {
  href = trimmed(href);
  if (const std::size_t scheme = href.find("://"); scheme != std::string_view::npos) {
    const std::size_t slash = href.find('/', scheme + 3);
    href = slash == std::string_view::npos ? "/" : href.substr(slash);
  }
  std::string out = decode_path(href);
  while (out.ends_with('/')) out.pop_back();
  return out;
}

class Listing : public table::XmlEvents {
 public:
  std::vector<DavEntry> entries;
  bool is_multistatus = false;
  bool is_whole = true;  ///< Each has its path.

 private:
  void on_start(std::string_view name, const table::XmlAttributes&) override {
    if (name == "multistatus") is_multistatus = true;
    if (name == "response") {
      entries.emplace_back();
      has_path_ = false;
    }
    if (name == "collection" && !entries.empty()) entries.back().is_folder = true;
    text_.clear();
  }

  void on_text(std::string_view text) override { text_ += text; }

  void on_end(std::string_view name) override {
    if (entries.empty()) return;
    DavEntry& entry = entries.back();
    if (name == "href" && !has_path_) {
      entry.path = path_of(text_);
      has_path_ = true;
    }
    if (name == "getlastmodified") entry.modified = trimmed(text_);
    if (name == "getcontentlength") {
      const std::string_view number = trimmed(text_);
      std::from_chars(number.data(), number.data() + number.size(), entry.size);
    }
    if (name == "response" && !has_path_) is_whole = false;
    text_.clear();
  }

  std::string text_;
  bool has_path_ = false;
};

}  // namespace

std::optional<std::vector<DavEntry>> read_dav_listing(std::string_view xml) {
  Listing out;
  if (!out.feed(xml) || !out.finish() || !out.is_multistatus || !out.is_whole) return std::nullopt;
  return std::move(out.entries);
}

std::optional<std::vector<DavEntry>> read_dav_folder(std::string_view xml,
                                                     std::string_view folder) {
  auto out = read_dav_listing(xml);
  if (!out) return std::nullopt;
  const auto is_self = [&](const DavEntry& one) { return one.path == folder; };
  const auto is_in_it = [&](const DavEntry& one) {
    if (!one.path.starts_with(folder) || one.path.size() < folder.size() + 2) return false;
    const std::string_view name = std::string_view(one.path).substr(folder.size() + 1);
    return one.path[folder.size()] == '/' && name.find('/') == std::string_view::npos &&
           is_disk_path(name);
  };
  const std::size_t selves = std::erase_if(*out, is_self);
  if (selves != 1 || !std::all_of(out->begin(), out->end(), is_in_it)) return std::nullopt;
  return out;
}

}  // namespace minhbach::publish
