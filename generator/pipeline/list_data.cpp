// Gathers what a list shows of its records: the same texts as on its pages.
#include "pipeline/list_data.h"

#include <algorithm>
#include <unordered_map>

#include "outputs/list_data.h"
#include "pipeline/links.h"
#include "pipeline/page_reader.h"
#include "pipeline/words.h"

namespace minhbach::pipeline {
namespace {

std::vector<const schema::Field*> columns_of(const schema::Type& type) {
  std::vector<const schema::Field*> out;
  for (const schema::Field& field : type.fields) {
    if (field.column > 0) out.push_back(&field);
  }
  std::stable_sort(out.begin(), out.end(), [](const schema::Field* a, const schema::Field* b) {
    return a->column < b->column;
  });
  return out;
}

/// A field as readers see it, a list in one line, whose language is that of its first text.
outputs::ListText cell_text(const Value& shown, Arena& arena) {
  if (shown.is_text()) return {std::string(shown.as_text()), std::string(shown.language())};
  outputs::ListText out;
  if (shown.kind() != Value::Kind::list) return out;
  for (const Value& item : shown.as_list()) {
    outputs::ListText one = cell_text(item, arena);
    if (out.text.empty()) {
      out = std::move(one);
    } else {
      out.text += "; " + one.text;
    }
  }
  return out;
}

/// "/thu-tuc/linh-vuc/ho-tich/" under "/thu-tuc/" is "linh-vuc" and "ho-tich".
std::pair<std::string, std::string> address_parts(const std::string& list, const std::string& url) {
  const std::size_t slash = url.find('/', list.size());
  return {url.substr(list.size(), slash - list.size()),
          url.substr(slash + 1, url.size() - slash - 2)};
}

/// The facets of a list, and by record which of their values it has.
using Values = std::unordered_map<std::uint32_t, std::vector<std::vector<std::size_t>>>;

Values add_facets(const TypeList& list, outputs::ListData& data) {
  Values out;
  for (std::size_t f = 0; f < list.facets.size(); ++f) {
    outputs::ListFacet& facet = data.facets.emplace_back();
    for (const FacetValue& value : list.facets[f].values) {
      auto [name, part] = address_parts(list.url, value.url);
      facet.name = std::move(name);
      for (const std::uint32_t record : value.records) {
        auto& of_record = out[record];
        of_record.resize(list.facets.size());
        of_record[f].push_back(facet.values.size());
      }
      facet.values.push_back(std::move(part));
    }
  }
  return out;
}

outputs::ListEntry entry_of(const PageReader& reader, std::uint32_t record,
                            const std::vector<const schema::Field*>& columns) {
  const Assembly& assembly = reader.assembly();
  const Site& site = *assembly.site;
  Arena arena;
  outputs::ListEntry out;
  const Words title = title_words(assembly, record);
  const Value title_shown = words_value(*assembly.portal, title);
  out.title = {std::string(title.text), std::string(title_shown.language())};
  if (!assembly.urls[record].empty()) out.url = page_link(*assembly.portal, assembly.urls[record]);
  out.labels = (site.flag(record, site.common_of(record).illustrative) ? 1 : 0) +
               (assembly.is_borrowed(record) ? 2 : 0);
  const Value shown = reader.record(record, arena).as_object().member("_hien", arena);
  for (const schema::Field* column : columns) {
    outputs::ListText cell = cell_text(shown.as_object().member(column->name, arena), arena);
    out.cells.push_back(cell.text == out.title.text ? outputs::ListText() : std::move(cell));
  }
  return out;
}

/// Columns in which no record has anything beside its title are left out, as on the pages.
void drop_empty_columns(outputs::ListData& data) {
  for (std::size_t c = data.columns.size(); c-- > 0;) {
    const bool used =
        std::any_of(data.entries.begin(), data.entries.end(),
                    [&](const outputs::ListEntry& entry) { return !entry.cells[c].text.empty(); });
    if (used) continue;
    const auto at = static_cast<std::ptrdiff_t>(c);
    data.columns.erase(data.columns.begin() + at);
    for (outputs::ListEntry& entry : data.entries) entry.cells.erase(entry.cells.begin() + at);
  }
}

}  // namespace

void add_list_data(const PortalView& portal, std::vector<OutputFile>& out) {
  if (!portal.theme().has_list_data) return;
  const Assembly& assembly = portal.assembly();
  const PageReader reader(portal, nullptr, nullptr);
  for (std::size_t t = 0; t < assembly.lists.size(); ++t) {
    const TypeList& list = assembly.lists[t];
    if (list.records.size() < 2 || !assembly.page_at(list.url)) continue;
    const std::vector<const schema::Field*> columns = columns_of(assembly.site->types[t]);
    outputs::ListData data;
    for (const schema::Field* column : columns)
      data.columns.emplace_back(label_of(*assembly.portal, *column).text);
    Values values = add_facets(list, data);
    for (const std::uint32_t record : list.records) {
      data.entries.push_back(entry_of(reader, record, columns));
      data.entries.back().facets = std::move(values[record]);
      data.entries.back().facets.resize(data.facets.size());
    }
    drop_empty_columns(data);
    out.push_back({list.url.substr(1) + "danh-sach.json", outputs::list_data(data)});
  }
}

}  // namespace minhbach::pipeline
