// A list as its template reads it: its records, columns, facets, pages.
#include "pipeline/list_view.h"

#include "pipeline/links.h"
#include "pipeline/words.h"

namespace minhbach::pipeline {
namespace {

Value map_value(Arena& arena, const std::vector<Entry>& entries) {
  return Value::map(arena.copy(entries));
}

std::string_view list_first_page(const Assembly& assembly, const ListSlice& slice) {
  const TypeList& list = assembly.lists[static_cast<std::size_t>(slice.type)];
  return slice.facet == 0 ? list.url : list.facets[slice.facet - 1].values[slice.facet_value].url;
}

Value facet_label(const PortalView& portal, const Facet& facet) {
  if (facet.of == nullptr) return Value::text(portal.theme().string("nam"));
  const Portal& own = *portal.assembly().portal;
  return words_value(own, label_of(own, *facet.of));
}

Value facet_title(const PortalView& portal, const FacetValue& value) {
  return words_value(*portal.assembly().portal, {value.title, value.language});
}

}  // namespace

Value pagination_value(const PortalView& portal, const Page& page, Arena& arena) {
  const ListSlice& slice = page.list;
  const std::string_view first = list_first_page(portal.assembly(), slice);
  const auto url = [&](std::uint32_t number) {
    return portal.url(list_page_url(first, number), arena);
  };
  std::vector<Value> numbers;
  for (std::uint32_t number = 1; number <= slice.count; ++number) {
    // The ends and the surroundings: a phone has no room for more, and a long list has many pages.
    const bool near = number + 2 >= slice.number && number <= slice.number + 2;
    if (!near && number != 1 && number != slice.count) continue;
    numbers.push_back(map_value(arena, {{"so", Value::integer(number)},
                                        {"url", url(number)},
                                        {"hien_tai", Value::boolean(number == slice.number)}}));
  }
  return map_value(arena,
                   {{"so", Value::integer(slice.number)},
                    {"tong", Value::integer(slice.count)},
                    {"truoc", slice.number > 1 ? url(slice.number - 1) : Value::none()},
                    {"sau", slice.number < slice.count ? url(slice.number + 1) : Value::none()},
                    {"cac_trang", Value::list(arena.copy(numbers))}});
}

Value columns_value(const Portal& portal, const schema::Type& type, Arena& arena) {
  std::vector<const schema::Field*> columns;
  for (const schema::Field& field : type.fields) {
    if (field.column > 0) columns.push_back(&field);
  }
  std::stable_sort(
      columns.begin(), columns.end(),
      [](const schema::Field* a, const schema::Field* b) { return a->column < b->column; });
  std::vector<Value> out;
  for (const schema::Field* field : columns) {
    out.push_back(map_value(arena, {{"ten", Value::text(field->name)},
                                    {"nhan", words_value(portal, label_of(portal, *field))}}));
  }
  return Value::list(arena.copy(out));
}

Value facets_value(const PortalView& portal, const Page& page, Arena& arena) {
  const TypeList& list = portal.assembly().lists[static_cast<std::size_t>(page.list.type)];
  std::vector<Value> out;
  for (std::uint32_t f = 0; f < list.facets.size(); ++f) {
    const Facet& facet = list.facets[f];
    std::vector<Value> values;
    for (std::uint32_t v = 0; v < facet.values.size(); ++v) {
      const FacetValue& value = facet.values[v];
      const bool chosen = page.list.facet == f + 1 && page.list.facet_value == v;
      values.push_back(
          map_value(arena, {{"ten", facet_title(portal, value)},
                            {"url", portal.url(value.url, arena)},
                            {"so", Value::integer(static_cast<std::int64_t>(value.records.size()))},
                            {"dang_chon", Value::boolean(chosen)}}));
    }
    out.push_back(map_value(arena, {{"nhan", facet_label(portal, facet)},
                                    {"truong", Value::text(facet.field)},
                                    {"gia_tri", Value::list(arena.copy(values))}}));
  }
  return Value::list(arena.copy(out));
}

/// Of a list's title: that of the value which it is narrowed to, else of the section's name.
std::string_view list_language(const Assembly& assembly, const ListSlice& slice) {
  const auto type = static_cast<std::size_t>(slice.type);
  if (slice.facet > 0)
    return assembly.lists[type].facets[slice.facet - 1].values[slice.facet_value].language;
  return section_words(*assembly.portal, assembly.site->types[type]).language;
}

Value list_value(const PageReader& reader, const Page& page, Arena& arena) {
  const PortalView& portal = reader.portal();
  const Assembly& assembly = portal.assembly();
  const std::vector<std::uint32_t>& records = list_records(assembly, page.list);
  const TypeList& list = assembly.lists[static_cast<std::size_t>(page.list.type)];
  const std::span<const std::uint32_t> shown = shown_records(assembly, page.list);
  Value chosen = Value::none();
  if (page.list.facet > 0) {
    const Facet& facet = list.facets[page.list.facet - 1];
    const Portal& own = *assembly.portal;
    const Words section = section_words(own, assembly.site->type(page.list.type));
    chosen = map_value(arena, {{"muc", words_value(own, section)},
                               {"truong", Value::text(facet.field)},
                               {"nhan", facet_label(portal, facet)},
                               {"ten", facet_title(portal, facet.values[page.list.facet_value])},
                               {"url_bo", portal.url(list.url, arena)}});
  }
  return map_value(
      arena, {{"loai", reader.type(page.list.type, arena)},
              {"muc", Value::object(*arena.make<RecordsView>(reader, shown))},
              {"tong", Value::integer(static_cast<std::int64_t>(records.size()))},
              {"cot", columns_value(*assembly.portal, assembly.site->type(page.list.type), arena)},
              {"loc", facets_value(portal, page, arena)},
              {"dang_loc", chosen}});
}

const std::vector<std::uint32_t>& list_records(const Assembly& assembly, const ListSlice& slice) {
  const TypeList& list = assembly.lists[static_cast<std::size_t>(slice.type)];
  return slice.facet == 0 ? list.records
                          : list.facets[slice.facet - 1].values[slice.facet_value].records;
}

std::span<const std::uint32_t> shown_records(const Assembly& assembly, const ListSlice& slice) {
  const std::span<const std::uint32_t> records = list_records(assembly, slice);
  const std::size_t from = (slice.number - 1) * records_per_page;
  return records.subspan(from, std::min(records_per_page, records.size() - from));
}

}  // namespace minhbach::pipeline
