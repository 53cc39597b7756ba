// Fields of the type that is a VideoObject, in schema.org's words.
#include "pipeline/video_facts.h"

#include <charconv>

#include "model/url.h"
#include "pipeline/links.h"
#include "pipeline/pictures.h"

namespace minhbach::pipeline {
namespace {

constexpr std::string_view video_type = "VideoObject";

const FieldValue* value_of(const Site& site, std::uint32_t record, std::string_view name) {
  const std::optional<std::size_t> field = site.type_of(record).field(name);
  return field ? &site.records()[record].fields[*field] : nullptr;
}

std::string_view text_of(const Site& site, std::uint32_t record, std::string_view name) {
  const FieldValue* value = value_of(site, record, name);
  return value != nullptr ? value->text() : std::string_view();
}

/// "04:20" is PT4M20S; "" for what is no such length.
std::string iso_length(std::string_view length) {
  const std::size_t colon = length.find(':');
  if (colon == std::string_view::npos) return {};
  int minutes = 0, seconds = 0;
  std::from_chars(length.data(), length.data() + colon, minutes);
  std::from_chars(length.data() + colon + 1, length.data() + length.size(), seconds);
  return minutes < 60 ? fmt::format("PT{}M{}S", minutes, seconds)
                      : fmt::format("PT{}H{}M{}S", minutes / 60, minutes % 60, seconds);
}

/// The file that a field names; null when there is none.
const Attachment* file_of(const Assembly& assembly, std::uint32_t record, std::string_view name) {
  const std::string_view path = text_of(*assembly.site, record, name);
  return path.empty() ? nullptr : find_attachment(assembly, record, path);
}

/// All languages have files in common, under the first one's address.
std::string full_address(const Assembly& assembly, std::string_view url) {
  return language_address(*assembly.portal, assembly.portal->languages.front()) + encode_path(url);
}

/// Of the picture that every program can open; "" when there is none.
std::string still_address(const Assembly& assembly, std::uint32_t record) {
  const Attachment* still = file_of(assembly, record, "anh_dai_dien");
  if (still == nullptr) return {};
  const std::vector<PictureFile> pictures = pictures_of(*still);
  return full_address(assembly, pictures.empty() ? still->url : pictures.back().url);
}

std::string film_address(const Assembly& assembly, std::uint32_t record) {
  const Attachment* film = file_of(assembly, record, "tep_video");
  return film != nullptr ? full_address(assembly, film->url) : std::string();
}

/// When and on which channels it was broadcast; none when that is not said.
Value broadcast(const Site& site, std::uint32_t record, Arena& arena) {
  const std::string_view day = text_of(site, record, "ngay_phat_song");
  if (day.empty()) return Value::none();
  std::vector<Value> channels;
  if (const FieldValue* names = value_of(site, record, "kenh_phat")) {
    for (const FieldValue& name : names->children()) {
      const std::span<Entry> channel = arena.array<Entry>(2);
      channel[0] = {"@type", Value::text("BroadcastService")};
      channel[1] = {"name", Value::text(name.text())};
      channels.push_back(Value::map(channel));
    }
  }
  const std::span<Entry> out = arena.array<Entry>(3);
  out[0] = {"@type", Value::text("BroadcastEvent")};
  out[1] = {"startDate", Value::text(day)};
  out[2] = {"publishedOn", Value::list(arena.copy(channels))};
  return Value::map(out);
}

}  // namespace

void add_video_facts(const Assembly& assembly, std::uint32_t record, Arena& arena,
                     std::vector<Entry>& self) {
  const Site& site = *assembly.site;
  if (site.type_of(record).json_ld != video_type) return;
  const auto add = [&](const char* name, std::string_view text) {
    if (!text.empty()) self.push_back({name, Value::text(arena.copy(text))});
  };
  add("uploadDate", site.date(record));
  add("duration", iso_length(text_of(site, record, "thoi_luong")));
  add("thumbnailUrl", still_address(assembly, record));
  add("contentUrl", film_address(assembly, record));
  add("sameAs", text_of(site, record, "lien_ket"));
  add("transcript", text_of(site, record, "ban_chep_loi"));
  if (const Value event = broadcast(site, record, arena); !event.is_none())
    self.push_back({"publication", event});
}

std::vector<std::string> video_addresses(const Assembly& assembly, std::uint32_t record) {
  if (assembly.site->type_of(record).json_ld != video_type) return {};
  return {still_address(assembly, record), film_address(assembly, record)};
}

}  // namespace minhbach::pipeline
