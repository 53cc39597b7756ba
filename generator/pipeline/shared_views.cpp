// The members of the portal, its sections and its strings.
#include "pipeline/shared_views.h"

#include <algorithm>

#include "pipeline/feedback_pages.h"
#include "pipeline/words.h"

namespace minhbach::pipeline {
namespace {

constexpr std::string_view portal_names[] = {
    "id",         "ten",      "mo_ta",     "dia_chi",    "goc",        "ngon_ngu",     "co_quan",
    "don_vi",     "luu_tru",  "tiep_nhan", "ngay_dung",  "muc",        "vi_tri",       "dau_trang",
    "chan_trang", "cong_cha", "vi_du",     "bieu_trung", "chinh_sach", "noi_tiep_nhan"};
constexpr std::string_view section_names[] = {"loai",     "ten",          "url",         "mo_ta",
                                              "so_luong", "so_tham_khao", "so_minh_hoa", "moi_nhat",
                                              "trong",    "nhiem_vu"};

Value text_or_none(std::string_view text) {
  return text.empty() ? Value::none() : Value::text(text);
}

Value record_or_none(const PageReader& page, std::optional<std::uint32_t> record, Arena& arena) {
  return record ? page.record(*record, arena) : Value::none();
}

/// The words under a key of portal.json.
Value own_words(const Portal& portal, std::string_view key, std::string_view text) {
  if (text.empty()) return Value::none();
  return words_value(portal, {text, portal.language_of(key)});
}

Value archive_value(const Portal& portal, Arena& arena) {
  if (!portal.archive) return Value::none();
  const std::span<Entry> notice = arena.array<Entry>(4);
  notice[0] = {"ten", own_words(portal, "luu_tru", portal.archive->title)};
  notice[1] = {"noi_dung", own_words(portal, "luu_tru", portal.archive->text)};
  notice[2] = {"nguon", own_words(portal, "luu_tru", portal.archive->source)};
  notice[3] = {"tu_ngay", text_or_none(portal.archive->since)};
  return Value::map(notice);
}

Value parent_value(const Portal& portal, Arena& arena) {
  if (!portal.parent) return Value::none();
  const std::span<Entry> parent = arena.array<Entry>(2);
  parent[0] = {"ten", own_words(portal, "cong_cha", portal.parent->title)};
  parent[1] = {"dia_chi", Value::text(portal.parent->address)};
  return Value::map(parent);
}

Value example_value(const Portal& portal, Arena& arena) {
  if (!portal.example) return Value::none();
  const std::span<Entry> notice = arena.array<Entry>(2);
  notice[0] = {"ten", own_words(portal, "vi_du", portal.example->title)};
  notice[1] = {"noi_dung", own_words(portal, "vi_du", portal.example->text)};
  return Value::map(notice);
}

Value sections_value(const PageReader& page, Arena& arena) {
  const std::span<Value> out = arena.array<Value>(page.portal().sections().size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = Value::object(*arena.make<SectionMembers>(page, static_cast<std::uint32_t>(i)));
  }
  return Value::list(out);
}

std::optional<std::size_t> index_of(std::span<const std::string_view> names,
                                    std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::size_t>(at - names.begin());
}

}  // namespace

std::span<const std::string_view> portal_members() { return portal_names; }
std::span<const std::string_view> section_members() { return section_names; }

Value portal_member(const PageReader& page, std::size_t index, Arena& arena) {
  const Portal& portal = *page.assembly().portal;
  const std::string_view name = portal_names[index];
  if (name == "id") return Value::text(portal.id);
  if (name == "ten") return own_words(portal, name, portal.title);
  if (name == "mo_ta") return own_words(portal, name, portal.description);
  if (name == "dia_chi") return Value::text(portal.address);
  if (name == "goc") return Value::text(portal.base_path);
  if (name == "ngon_ngu") return Value::text(portal.language);
  if (name == "co_quan") return record_or_none(page, page.portal().agency(), arena);
  if (name == "don_vi") return record_or_none(page, page.portal().unit(), arena);
  if (name == "luu_tru") return archive_value(portal, arena);
  if (name == "vi_du") return example_value(portal, arena);
  if (name == "vi_tri") return text_or_none(portal.placement);
  if (name == "dau_trang") return own_words(portal, name, portal.header);
  if (name == "chan_trang") return own_words(portal, name, portal.footer);
  if (name == "bieu_trung")
    return portal.emblem.empty() ? Value::none()
                                 : page.portal().file_url("/" + portal.emblem, arena);
  if (name == "cong_cha") return parent_value(portal, arena);
  if (name == "ngay_dung") return Value::text(page.portal().build_date());
  if (name == "chinh_sach") return Value::markup(page.portal().policy());
  if (name == "noi_tiep_nhan") return endpoint_value(portal, arena);
  if (name == "tiep_nhan") return Value::boolean(portal.accepts_feedback);
  return sections_value(page, arena);
}

Value section_member(const PageReader& page, std::uint32_t section, std::size_t index,
                     Arena& arena) {
  const Portal& portal = *page.assembly().portal;
  const SectionFacts& facts = page.portal().sections()[section];
  const schema::Type& type = page.assembly().site->type(facts.type);
  const std::string_view name = section_names[index];
  if (name == "loai") return Value::text(type.id);
  if (name == "ten") return words_value(portal, section_words(portal, type));
  if (name == "url") return page.portal().list_url(facts.type);
  if (name == "mo_ta") {
    const Section& own = portal.sections[section];
    return words_value(portal, {own.description, description_language(portal, own)});
  }
  if (name == "so_luong") return Value::integer(facts.own);
  if (name == "so_tham_khao") return Value::integer(facts.borrowed);
  if (name == "so_minh_hoa") return Value::integer(facts.illustrative);
  if (name == "moi_nhat") return text_or_none(facts.newest);
  if (name == "trong") return Value::boolean(facts.own == 0);
  return Value::object(*arena.make<RecordsView>(page, facts.asking));
}

Value PortalMembers::member(std::string_view name, Arena& arena) const {
  const std::optional<std::size_t> index = index_of(portal_names, name);
  if (!index) return {};
  page_.note(Read::Kind::portal, *index);
  return portal_member(page_, *index, arena);
}

std::vector<std::string_view> PortalMembers::names() const {
  return {std::begin(portal_names), std::end(portal_names)};
}

Value SectionMembers::member(std::string_view name, Arena& arena) const {
  const std::optional<std::size_t> index = index_of(section_names, name);
  if (!index) return {};
  page_.note(Read::Kind::section, section_, *index);
  return section_member(page_, section_, *index, arena);
}

std::vector<std::string_view> SectionMembers::names() const {
  return {std::begin(section_names), std::end(section_names)};
}

Value StringMembers::member(std::string_view name, Arena&) const {
  const auto& strings = page_.theme().strings;
  const auto at =
      std::lower_bound(strings.begin(), strings.end(), name,
                       [](const auto& entry, std::string_view key) { return entry.first < key; });
  if (at == strings.end() || at->first != name) {
    page_.note(Read::Kind::string, strings.size());  // One may come.
    return {};
  }
  page_.note(Read::Kind::string, static_cast<std::size_t>(at - strings.begin()));
  return Value::text(at->second);
}

std::vector<std::string_view> StringMembers::names() const {
  page_.note(Read::Kind::string, page_.theme().strings.size());
  std::vector<std::string_view> out;
  for (const auto& [key, text] : page_.theme().strings) out.push_back(key);
  return out;
}

}  // namespace minhbach::pipeline
