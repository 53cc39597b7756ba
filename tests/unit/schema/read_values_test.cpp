// Values as they are held: kinds, places, normal form, defaults.
#include "schema/read_values.h"

#include "schema/read_type.h"
#include "support/catch.h"

using namespace minhbach;
using Kind = FieldValue::Kind;

namespace {

constexpr std::string_view type_text =
    R"({"title": "Mẫu", "type": "object", "required": ["ten"], "properties": {
  "ten": {"type": "string"}, "ngay": {"type": "string", "format": "ngay"}, "co": {"type": "boolean"},
  "dem": {"type": "integer"}, "ty_le": {"type": ["number", "null"]},
  "muc": {"type": "array", "items": {"type": "string"}},
  "nhom": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}}})";

Node scalar(Node::Kind kind, std::string text, int line = 1, int column = 1) {
  Node out;
  out.kind = kind;
  out.text = std::move(text);
  out.line = line;
  out.column = column;
  return out;
}

Node mapping(std::vector<std::pair<std::string, Node>> members) {
  Node out;
  out.kind = Node::Kind::mapping;
  for (auto& [key, value] : members) out.members.push_back({key, value.line, 1, value});
  return out;
}

struct Fixture {
  std::vector<Diagnostic> diagnostics;
  schema::Type type;
  SourceText source{"a.yaml", "một\nhai\n"};
  Arena arena;

  Fixture() {
    type = *schema::read_type(SourceText("site/types/mau.schema.json", std::string(type_text)),
                              diagnostics);
  }
  std::span<const FieldValue> read(const Node& document,
                                   std::span<const FieldValue> defaults = {}) {
    return schema::read_values(type, document, arena, source, diagnostics, defaults);
  }
};

}  // namespace

TEST_CASE("values stand in the order of the type, each with its place") {
  Fixture f;
  Node nhom = mapping({{"b", scalar(Node::Kind::plain, "hai")}});
  Node muc;
  muc.kind = Node::Kind::sequence;
  muc.items = {scalar(Node::Kind::text, "x", 7, 3)};
  const auto values = f.read(mapping({{"nhom", nhom},
                                      {"muc", muc},
                                      {"ty_le", scalar(Node::Kind::plain, "3,5")},
                                      {"dem", scalar(Node::Kind::plain, "-12")},
                                      {"co", scalar(Node::Kind::plain, "khong")},
                                      {"ngay", scalar(Node::Kind::plain, "5/2024")},
                                      {"ten", scalar(Node::Kind::plain, "01", 2, 6)}}));
  CHECK(f.diagnostics.empty());
  REQUIRE(values.size() == 7);
  CHECK(values[0].text() == "01");
  CHECK(values[0].line == 2);
  CHECK(values[0].column == 6);
  CHECK(values[1].text() == "2024-05");
  CHECK(values[2].kind == Kind::boolean);
  CHECK_FALSE(values[2].boolean);
  CHECK(values[3].integer == -12);
  CHECK(values[4].number == 3.5);
  CHECK(values[5].children()[0].text() == "x");
  CHECK(values[5].children()[0].line == 7);
  CHECK(values[6].children()[0].kind == Kind::absent);
  CHECK(values[6].children()[1].text() == "hai");
}

TEST_CASE("null, undisclosed and absent are three things") {
  Fixture f;
  const auto values = f.read(mapping({{"ten", scalar(Node::Kind::plain, "chua_cong_bo", 3, 6)},
                                      {"ty_le", scalar(Node::Kind::null, "")},
                                      {"ngay", scalar(Node::Kind::plain, "")}}));
  CHECK(f.diagnostics.empty());
  CHECK(values[0].kind == Kind::undisclosed);
  CHECK(values[0].line == 3);
  CHECK(values[0].column == 6);
  CHECK(values[4].kind == Kind::null);
  CHECK(values[1].kind == Kind::absent);
}

TEST_CASE("text is kept in NFC") {
  Fixture f;
  const auto values = f.read(mapping({{"ten", scalar(Node::Kind::text,
                                                     "Lu\xCC\xA3"
                                                     "c Nam")}}));
  CHECK(values[0].text() == "Lục Nam");
}

TEST_CASE(
    "defaults fill what a record does not say, without a place, and can be what is required") {
  Fixture f;
  const auto defaults =
      schema::read_defaults(f.type,
                            mapping({{"ten", scalar(Node::Kind::text, "Mặc định", 9, 9)},
                                     {"dem", scalar(Node::Kind::number, "4")}}),
                            f.arena, f.source, f.diagnostics);
  const auto values = f.read(mapping({{"dem", scalar(Node::Kind::plain, "5")}}), defaults);
  CHECK(f.diagnostics.empty());
  CHECK(values[0].text() == "Mặc định");
  CHECK(values[0].line == 0);
  CHECK(values[3].integer == 5);
}

TEST_CASE("a wrong value is not covered up by a default") {
  Fixture f;
  const auto defaults =
      schema::read_defaults(f.type, mapping({{"dem", scalar(Node::Kind::number, "4")}}), f.arena,
                            f.source, f.diagnostics);
  f.read(
      mapping({{"ten", scalar(Node::Kind::plain, "a")}, {"dem", scalar(Node::Kind::plain, "năm")}}),
      defaults);
  CHECK(f.diagnostics.size() == 1);
}
