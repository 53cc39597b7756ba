// What all pages of a portal share, made once.
#include "pipeline/portal_view.h"

#include "outputs/xml_text.h"
#include "pipeline/links.h"
#include "pipeline/queries.h"

namespace minhbach::pipeline {
PortalView::PortalView(const Assembly& assembly, const Theme& theme, text::Date today)
    : assembly_(assembly), theme_(theme), undisclosed_(theme.string("chua_cong_bo")) {
  const Site& site = *assembly.site;
  for (std::uint32_t i = 0; i < site.records().size(); ++i) records_.emplace_back(*this, i);
  for (std::size_t i = 0; i < site.types.size(); ++i) types_.emplace_back(*this, static_cast<TypeId>(i));
  find_latest();
  find_neighbours();

  globals_.push_back({"cong", make_portal()});
  const std::span<Entry> strings = arena_.array<Entry>(theme.strings.size());
  for (std::size_t i = 0; i < strings.size(); ++i) {
    strings[i] = {theme.strings[i].first, Value::text(theme.strings[i].second)};
  }
  globals_.push_back({"chu", Value::map(strings)});
  globals_.push_back({"ngay_dung", Value::text(arena_.copy(text::to_iso(today)))});
  for (Query& query : make_queries(*this)) {
    globals_.push_back({query.name, Value::object(*query.function)});
    queries_.push_back(std::move(query.function));
  }
}

std::optional<std::uint32_t> PortalView::record_of(const Value& value) const {
  if (value.kind() != Value::Kind::object) return std::nullopt;
  const auto* record = dynamic_cast<const RecordView*>(&value.as_object());
  if (record == nullptr) return std::nullopt;
  return record->record();
}

Value PortalView::url(std::string_view url, Arena& arena) const {
  return url.empty() ? Value::none() : Value::text(arena.copy(page_link(*assembly_.portal, url)));
}

Value PortalView::list_url(TypeId type, Arena& arena) const {
  const std::string& address = assembly_.lists[static_cast<std::size_t>(type)].url;
  return assembly_.page_by_url.contains(address) ? url(address, arena) : Value::none();
}

Value PortalView::body(std::uint32_t record, const markdown::Document& document, Arena& arena) const {
  std::string html;
  html.reserve(document.html.size() + document.slots.size() * 48);
  markdown::append_filled(document, html, [&](const markdown::Slot& slot, std::string& out) {
    // What cannot be resolved has stopped the build in check_links.
    if (slot.image) {
      const Result<const Attachment*> image = resolve_image(assembly_, record, slot);
      if (!image) return;
      out += " src=\"" + outputs::xml_text(page_link(*assembly_.portal, (*image)->url)) + "\" width=\"" +
             std::to_string((*image)->image->width) + "\" height=\"" + std::to_string((*image)->image->height) + "\"";
    } else if (const Result<std::string> link = resolve_link(assembly_, record, slot)) {
      out += " href=\"" + outputs::xml_text(*link) + "\"";
    }
  });
  return Value::markup(arena.copy(html));
}

std::vector<std::uint32_t> PortalView::related(std::uint32_t record, std::size_t count) const {
  std::vector<std::uint32_t> out;
  const auto add = [&](std::uint32_t other) {
    const bool known = other == record || std::find(out.begin(), out.end(), other) != out.end();
    if (!known && out.size() < count && !assembly_.urls[other].empty()) out.push_back(other);
  };
  for (const std::uint32_t other : assembly_.outgoing[record]) add(other);
  for (const Incoming& incoming : assembly_.incoming[record]) add(incoming.from);
  if (const Neighbourhood& around = neighbours_[record]; around.value != nullptr) {
    const std::vector<std::uint32_t>& records = around.value->records;
    for (std::size_t step = 1; step < records.size() && step <= count && out.size() < count; ++step) {
      add(records[(around.position + step) % records.size()]);
    }
  }
  return out;
}

Value PortalView::make_portal() {
  const Site& site = *assembly_.site;
  const Portal& portal = *assembly_.portal;
  const auto by_role = [&](std::string_view role, const std::string& id) {
    for (std::size_t t = 0; t < site.types.size(); ++t) {
      if (site.types[t].role != role) continue;
      if (const auto found = assembly_.find(static_cast<TypeId>(t), id)) return record(*found);
    }
    return Value::none();
  };
  const std::span<Value> sections = arena_.array<Value>(portal.sections.size());
  for (std::size_t i = 0; i < sections.size(); ++i) sections[i] = make_section(portal.sections[i]);
  Value archive = Value::none();
  if (portal.archive) {
    const std::span<Entry> notice = arena_.array<Entry>(4);
    notice[0] = {"ten", Value::text(portal.archive->title)};
    notice[1] = {"noi_dung", Value::text(portal.archive->text)};
    notice[2] = {"nguon", Value::text(portal.archive->source)};
    notice[3] = {"tu_ngay", portal.archive->since.empty() ? Value::none() : Value::text(portal.archive->since)};
    archive = Value::map(notice);
  }
  const std::vector<Entry> out{
      {"id", Value::text(portal.id)},
      {"ten", Value::text(portal.title)},
      {"mo_ta", Value::text(portal.description)},
      {"dia_chi", Value::text(portal.address)},
      {"goc", Value::text(portal.base_path)},
      {"ngon_ngu", Value::text(portal.language)},
      {"co_quan", by_role("agency", portal.agency)},
      {"don_vi", by_role("unit", portal.unit)},
      {"luu_tru", archive},
      {"tiep_nhan", Value::boolean(portal.accepts_feedback)},
      {"muc", Value::list(sections)},
  };
  return Value::map(arena_.copy(out));
}

Value PortalView::make_section(const Section& section) {
  const TypeId id = *assembly_.site->find_type(section.type);  // assemble_portal has checked it.
  const schema::Type& type = assembly_.site->type(id);
  const TypeList& list = assembly_.lists[static_cast<std::size_t>(id)];
  const Site& site = *assembly_.site;
  // Only what is this body's own and real counts as published.
  std::string_view newest;
  std::int64_t own = 0, borrowed = 0, illustrative = 0;
  for (const std::uint32_t record : list.records) {
    if (site.flag(record, site.common_of(record).illustrative)) {
      ++illustrative;
    } else if (site.flag(record, site.common_of(record).borrowed)) {
      ++borrowed;
    } else {
      ++own;
      newest = std::max(newest, site.date(record));
    }
  }
  std::vector<std::uint32_t> asking;
  if (own == 0) asking = tasks_asking_for(type);
  const std::vector<Entry> out{
      {"loai", Value::text(type.id)},
      {"ten", Value::text(arena_.copy(section_title(*assembly_.portal, type)))},
      {"url", list_url(id, arena_)},
      {"mo_ta", Value::text(section.description)},
      {"so_luong", Value::integer(own)},
      {"so_tham_khao", Value::integer(borrowed)},
      {"so_minh_hoa", Value::integer(illustrative)},
      {"moi_nhat", newest.empty() ? Value::none() : Value::text(newest)},
      {"trong", Value::boolean(own == 0)},
      {"nhiem_vu", Value::object(*arena_.make<RecordsView>(*this, arena_.copy(asking)))},
  };
  return Value::map(arena_.copy(out));
}

std::vector<std::uint32_t> PortalView::tasks_asking_for(const schema::Type& type) const {
  const Site& site = *assembly_.site;
  std::vector<std::uint32_t> out;
  if (type.content_group.empty()) return out;
  for (const std::uint32_t indicator : assembly_.members) {
    if (site.type_of(indicator).role != "indicator" || site.records()[indicator].id != type.content_group) continue;
    for (const Incoming& incoming : assembly_.incoming[indicator]) {
      if (site.type_of(incoming.from).role == "task") out.push_back(incoming.from);
    }
  }
  return out;
}

void PortalView::find_latest() {
  const Site& site = *assembly_.site;
  for (const TypeList& list : assembly_.lists) {
    if (list.url.empty()) continue;
    for (const std::uint32_t record : list.records) {
      if (!assembly_.urls[record].empty() && !site.date(record).empty()) latest_.push_back(record);
    }
  }
  // Stable: of one day's records, those of one type stay in list order.
  std::stable_sort(latest_.begin(), latest_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return site.date(a) > site.date(b);
  });
}

void PortalView::find_neighbours() {
  neighbours_.resize(assembly_.site->records().size());
  for (const TypeList& list : assembly_.lists) {
    for (const Facet& facet : list.facets) {
      if (facet.field == "nam") continue;  // A year says little of what belongs together.
      for (const FacetValue& value : facet.values) {
        for (std::size_t i = 0; i < value.records.size(); ++i) {
          Neighbourhood& around = neighbours_[value.records[i]];
          if (around.value == nullptr) around = {&value, i};
        }
      }
    }
  }
}

}  // namespace minhbach::pipeline
