// YAML nodes: what is plain, what is text, and where it stands.
#include "ingest/read_yaml.h"

#include "support/catch.h"

using namespace minhbach;

namespace {

Node read(std::string text) {
  const SourceText source("a.yaml", std::move(text));
  Result<Node> out = ingest::read_yaml(source);
  INFO((out ? std::string() : to_text(out.error(), Language::en)));
  REQUIRE(out);
  return *out;
}

}  // namespace

TEST_CASE("unquoted scalars are plain, quoted and block ones are text") {
  const Node root = read("a: no\nb: 'no'\nc: \"01\"\nd: |\n  x\ne:\nf: ''\n");
  CHECK(root.find("a")->kind == Node::Kind::plain);
  CHECK(root.find("a")->text == "no");
  CHECK(root.find("b")->kind == Node::Kind::text);
  CHECK(root.find("c")->text == "01");
  CHECK(root.find("d")->kind == Node::Kind::text);
  CHECK(root.find("d")->text == "x");
  CHECK(root.find("e")->kind == Node::Kind::plain);
  CHECK(root.find("e")->text.empty());
  CHECK(root.find("e")->line == 6);
  CHECK(root.find("f")->kind == Node::Kind::text);
}

TEST_CASE("keys and values have their places, lines ending with LF or CRLF") {
  const Node root = read("đường: xã\r\nb:\r\n  - một\r\n  - {c: hai}\r\n");
  CHECK(root.members[0].key == "đường");
  CHECK(root.members[0].value.column == 8);
  const Node& items = *root.find("b");
  CHECK(items.items[0].line == 3);
  CHECK(items.items[0].column == 5);
  CHECK(items.items[1].find("c")->line == 4);
  CHECK(items.items[1].find("c")->column == 9);
}

TEST_CASE("lines are counted as everywhere else, though YAML also ends lines at U+2028") {
  const Node root = read("a: \"x\xE2\x80\xA8y\"\nb: 1\n");
  CHECK(root.find("b")->line == 2);
}

TEST_CASE("a part of a file keeps the places of the whole file") {
  const SourceText source("a.md", "---\na: 1\n---\nThân\n");
  const Result<Node> root = ingest::read_yaml(source, 4, 9);
  REQUIRE(root);
  CHECK(root->find("a")->line == 2);
  CHECK(root->members.size() == 1);
}

TEST_CASE("nothing but comments is a mapping without members") {
  CHECK(read("").kind == Node::Kind::mapping);
  CHECK(read("# ghi chú\n").members.empty());
}
