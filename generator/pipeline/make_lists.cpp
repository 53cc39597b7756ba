// Orders records, and divides each list by the values of its facets.
#include "pipeline/make_lists.h"

#include <algorithm>
#include <deque>
#include <map>

#include "base/parallel.h"
#include "model/url.h"
#include "pipeline/byte_order.h"
#include "pipeline/words.h"
#include "text/collation.h"
#include "text/date.h"

namespace minhbach::pipeline {
namespace {

/// "/thu-tuc/{ma}/" has its list at "/thu-tuc/".
std::string list_address(const schema::Type& type) {
  if (type.list_template.empty()) return {};
  std::string url = type.url.substr(0, type.url.find('{'));
  if (!url.ends_with('/')) url = url.substr(0, url.rfind('/') + 1);
  return url == "/" || url.empty() ? "/" + type.folder + "/" : url;
}

/// The record that a reference of `record` names.
std::optional<std::uint32_t> named_record(const Assembly& assembly, std::uint32_t record,
                                          const schema::Field& field, std::string_view id) {
  const std::optional<TypeId> type = assembly.site->find_type(field.reference_type);
  return type ? assembly.resolve(record, *type, id) : std::nullopt;
}

/// What the part of an address is made of that tells a facet's value from others: the value, and of
/// another body's record whose id is also one of ours, the folder it lies in. `made` keeps that.
std::string_view facet_key(const Assembly& assembly, std::uint32_t record,
                           const schema::Field& field, std::string_view text,
                           std::deque<std::string>& made) {
  if (field.kind != schema::FieldKind::reference || assembly.mount_of(record) == nullptr)
    return text;
  const std::optional<std::uint32_t> named = named_record(assembly, record, field, text);
  if (!named) return text;
  const Record& other = assembly.site->records()[*named];
  if (assembly.find(other.type, text) == named) return text;
  return made.emplace_back(fmt::format("{}-{}", text, other.portal));
}

/// What a facet shows and sorts by for one value: a choice's label, a reference's title, the text.
Words facet_title(const Assembly& assembly, std::uint32_t record, std::size_t field_index,
                  const schema::Field& field, std::string_view text) {
  if (field.kind == schema::FieldKind::reference) {
    if (const auto named = named_record(assembly, record, field, text))
      return title_words(assembly, *named);
  }
  if (!field.constraints.choices.empty()) return choice_label(*assembly.portal, field, text);
  return {text, field_language(assembly, record, field_index)};
}

std::span<const FieldValue> items_of(const FieldValue& value) {
  return value.kind == FieldValue::Kind::list ? value.children() : std::span(&value, 1);
}

/// Which values of a field each record of a type has, as numbers: equal texts have one number.
struct FieldKeys {
  std::vector<std::uint32_t> numbers;
  std::uint32_t first_record = 0;
  /// By record, from the first on: from where, how many.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> of;
  std::uint32_t count = 0;  ///< Of different ones.
};

/// Of a type's `members`, of which there are some, in the order in which they lie in memory: lists
/// go to and fro.
FieldKeys number_values(const Assembly& assembly, std::span<const std::uint32_t> members,
                        std::size_t field_index, const schema::Field& single,
                        std::deque<std::string>& made) {
  FieldKeys out;
  const auto [first_one, last_one] = std::minmax_element(members.begin(), members.end());
  out.first_record = *first_one;
  out.of.resize(*last_one - *first_one + 1);
  std::unordered_map<std::string_view, std::uint32_t> known;
  for (const std::uint32_t record : members) {
    // A value that is translated has the address, and the company, that it has untranslated.
    const std::uint32_t first = assembly.in_first_language(record);
    auto& [from, count] = out.of[record - out.first_record];
    from = static_cast<std::uint32_t>(out.numbers.size());
    for (const FieldValue& item : items_of(assembly.site->records()[first].fields[field_index])) {
      const std::string_view key = facet_key(assembly, record, single, item.text(), made);
      out.numbers.push_back(known.try_emplace(key, out.count).first->second);
      out.count = std::max(out.count, out.numbers.back() + 1);
      ++count;
    }
  }
  return out;
}

Facet make_facet(const Assembly& assembly, const TypeList& list,
                 std::span<const std::uint32_t> members, std::size_t field_index,
                 const schema::Type& type, const text::Collator& collator) {
  const schema::Field& field = type.fields[field_index];
  const schema::Field& single = field.kind == schema::FieldKind::list ? field.children[0] : field;
  std::string folder = field.name;
  std::replace(folder.begin(), folder.end(), '_', '-');
  // By address part: values that differ only in marks or case share one list.
  std::map<std::string, FacetValue> values;
  std::deque<std::string> made;
  const FieldKeys keys = number_values(assembly, members, field_index, single, made);
  // Of the first record in the list that has it.
  const auto make_value = [&](std::uint32_t record, std::size_t i) -> FacetValue* {
    const std::uint32_t first = assembly.in_first_language(record);
    const auto items = items_of(assembly.site->records()[first].fields[field_index]);
    const auto shown = items_of(assembly.site->records()[record].fields[field_index]);
    const std::string part =
        address_part(facet_key(assembly, record, single, items[i].text(), made));
    if (part.empty()) return nullptr;
    FacetValue& entry = values[part];
    if (entry.title.empty()) {
      const Words title = facet_title(assembly, record, field_index, single,
                                      (i < shown.size() ? shown : items)[i].text());
      entry.title = title.text;
      entry.language = title.language;
    }
    entry.url = list.url + folder + "/" + part + "/";
    return &entry;
  };
  std::vector<std::optional<FacetValue*>> by_number(keys.count);
  for (const std::uint32_t record : list.records) {
    const auto [from, count] = keys.of[record - keys.first_record];
    for (std::size_t i = 0; i < count; ++i) {
      std::optional<FacetValue*>& value = by_number[keys.numbers[from + i]];
      if (!value) value = make_value(record, i);
      if (*value == nullptr) continue;
      std::vector<std::uint32_t>& records = (*value)->records;
      if (records.empty() || records.back() != record) records.push_back(record);
    }
  }
  Facet facet{field.name, &field, {}};
  for (auto& [part, value] : values) facet.values.push_back(std::move(value));
  std::stable_sort(
      facet.values.begin(), facet.values.end(),
      [&](const FacetValue& a, const FacetValue& b) { return collator.before(a.title, b.title); });
  return facet;
}

/// What happened in which month, newest first: a date that is known to the year alone is in none.
Facet make_month_facet(const Assembly& assembly, const TypeList& list, std::size_t field_index,
                       const schema::Field& field) {
  const auto date_of = [&](std::uint32_t record) {
    return assembly.site->records()[assembly.in_first_language(record)].fields[field_index].text();
  };
  std::string folder = field.name;
  std::replace(folder.begin(), folder.end(), '_', '-');
  std::map<std::string, FacetValue, std::greater<>> months;
  for (const std::uint32_t record : list.records) {
    const Result<text::Date> date = text::parse_date(date_of(record).substr(0, 7));
    if (!date || date->month == 0) continue;
    const std::string month = text::to_iso(*date);
    FacetValue& value = months[month];
    value.title = text::format_date(*date, text::style_of(assembly.portal->language));
    value.language = assembly.portal->language;
    value.url = list.url + folder + "/" + month + "/";
    value.records.push_back(record);
  }
  Facet facet{field.name, &field, {}};
  for (auto& [month, value] : months) {
    std::stable_sort(value.records.begin(), value.records.end(),
                     [&](auto a, auto b) { return date_of(a) > date_of(b); });
    facet.values.push_back(std::move(value));
  }
  return facet;
}

Facet make_year_facet(const Assembly& assembly, const TypeList& list) {
  std::map<std::string, FacetValue, std::greater<>> years;
  for (const std::uint32_t record : list.records) {
    const std::uint32_t first = assembly.in_first_language(record);
    const std::string year(assembly.site->date(first).substr(0, 4));
    if (year.empty()) continue;
    FacetValue& value = years[year];
    value.title = year;
    value.language = assembly.portal->language;
    value.url = list.url + "nam/" + year + "/";
    value.records.push_back(record);
  }
  Facet facet{"nam", nullptr, {}};
  for (auto& [year, value] : years) facet.values.push_back(std::move(value));
  return facet;
}

/// A record's date at hand: comparing is most of the work, and most dates fit in two numbers.
struct Dated {
  std::uint64_t year_and_month, day;
  std::string_view date;
  std::uint32_t record;

  bool is_newer_than(const Dated& other) const {
    if (year_and_month != other.year_and_month) return year_and_month > other.year_and_month;
    if (day != other.day) return day > other.day;
    return date > other.date;
  }
};

void order_records(Assembly& assembly) {
  const Site& site = *assembly.site;
  const std::vector<std::uint32_t>& members = assembly.members;
  const std::vector<std::uint32_t> by_title = order_by_text(
      members.size(),
      [&](std::uint32_t i) -> std::string_view { return site.store.texts[members[i]].title_key; },
      [&](std::uint32_t a, std::uint32_t b) {
        const int order = site.records()[members[a]].id.compare(site.records()[members[b]].id);
        return order != 0 ? order < 0 : a < b;
      });
  std::vector<Dated> all;
  all.reserve(members.size());
  for (const std::uint32_t at : by_title) {
    const std::uint32_t record = members[at];
    if (!assembly.urls[record].empty()) assembly.alphabetical.push_back(record);
    const std::string_view date = site.date(record);
    constexpr std::size_t half = sizeof(std::uint64_t);
    all.push_back({leading_bytes(date), leading_bytes(date.substr(std::min(half, date.size()))),
                   date, record});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Dated& a, const Dated& b) { return a.is_newer_than(b); });
  for (const Dated& entry : all) {
    const TypeId type = site.records()[entry.record].type;
    assembly.lists[static_cast<std::size_t>(type)].records.push_back(entry.record);
  }
}

std::vector<std::size_t> facet_fields(const schema::Type& type) {
  std::vector<std::size_t> out;
  for (std::size_t f = 0; f < type.fields.size(); ++f) {
    if (type.fields[f].facet) out.push_back(f);
  }
  return out;
}

/// Whether the years of the type's dates divide its list. A field that is called so and does takes
/// their addresses.
bool has_years(const schema::Type& type) {
  const std::optional<std::size_t> own_years = type.field("nam");
  return !type.date_field.empty() && !(own_years && type.fields[*own_years].facet);
}

}  // namespace

void make_lists(Assembly& assembly, unsigned jobs) {
  const Site& site = *assembly.site;
  const text::Collator collator;
  assembly.lists.resize(site.types.size());
  order_records(assembly);
  for (std::size_t t = 0; t < site.types.size(); ++t) {
    const schema::Type& type = site.types[t];
    assembly.lists[t].url = list_address(type);
    if (!assembly.lists[t].url.empty() && !assembly.lists[t].records.empty())
      assembly.lists[t].facets.resize(facet_fields(type).size() + has_years(type));
  }
  std::vector<std::vector<std::uint32_t>> members(site.types.size());
  for (const std::uint32_t record : assembly.members)
    members[static_cast<std::size_t>(site.records()[record].type)].push_back(record);
  // One by one: each goes through all records of its list.
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (std::size_t t = 0; t < site.types.size(); ++t) {
    for (std::size_t f = 0; f < assembly.lists[t].facets.size(); ++f) all.emplace_back(t, f);
  }
  const auto make = [&](std::size_t index, unsigned) {
    const auto [t, f] = all[index];
    const schema::Type& type = site.types[t];
    TypeList& list = assembly.lists[t];
    const std::vector<std::size_t> fields = facet_fields(type);
    if (f >= fields.size()) {
      list.facets[f] = make_year_facet(assembly, list);
    } else if (const schema::Field& field = type.fields[fields[f]];
               field.kind == schema::FieldKind::date) {
      list.facets[f] = make_month_facet(assembly, list, fields[f], field);
    } else {
      list.facets[f] = make_facet(assembly, list, members[t], fields[f], type, collator);
    }
  };
  parallel_for(all.size(), jobs, make, 1);
  // A facet that does not divide the list helps nobody; what one month holds is worth a page.
  for (TypeList& list : assembly.lists) {
    std::erase_if(list.facets, [](const Facet& facet) {
      const bool is_by_month = facet.of != nullptr && facet.of->kind == schema::FieldKind::date;
      return facet.values.size() < (is_by_month ? 1u : 2u);
    });
  }
}

}  // namespace minhbach::pipeline
