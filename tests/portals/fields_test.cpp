// Holds the content types against a table of the fields that law and plans ask of each.
//
// fields.tsv was made by hand: what is asked (with the part of the list of facts it stands in),
// which field answers it, and its mark: "R" the field is there and required, "o" it is there, "-"
// there is none of that name, for the reason given.
#include <algorithm>
#include <optional>
#include <sstream>

#include "portals/built_portal.h"

using namespace minhbach;

namespace {

struct Row {
  std::string types, asked, field, mark, why;
};

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> out;
  std::string part;
  std::istringstream in(text);
  while (std::getline(in, part, mark)) out.push_back(part);
  return out;
}

std::vector<Row> table() {
  const auto bytes = repository().read("tests/portals/fields.tsv");
  REQUIRE(bytes);
  std::vector<Row> out;
  std::istringstream in(*bytes);
  std::string line;
  std::getline(in, line);  // The head.
  while (std::getline(in, line)) {
    std::vector<std::string> cells = split(line, '\t');
    cells.resize(6);
    out.push_back({cells[1], cells[2], cells[3], cells[4], cells[5]});
  }
  REQUIRE(out.size() > 290);
  return out;
}

/// The object that the fields below `node` stand in: of a list, its items; of a reference, what it
/// names.
const Node& object_of(const Node& schema, const Node& node) {
  const Node* at = &node;
  if (const Node* items = at->find("items")) at = items;
  const Node* reference = at->find("$ref");
  if (reference == nullptr) return *at;
  const Node* definition = schema.find("$defs")->find(reference->text.substr(8));  // "#/$defs/"
  REQUIRE(definition != nullptr);
  return *definition;
}

/// Whether the field at a path as "muc_thu.can_cu" is required; nothing when there is none.
std::optional<bool> is_required(const Node& schema, const std::string& path) {
  const Node* node = &schema;
  bool required = false;
  for (const std::string& name : split(path, '.')) {
    const Node& object = object_of(schema, *node);
    const Node* properties = object.find("properties");
    node = properties != nullptr ? properties->find(name) : nullptr;
    if (node == nullptr) return std::nullopt;
    const std::vector<Node> names = items_of(object, "required");
    required = std::any_of(names.begin(), names.end(),
                           [&](const Node& each) { return each.text == name; });
  }
  return required;
}

}  // namespace

TEST_CASE("every type has the fields that law and plans ask for, required where they say so") {
  for (const Row& row : table()) {
    for (const std::string& type : split(row.types, ' ')) {
      INFO(type << ": " << row.asked << " [" << row.mark << "] " << row.field);
      const Node schema = read_node("site/types/" + type + ".schema.json");
      if (row.mark == "-") {
        CHECK_FALSE(is_required(schema, row.asked));
        CHECK_FALSE(row.why.empty());
        continue;
      }
      const std::optional<bool> required = is_required(schema, row.field);
      CHECK(required);
      if (row.mark == "R") CHECK(required.value_or(false));
    }
  }
}
