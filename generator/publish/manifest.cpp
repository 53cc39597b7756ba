// The manifest as text, a fact a line, and back.
#include "publish/manifest.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "disk/disk.h"
#include "model/cache_rule.h"
#include "model/content_type.h"

namespace minhbach::publish {
namespace {

// docs/formats.md. A new layout takes a new number here.
constexpr std::string_view magic = "minhbach ke-khai 1\n";
constexpr std::string_view end_mark = "het\t";
constexpr std::size_t digest_digits = 64;
constexpr std::string_view locks = "co", locks_not = "khong";

/// One line, taken apart at its tabs. After the first thing that cannot be, `failed` says so.
class Line {
 public:
  explicit Line(std::string_view text) : rest_(text) {}

  bool failed() const { return failed_; }
  bool is_at_end() const { return at_end_; }

  std::string_view word() {
    if (at_end_) failed_ = true;
    const std::size_t tab = rest_.find('\t');
    const std::string_view out = rest_.substr(0, tab);
    at_end_ = tab == std::string_view::npos;
    rest_.remove_prefix(at_end_ ? rest_.size() : tab + 1);
    return out;
  }
  /// All that is left, tabs too.
  std::string_view rest() {
    if (at_end_) failed_ = true;
    at_end_ = true;
    return rest_;
  }
  template <typename Number>
  Number number() {
    const std::string_view text = word();
    Number out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) failed_ = true;
    return out;
  }
  Digest digest() {
    const std::optional<Digest> out = read_digest(word());
    if (!out) failed_ = true;
    return out.value_or(Digest{});
  }
  /// A path that leads nowhere else: the file may have been changed by others.
  std::string path() {
    const std::string_view out = rest();
    if (out.empty() || !is_disk_path(out)) failed_ = true;
    return std::string(out);
  }
  std::string folder() {
    const std::string_view out = word();
    if (!out.empty() && !is_disk_path(out)) failed_ = true;
    return std::string(out);
  }
  Entry entry() {
    Entry out;
    out.digest = digest();
    out.size = number<std::uint64_t>();
    return out;
  }

 private:
  std::string_view rest_;
  bool failed_ = false, at_end_ = false;
};

void add_earlier(std::string& out, const Earlier& earlier) {
  out += fmt::format("truoc\t{}\t{}\t{}\t{}\n", earlier.number, earlier.time, earlier.built,
                     earlier.folder);
  for (const Entry& entry : earlier.was)
    out += fmt::format("la\t{}\t{}\t{}\n", entry.digest.hex(), entry.size, entry.path);
  for (const std::string& path : earlier.absent) out += fmt::format("khong\t{}\n", path);
}

bool read_line(std::string_view text, Manifest& out) {
  Line line(text);
  const std::string_view kind = line.word();
  if (kind == "cong") {
    out.portal = line.rest();
  } else if (kind == "ban") {
    out.number = line.number<std::uint64_t>();
    out.time = line.number<std::int64_t>();
    out.built = line.number<std::int64_t>();
    out.folder = line.folder();
  } else if (kind == "khoa") {
    const std::string_view said = line.rest();
    if (said != locks && said != locks_not) return false;
    out.can_lock = said == locks;
  } else if (kind == "tep") {
    Entry entry = line.entry();
    line.word();  // Caching and type follow from the path.
    line.word();
    entry.path = line.path();
    out.files.push_back(std::move(entry));
  } else if (kind == "giu") {
    const auto since = line.number<std::int64_t>();
    Entry entry = line.entry();
    entry.path = line.path();
    out.retired.push_back({std::move(entry), since});
  } else if (kind == "ngo") {
    const auto since = line.number<std::int64_t>();
    out.unsure.push_back({line.path(), since});
  } else if (kind == "bo") {
    Entry entry = line.entry();
    entry.path = line.path();
    out.left_out.push_back(std::move(entry));
  } else if (kind == "truoc") {
    Earlier& earlier = out.earlier.emplace_back();
    earlier.number = line.number<std::uint64_t>();
    earlier.time = line.number<std::int64_t>();
    earlier.built = line.number<std::int64_t>();
    earlier.folder = line.folder();
  } else if (kind == "la" && !out.earlier.empty()) {
    Entry entry = line.entry();
    entry.path = line.path();
    out.earlier.back().was.push_back(std::move(entry));
  } else if (kind == "khong" && !out.earlier.empty()) {
    out.earlier.back().absent.push_back(line.path());
  } else {
    return false;
  }
  return !line.failed() && line.is_at_end();
}

template <typename Item, typename Path>
bool is_in_order(const std::vector<Item>& items, Path path) {
  return std::adjacent_find(items.begin(), items.end(), [&](const Item& a, const Item& b) {
           return !(path(a) < path(b));
         }) == items.end();
}

}  // namespace

std::optional<Digest> read_digest(std::string_view hex) {
  if (hex.size() != digest_digits) return std::nullopt;
  Digest out;
  for (std::size_t i = 0; i < out.bytes.size(); ++i) {
    const char* from = hex.data() + 2 * i;
    const auto [end, error] = std::from_chars(from, from + 2, out.bytes[i], 16);
    if (error != std::errc() || end != from + 2) return std::nullopt;
  }
  return out;
}

const Entry* find_entry(const std::vector<Entry>& entries, std::string_view path) {
  const auto at = std::lower_bound(entries.begin(), entries.end(), path,
                                   [](const Entry& e, std::string_view p) { return e.path < p; });
  return at != entries.end() && at->path == path ? &*at : nullptr;
}

const Entry* Manifest::find(std::string_view path) const { return find_entry(files, path); }

std::string to_bytes(const Manifest& manifest) {
  std::string out(magic);
  out += fmt::format("cong\t{}\nban\t{}\t{}\t{}\t{}\n", manifest.portal, manifest.number,
                     manifest.time, manifest.built, manifest.folder);
  if (manifest.can_lock) out += fmt::format("khoa\t{}\n", *manifest.can_lock ? locks : locks_not);
  for (const Entry& entry : manifest.files)
    out += fmt::format("tep\t{}\t{}\t{}\t{}\t{}\n", entry.digest.hex(), entry.size,
                       cache_control(entry.path), content_type(entry.path), entry.path);
  for (const Retired& one : manifest.retired)
    out += fmt::format("giu\t{}\t{}\t{}\t{}\n", one.since, one.entry.digest.hex(), one.entry.size,
                       one.entry.path);
  for (const Unsure& one : manifest.unsure)
    out += fmt::format("ngo\t{}\t{}\n", one.since, one.path);
  for (const Entry& entry : manifest.left_out)
    out += fmt::format("bo\t{}\t{}\t{}\n", entry.digest.hex(), entry.size, entry.path);
  for (const Earlier& earlier : manifest.earlier) add_earlier(out, earlier);
  const std::string digest = sha256(out).hex();
  return out + std::string(end_mark) + digest + "\n";
}

std::optional<Manifest> read_manifest(std::string_view bytes) {
  static_assert(manifest_end_size == end_mark.size() + digest_digits + 1);
  if (!bytes.starts_with(magic) || bytes.size() < magic.size() + manifest_end_size)
    return std::nullopt;
  const std::string_view body = bytes.substr(0, bytes.size() - manifest_end_size);
  const std::string end = std::string(end_mark) + sha256(body).hex() + "\n";
  if (bytes.substr(body.size()) != end) return std::nullopt;
  Manifest out;
  for (std::size_t from = magic.size(); from < body.size();) {
    const std::size_t line_end = std::min(body.find('\n', from), body.size());
    if (!read_line(body.substr(from, line_end - from), out)) return std::nullopt;
    from = line_end + 1;
  }
  const bool is_sound = is_in_order(out.files, [](const Entry& e) { return e.path; }) &&
                        is_in_order(out.retired, [](const Retired& r) { return r.entry.path; }) &&
                        is_in_order(out.unsure, [](const Unsure& u) { return u.path; });
  return is_sound && out.number > 0 ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace minhbach::publish
