// JSON: places of nodes, and what is refused where.
#include "value/from_json.h"

#include "support/catch.h"
#include "value/messages.h"

using namespace minhbach;

namespace {

Result<Node> read(std::string text) {
  return read_json(SourceText("data/a.json", std::move(text)));
}

struct Refused {
  std::string code;
  int line;
  int column;
  std::string argument;
  friend bool operator==(const Refused&, const Refused&) = default;
};

std::ostream& operator<<(std::ostream& out, const Refused& refused) {
  return out << refused.code << " " << refused.line << ":" << refused.column << " "
             << refused.argument;
}

Refused refused(std::string text) {
  const Result<Node> result = read(std::move(text));
  if (result) return {"accepted", 0, 0, ""};
  const Diagnostic& error = result.error();
  return {std::string(error.message->code), error.place.line, error.place.column,
          error.arguments.empty() ? "" : error.arguments[0]};
}

std::string at(const Node& node) { return fmt::format("{}:{}", node.line, node.column); }

}  // namespace

TEST_CASE("each node has the line and column at which it starts") {
  const Result<Node> root = read(
      "{\n"
      "  \"tên\": \"Lục \\\"Nam\\\"\", \"số\": -1.50e2,\n"
      "  \"list\" : [ 1,[ ] , {\"x\":null},\n"
      "true , false]\n"
      "}\n");
  REQUIRE(root);
  CHECK(root->kind == Node::Kind::mapping);
  CHECK(at(*root) == "1:1");
  REQUIRE(root->members.size() == 3);
  CHECK(root->members[0].key == "tên");
  CHECK(root->members[0].column == 3);
  CHECK(at(*root->find("tên")) == "2:10");
  CHECK(root->find("tên")->text == "Lục \"Nam\"");
  CHECK(root->members[1].column == 25);
  CHECK(at(*root->find("số")) == "2:31");
  CHECK(root->find("số")->text == "-1.50e2");
  const Node& list = *root->find("list");
  CHECK(at(list) == "3:12");
  REQUIRE(list.items.size() == 5);
  CHECK(at(list.items[0]) == "3:14");
  CHECK(at(list.items[1]) == "3:16");
  CHECK(at(list.items[2]) == "3:22");
  CHECK(at(list.items[2].members[0].value) == "3:27");
  CHECK(list.items[2].members[0].value.kind == Node::Kind::null);
  CHECK(at(list.items[3]) == "4:1");
  CHECK(at(list.items[4]) == "4:8");
  CHECK(list.items[4].text == "false");
}

TEST_CASE("a scalar alone is a document") {
  CHECK(read("7")->text == "7");
  CHECK(read(" \"a\" ")->text == "a");
  CHECK(read("null")->kind == Node::Kind::null);
}

TEST_CASE("numbers are kept as they are written") {
  const Result<Node> root = read("[0, -0, 1.0, 1e5, 123456789012345678901234567890, 0.10]");
  REQUIRE(root);
  std::vector<std::string> texts;
  for (const Node& item : root->items) {
    CHECK(item.kind == Node::Kind::number);
    texts.push_back(item.text);
  }
  CHECK(texts == std::vector<std::string>{"0", "-0", "1.0", "1e5", "123456789012345678901234567890",
                                          "0.10"});
}

TEST_CASE("a byte order mark is passed over") {
  const Result<Node> root = read("\xEF\xBB\xBF{\"a\": 1}");
  REQUIRE(root);
  CHECK(at(*root) == "1:1");
  CHECK(at(*root->find("a")) == "1:7");
  CHECK(refused("\xEF\xBB\xBF{\"a\": ?}") == Refused{"MB0002", 1, 7, "\"?\""});
}

TEST_CASE("escapes and surrogate pairs become text") {
  CHECK(read(R"("\u0110\u1ea5t \ud83c\udfdb \n\t\/\\")")->text == "Đất 🏛 \n\t/\\");
}

TEST_CASE("what breaks the syntax is named where it stands") {
  CHECK(refused("{\"a\": 1,}") == Refused{"MB0002", 1, 9, "\"}\""});
  CHECK(refused("[1,,2]") == Refused{"MB0002", 1, 4, "\",\""});
  CHECK(refused("[1 2]") == Refused{"MB0002", 1, 4, "\"2\""});
  CHECK(refused("[1,\n  NaN]") == Refused{"MB0002", 2, 3, "\"NaN\""});
  CHECK(refused("[Infinity]") == Refused{"MB0002", 1, 2, "\"Infinity\""});
  CHECK(refused("{\"a\" \"b\"}") == Refused{"MB0002", 1, 6, "\"b\""});
  CHECK(refused("{\"a\", 1}") == Refused{"MB0002", 1, 5, "\",\""});
  CHECK(refused("{a: 1}") == Refused{"MB0002", 1, 2, "\"a\""});
  CHECK(refused("{'a': 1}") == Refused{"MB0002", 1, 2, "\"'a'\""});
  CHECK(refused("[01]") == Refused{"MB0002", 1, 2, "\"01\""});
  CHECK(refused("[-]") == Refused{"MB0002", 1, 2, "\"-\""});
  CHECK(refused("[1.]") == Refused{"MB0002", 1, 2, "\"1.\""});
  CHECK(refused("[12abc]") == Refused{"MB0002", 1, 2, "\"12abc\""});
  CHECK(refused("[.5]") == Refused{"MB0002", 1, 2, "\".5\""});
  CHECK(refused("[1}") == Refused{"MB0002", 1, 3, "\"}\""});
  CHECK(refused("[tru]") == Refused{"MB0002", 1, 2, "\"tru\""});
  CHECK(refused("[1] // ghi chú") == Refused{"MB0007", 1, 5, "\"//\""});
  CHECK(refused("{} {}") == Refused{"MB0007", 1, 4, "\"{\""});
  CHECK(refused("{},") == Refused{"MB0007", 1, 3, "\",\""});
}

TEST_CASE("a document that ends too early says so at its end") {
  CHECK(refused("") == Refused{"MB0009", 1, 1, ""});
  CHECK(refused(" \n") == Refused{"MB0009", 1, 1, ""});
  CHECK(refused("{\"a\": [1, 2") == Refused{"MB0005", 1, 12, ""});
  CHECK(refused("{\"a\":\n") == Refused{"MB0005", 2, 1, ""});
  CHECK(refused("[\"chưa đóng") == Refused{"MB0005", 1, 2, ""});
}

TEST_CASE("what a string may not hold is named where it stands") {
  CHECK(refused("[\"a\nb\"]") == Refused{"MB0006", 1, 4, "0x0A"});
  CHECK(refused("[\"a\tb\"]") == Refused{"MB0006", 1, 4, "0x09"});
  CHECK(refused(R"(["a\qb"])") == Refused{"MB0006", 1, 4, "\"\\q\""});
  CHECK(refused(R"(["C:\duong"])").code == "MB0006");
  CHECK(refused(R"(["\u12G4"])") == Refused{"MB0006", 1, 3, "\"\\u12G\""});
  CHECK(refused("[\"\xC3\x28\"]").code == "MB0006");
}

TEST_CASE("a lone surrogate is refused") {
  CHECK(refused(R"(["\ud83c"])") == Refused{"MB0006", 1, 3, "\"\\ud83c\""});
  CHECK(refused(R"(["\udfdb"])").code == "MB0006");
  CHECK(refused(R"(["\ud83c\u0041"])").code == "MB0006");
}

TEST_CASE("a key that stands twice is refused at the second place") {
  CHECK(refused("{\"a\": 1,\n \"a\": 2}") == Refused{"MB0003", 2, 2, "\"a\""});
  CHECK(refused("{\"a\": 1, \"\\u0061\": 2}").code == "MB0003");
  CHECK(read("{\"a\": {\"a\": 1}, \"b\": {\"a\": 1}}"));
  std::string many = "{";
  for (int i = 0; i < 100; ++i) many += fmt::format("\"k{}\": 1, ", i);
  CHECK(refused(many + "\"k7\": 2}").code == "MB0003");
  CHECK(read(many + "\"x\": 2}"));
}

TEST_CASE("nesting is limited") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(read(nested(200)));
  CHECK(refused(nested(201)) == Refused{"MB0004", 1, 201, "200"});
  CHECK(refused(std::string(1'000'000, '[')).code == "MB0004");
}

TEST_CASE("a number past the range of a double is refused") {
  CHECK(refused("[1, 1e999]") == Refused{"MB0008", 1, 5, "\"1e999\""});
  CHECK(refused("[1ee9]").code == "MB0002");
}

TEST_CASE("a large document is read in one pass") {
  std::string text = "[";
  for (int i = 0; i < 200'000; ++i) text += "{\"ma\": \"x\"},";  // On one line, on purpose.
  text.back() = ']';
  const Result<Node> root = read(text);
  REQUIRE(root);
  CHECK(root->items.size() == 200'000);
  CHECK(root->items.back().column == static_cast<int>(text.size() - 11));
}

TEST_CASE("a damaged document is refused with a place in it, whatever the damage") {
  const std::string good = "{\"khóa\": [1.5e3, \"\\u0110a\", true, null], \"x\": {\"y\": -0}}\n";
  REQUIRE(read(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    const bool accepted = static_cast<bool>(read(good.substr(0, i)));
    CHECK(accepted == (i + 1 == good.size()));  // Only the line end at the end may go.
    for (const char c : std::string("\"\\{}[],: 0e-.t\n\x01\xC3\xFF")) {
      std::string damaged = good;
      damaged[i] = c;
      const Result<Node> result = read(damaged);
      if (result) continue;
      INFO(damaged);
      CHECK(result.error().place.line >= 1);
      CHECK(result.error().place.line <= 3);
      CHECK(result.error().place.column >= 1);
    }
  }
}

TEST_CASE("a JSON string is safe in a script element") {
  CHECK(json_string("Đất \"đai\"\n\t\\") == "\"Đất \\\"đai\\\"\\n\\t\\\\\"");
  CHECK(json_string("</script><!--&") == "\"\\u003c/script\\u003e\\u003c!--\\u0026\"");
  CHECK(json_string("a\u2028b\u2029c\x01") == "\"a\\u2028b\\u2029c\\u0001\"");
  CHECK(json_string("“a”") == "\"“a”\"");
  CHECK(read(json_string("</a> \u2028 \x7F \\ \" đ"))->text == "</a> \u2028 \x7F \\ \" đ");
}
