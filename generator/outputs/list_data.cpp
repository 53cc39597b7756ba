// Writes the records of a list.
#include "outputs/list_data.h"

#include <fmt/format.h>

#include "value/from_json.h"

namespace minhbach::outputs {
namespace {

template <typename Items, typename Write>
std::string array(const Items& items, Write write, std::string_view between = ",") {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += between;
    out += write(item);
  }
  return out + "]";
}

std::string texts(const std::vector<std::string>& items) {
  return array(items, [](const std::string& text) { return json_string(text); });
}

std::string text_in(const ListText& of) {
  if (of.language.empty()) return json_string(of.text);
  return fmt::format("[{},{}]", json_string(of.text), json_string(of.language));
}

std::string entry_text(const ListEntry& entry) {
  const auto numbers = [](const std::vector<std::size_t>& values) {
    return array(values, [](std::size_t value) { return std::to_string(value); });
  };
  return fmt::format("[{},{},{},{},{}]", text_in(entry.title), json_string(entry.url), entry.labels,
                     array(entry.cells, text_in), array(entry.facets, numbers));
}

}  // namespace

std::string list_data(const ListData& data) {
  const auto facet = [](const ListFacet& one) {
    return fmt::format("[{},{}]", json_string(one.name), texts(one.values));
  };
  return fmt::format("{{\"cot\":{},\"loc\":{},\"muc\":{}}}\n", texts(data.columns),
                     array(data.facets, facet), array(data.entries, entry_text, ",\n"));
}

}  // namespace minhbach::outputs
