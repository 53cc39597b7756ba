// All records of one list as JSON, for a script that filters and sorts the list in place.
#pragma once

#include <string>
#include <vector>

namespace minhbach::outputs {

struct ListFacet {
  std::string name;                 ///< As in the addresses of its lists: "linh-vuc".
  std::vector<std::string> values;  ///< Likewise: "ho-tich".
};

struct ListText {
  std::string text;
  std::string language = {};  ///< BCP 47; "" for that of the page.
};

struct ListEntry {
  ListText title;
  std::string url;                               ///< Root-relative, with the base path; may be "".
  int labels = 0;                                ///< Sum of 1: made up, 2: another body's.
  std::vector<ListText> cells;                   ///< One a column, "" where there is nothing.
  std::vector<std::vector<std::size_t>> facets;  ///< One a facet: indexes of its values.
};

struct ListData {
  std::vector<std::string> columns;  ///< Labels.
  std::vector<ListFacet> facets;
  std::vector<ListEntry> entries;  ///< In the order of the list.
};

/// `{"cot":[…],"loc":[["linh-vuc",["ho-tich",…]],…],"muc":[[title,url,labels,[cell,…],[[value,…],…]],…]}`
/// (docs/formats.md); a text in another language than the page's is `[text,language]`.
std::string list_data(const ListData& data);

}  // namespace minhbach::outputs
