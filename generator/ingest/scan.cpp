// Looking through the folders of content and data.
#include "ingest/scan.h"

#include <array>
#include <map>
#include <set>

#include "ingest/messages.h"
#include "text/find_last.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::ingest {
namespace {

using text::find_last;

constexpr std::string_view sidecar_suffix = ".nguon.json";

constexpr std::string_view asset_endings[] = {
    "pdf", "doc", "docx", "xls",     "xlsx", "ppt",  "pptx", "odt", "ods", "rtf", "txt",
    "csv", "png", "jpg",  "jpeg",    "webp", "gif",  "svg",  "mp3", "m4a", "mp4", "webm",
    "vtt", "srt", "zip",  "geojson", "dwg",  "heic", "heif", "mov", "rar", "7z"};

void split_path(std::string_view path, std::vector<std::string_view>& out) {
  out.clear();
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t slash = std::min(path.find('/', from), path.size());
    out.push_back(path.substr(from, slash - from));
    from = slash + 1;
  }
}

struct FileName {
  std::string_view stem;
  std::string ending;
};
FileName split_name(std::string_view name) {
  return {name.substr(0, find_last(name, '.')), ending_of(name)};
}

/// What office programs and Windows leave beside files: locks with a user's name in them, caches.
bool is_litter(std::string_view name) {
  return name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini";
}

constexpr unsigned control = 1, beyond_ascii = 2;
constexpr std::array<std::uint8_t, 256> kind_of_byte = [] {
  std::array<std::uint8_t, 256> out{};
  for (unsigned byte = 0; byte < out.size(); ++byte)
    out[byte] = byte < 0x20 || byte == 0x7F || byte == '\\' ? control
                : byte >= 0x80                              ? beyond_ascii
                                                            : 0;
  return out;
}();

/// A name that can stand in an address and that a link can spell: text in NFC without controls.
bool is_good_path(std::string_view path) {
  unsigned kinds = 0;
  for (const char c : path) kinds |= kind_of_byte[static_cast<unsigned char>(c)];
  if ((kinds & control) != 0) return false;
  return (kinds & beyond_ascii) == 0 || (text::is_utf8(path) && text::is_nfc(path));
}

/// `path` as it can be printed.
std::string printable(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size();) {
    const char32_t c = text::next_code_point(path, i);
    text::append_code_point(out, c < 0x20 || c == 0x7F ? U'\uFFFD' : c);
  }
  return out;
}

/// What stands behind the id in a file's stem: "1.004222.ghi-de", "gioi-thieu.en".
struct Suffix {
  Layer layer = Layer::whole;
  LanguageCode language;
  std::string_view id;  ///< The stem without it.
};
Suffix split_stem(std::string_view stem) {
  constexpr std::string_view local = "ghi-de";
  const std::size_t dot = find_last(stem, '.');
  const std::string_view last = stem.substr(dot + 1);
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (dot == std::string_view::npos || dot == 0) return {Layer::whole, {}, stem};
  if (last == local) return {Layer::local, {}, stem.substr(0, dot)};
  if (last.size() == 2 && is_letter(last[0]) && is_letter(last[1]))
    return {Layer::translation, {{last[0], last[1]}}, stem.substr(0, dot)};
  return {Layer::whole, {}, stem};
}

bool is_record_ending(std::string_view ending, bool in_data) {
  if (ending == "md" || ending == "json" || ending == "yaml" || ending == "yml") return true;
  return ending == "csv" && in_data;  // beside content a table is an attachment
}

class Scanner {
 public:
  Scanner(const Disk& disk, const std::vector<schema::Type>& types, Report& report,
          std::span<const std::string> other_folders)
      : disk_(disk), types_(types), report_(report), other_folders_(other_folders) {
    for (std::size_t i = 0; i < types.size(); ++i) by_folder_.emplace(types[i].folder, i);
  }

  void scan(std::string_view tree, const std::string& portal) {
    std::vector<Diagnostic> problems;
    const std::vector<FileEntry> entries = disk_.list(fmt::format("{}/{}", tree, portal), problems);
    report_.add(std::move(problems));
    std::set<std::string, std::less<>> sidecars;
    for (const FileEntry& entry : entries) {
      if (entry.path.ends_with(sidecar_suffix)) sidecars.insert(entry.path);
    }
    std::set<std::string, std::less<>> used;
    for (const FileEntry& entry : entries) {
      if (!sidecars.contains(entry.path)) take(entry, portal, tree == "data", sidecars, used);
    }
    for (const std::string& path : sidecars) {
      if (used.contains(path)) continue;
      const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
      report(messages::sidecar_alone, path,
             {std::string(name.substr(0, name.size() - sidecar_suffix.size()))});
    }
  }

  Sources finish() {
    const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
    // They come sorted from each folder; portals' folders may not follow one another so.
    if (!std::is_sorted(sources_.files.begin(), sources_.files.end(), by_path))
      std::sort(sources_.files.begin(), sources_.files.end(), by_path);
    std::sort(sources_.assets.begin(), sources_.assets.end(), by_path);
    return std::move(sources_);
  }

 private:
  void report(const Message& message, const std::string& path, std::vector<std::string> arguments,
              std::string nearest = {}) {
    Diagnostic out;
    out.message = &message;
    out.place.file = path;
    out.arguments = std::move(arguments);
    out.nearest = std::move(nearest);
    report_.add(std::move(out));
  }

  /// What is true of all files of one folder, which come one after the other.
  struct Folder {
    std::string path;  ///< "content/luc-nam/van-ban/2024"
    bool is_good = true, is_for_other_reader = false;
    std::optional<TypeId> type;
    std::string_view of_type;  ///< The folder that says the type; into `path`, as the next.
    std::string_view portal, last;
  };

  void enter(std::string_view path, bool in_data) {
    if (folder_ && folder_->path == path) return;
    Folder& folder = folder_.emplace();
    folder.path = path;
    folder.is_good = is_good_path(path);
    split_path(folder.path, parts_);
    folder.portal = parts_[1];
    if (parts_.size() < 3) return;
    folder.last = parts_.back();
    folder.is_for_other_reader = in_data && std::find(other_folders_.begin(), other_folders_.end(),
                                                      parts_[2]) != other_folders_.end();
    for (std::size_t i = parts_.size(); i-- > 2 && !folder.type;) {
      const auto found = by_folder_.find(parts_[i]);
      if (found == by_folder_.end()) continue;
      folder.type = static_cast<TypeId>(found->second);
      folder.of_type = parts_[i];
    }
  }

  void take(const FileEntry& entry, const std::string& portal, bool in_data,
            const std::set<std::string, std::less<>>& sidecars,
            std::set<std::string, std::less<>>& used) {
    const std::size_t slash = find_last(entry.path, '/');
    const std::string_view last = std::string_view(entry.path).substr(slash + 1);
    enter(std::string_view(entry.path).substr(0, slash), in_data);
    const Folder& folder = *folder_;
    if (folder.is_for_other_reader || last == "README.md" || is_litter(last)) return;
    if (!folder.is_good || !is_good_path(last)) {
      report(messages::file_name_odd, printable(entry.path), {});
      return;
    }
    const FileName name = split_name(last);
    if (!is_record_ending(name.ending, in_data)) {
      take_asset(entry, portal, name);
      return;
    }
    if (!folder.type) {
      refuse(entry.path, folder.last.empty() ? name.stem : folder.last);
      return;
    }
    SourceFile& file = sources_.files.emplace_back();
    file.path = sources_.texts->copy(entry.path);
    file.size = entry.size;
    file.stamp = entry.stamp;
    file.type = *folder.type;
    // "content/luc-nam/…", and below, a part of it again.
    const auto part = [&](std::string_view text, const char* whole) {
      return file.path.substr(static_cast<std::size_t>(text.data() - whole), text.size());
    };
    file.portal = part(folder.portal, folder.path.data());
    const Suffix suffix = split_stem(name.stem);
    file.layer = suffix.layer;
    file.language = suffix.language;
    // ke-hoach/<plan>/ke-hoach.json is the plan <plan>, with its tasks in folders beside it.
    const bool is_named_by_folder =
        suffix.id == folder.of_type && folder.of_type.data() != folder.last.data();
    file.default_id = is_named_by_folder ? part(folder.last, folder.path.data())
                                         : part(suffix.id, entry.path.data());
    if (sidecars.empty()) return;
    const std::string sidecar = fmt::format("{}/{}{}", folder.path, name.stem, sidecar_suffix);
    if (sidecars.contains(sidecar)) {
      used.insert(sidecar);
      file.sidecar = sources_.texts->copy(sidecar);
      file.stamp = {};
    }
  }

  void take_asset(const FileEntry& entry, const std::string& portal, const FileName& name) {
    const auto end = std::end(asset_endings);
    if (std::find(std::begin(asset_endings), end, name.ending) == end) {
      report(messages::file_odd, entry.path, {quote("." + name.ending)});
    } else {
      sources_.assets.push_back({entry.path, entry.size, portal, entry.stamp});
    }
  }

  void refuse(const std::string& path, std::string_view folder) {
    std::vector<std::string_view> names;
    std::string list;
    for (const auto& [name, index] : by_folder_) {
      names.push_back(name);
      if (!list.empty()) list += ", ";
      list += name;
    }
    report(messages::folder_unknown, path, {list}, nearest_name(folder, names));
  }

  const Disk& disk_;
  const std::vector<schema::Type>& types_;
  Report& report_;
  std::span<const std::string> other_folders_;
  std::map<std::string, std::size_t, std::less<>> by_folder_;
  Sources sources_;
  std::optional<Folder> folder_;         ///< Of the last file.
  std::vector<std::string_view> parts_;  ///< Of its path; kept for its room.
};

}  // namespace

std::string ending_of(std::string_view path) {
  const std::string_view name = path.substr(find_last(path, '/') + 1);
  const std::size_t dot = find_last(name, '.');
  std::string out(dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

Sources scan_sources(const Disk& disk, std::span<const std::string> portals,
                     const std::vector<schema::Type>& types, Report& report,
                     std::span<const std::string> other_folders) {
  std::set<std::string> all(portals.begin(), portals.end());
  all.emplace(shared_portal);
  Scanner scanner(disk, types, report, other_folders);
  for (const std::string_view tree : {"content", "data"}) {
    for (const std::string& portal : all) scanner.scan(tree, portal);
  }
  return scanner.finish();
}

}  // namespace minhbach::ingest
