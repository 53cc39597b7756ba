// Whole trees read: order, threads, lifetime, and input that means harm.
#include "ingest/read_records.h"

#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "ingest/load_text.h"
#include "ingest/packed_body.h"
#include "schema/read_type.h"
#include "support/catch.h"

using namespace minhbach;

namespace {

struct Tree {
  MemoryDisk disk;
  Report report;
  std::vector<schema::Type> types;
  ingest::Sources sources;

  Overflow aside{1u << 20};

  Tree() {
    std::vector<Diagnostic> diagnostics;
    types.push_back(*schema::read_type(
        SourceText("site/types/tin_bai.schema.json",
                   R"({"title": "Tin bài", "type": "object", "required": ["tieu_de"],
          "properties": {"id": {"type": "string"}, "tieu_de": {"type": "string"}, "so": {"type": "integer"}}})"),
        diagnostics));
  }
  void write(std::string_view path, std::string_view bytes) { REQUIRE(disk.write(path, bytes)); }
  void write_article(const std::string& name, const std::string& title) {
    write("content/luc-nam/tin-bai/" + name + ".md",
          "---\ntieu_de: " + title + "\n---\nThân " + name + "\n");
  }
  ingest::RecordStore read(unsigned jobs = 2) {
    const std::vector<std::string> portals = {"luc-nam"};
    sources = ingest::scan_sources(disk, portals, types, report);
    return ingest::read_records(disk, sources, types, {jobs, {}, true, &aside}, report);
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : report.sorted()) {
      out.push_back(diagnostic.place.file + " " + std::string(diagnostic.message->code));
    }
    return out;
  }
};

ingest::Body body_of(const Tree& tree, const ingest::RecordStore& store, std::size_t i) {
  const std::optional<ingest::PackedBody>& body = store.texts[i].body;
  if (!body) return {};
  return ingest::unpack_whole_body(body->shape, *tree.aside.get(body->put_aside),
                                   store.records[i].file);
}

std::string printed(const Tree& tree, const ingest::RecordStore& store) {
  std::string out;
  for (std::size_t i = 0; i < store.records.size(); ++i) {
    const Record& record = store.records[i];
    out += fmt::format("{} {}:{} {} {}\n", record.id, record.file, record.line,
                       record.fields[1].text(), body_of(tree, store, i).document.lead);
  }
  return out;
}

}  // namespace

TEST_CASE("records come out in one order, whatever the number of threads") {
  Tree tree;
  for (int i = 0; i < 300; ++i)
    tree.write_article(fmt::format("b-{:03}", i), fmt::format("Bài {}", i));
  tree.write("data/luc-nam/tin-bai/z.csv", "id,tieu_de\nz2,Hai\nz1,Một\n");
  const std::string one = printed(tree, tree.read(1));
  CHECK(printed(tree, tree.read(2)) == one);
  CHECK(printed(tree, tree.read(7)) == one);
  CHECK(one.starts_with("b-000 content/luc-nam/tin-bai/b-000.md:2 Bài 0 Thân b-000\n"));
  CHECK(one.ends_with(
      "z2 data/luc-nam/tin-bai/z.csv:2 Hai \nz1 data/luc-nam/tin-bai/z.csv:3 Một \n"));
  CHECK_FALSE(tree.report.has_errors());
}

TEST_CASE("records and bodies stay valid when the store is moved") {
  Tree tree;
  tree.write_article("a", "Một");
  ingest::RecordStore first = tree.read();
  const ingest::RecordStore second = std::move(first);
  REQUIRE(second.records.size() == 1);
  CHECK(body_of(tree, second, 0).document.html == "<p>Thân a</p>\n");
  CHECK(second.records[0].fields[1].text() == "Một");
}

TEST_CASE("one wrong file does not keep the others from being read") {
  Tree tree;
  tree.write_article("a", "Một");
  tree.write("content/luc-nam/tin-bai/b.md", "---\ntieu_de: \"Hai\n---\n");
  tree.write("content/luc-nam/tin-bai/c.md", "---\nso: mười\n---\n");
  tree.write("data/luc-nam/tin-bai/d.json", "{\"tieu_de\": \"Bốn\"");
  tree.write_article("e", "Năm");
  tree.disk.fail_read("content/luc-nam/tin-bai/e.md", messages::file_vanished);
  tree.write("data/luc-nam/tin-bai/f.csv", "");
  const ingest::RecordStore store = tree.read();
  CHECK(store.records.size() == 1);
  CHECK(tree.codes() ==
        std::vector<std::string>{
            "content/luc-nam/tin-bai/b.md MB0404", "content/luc-nam/tin-bai/c.md MB0331",
            "content/luc-nam/tin-bai/c.md MB0334", "content/luc-nam/tin-bai/e.md MB0105",
            "data/luc-nam/tin-bai/d.json MB0005", "data/luc-nam/tin-bai/f.csv MB0250"});
}

TEST_CASE("a Markdown file past the limit is refused before it is read") {
  Tree tree;
  tree.write("content/luc-nam/tin-bai/to.md",
             "---\ntieu_de: To\n---\n" + std::string(ingest::markdown_limit, 'a'));
  tree.disk.forget();
  CHECK(tree.read().records.empty());
  CHECK(tree.codes() == std::vector<std::string>{"content/luc-nam/tin-bai/to.md MB0106"});
  CHECK(tree.disk.counts().reads == 0);
}

TEST_CASE("a file with one mistake in every row is given up after a thousand") {
  Tree tree;
  std::string table = "id,so\n", list = "[";
  for (int i = 0; i < 20'000; ++i) {
    table += fmt::format("r{},{}\n", i, i);
    list += fmt::format("{{\"id\": \"s{}\"}},", i);  // All on one line, which none may carry along.
  }
  tree.write("data/luc-nam/tin-bai/bang.csv", table);
  tree.write("data/luc-nam/tin-bai/mot-dong.json", list + "{}]");
  CHECK(tree.read().records.empty());
  const std::vector<std::string> codes = tree.codes();
  CHECK(codes.size() == 2 * 1001);
  CHECK(std::count(codes.begin(), codes.end(), "data/luc-nam/tin-bai/bang.csv MB0260") == 1);
  CHECK(std::count(codes.begin(), codes.end(), "data/luc-nam/tin-bai/mot-dong.json MB0260") == 1);
}

TEST_CASE("a file name that no address can hold is refused, and printed without harm") {
  Tree tree;
  tree.write("content/luc-nam/tin-bai/a\nb.pdf", "x");
  tree.write("content/luc-nam/tin-bai/a\xE9.pdf", "x");
  tree.read();
  CHECK(tree.codes() == std::vector<std::string>{"content/luc-nam/tin-bai/a\uFFFD.pdf MB0437",
                                                 "content/luc-nam/tin-bai/a\uFFFDb.pdf MB0437"});
}

TEST_CASE("a table of a hundred thousand rows is read") {
  Tree tree;
  std::string table = "id,tieu_de,so\n";
  for (int i = 0; i < 100'000; ++i) table += fmt::format("r{},Hàng {},{}\n", i, i, i);
  tree.write("data/luc-nam/tin-bai/bang.csv", table);
  const ingest::RecordStore store = tree.read();
  CHECK(store.records.size() == 100'000);
  CHECK(store.records[99'999].id == "r99999");
  CHECK(store.records[99'999].line == 100'001);
  CHECK(tree.codes().empty());
}

TEST_CASE("input that nests without end is refused, and soon") {
  Tree tree;
  tree.write("content/luc-nam/tin-bai/a.md",
             "---\ntieu_de: " + std::string(100'000, '[') + "\n---\n");
  std::string braces;
  for (int i = 0; i < 10'000; ++i) braces += "{a: ";
  tree.write("content/luc-nam/tin-bai/b.md", "---\ntieu_de: " + braces + "\n---\n");
  std::string deep;
  for (int i = 0; i < 2'000; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  tree.write("data/luc-nam/tin-bai/c.yaml", deep);
  std::string dashes;
  for (int i = 0; i < 10'000; ++i) dashes += "- ";
  tree.write("data/luc-nam/tin-bai/d.yaml", dashes);
  tree.write("data/luc-nam/tin-bai/e.json", std::string(100'000, '['));
  CHECK(tree.read().records.empty());
  const std::vector<std::string> codes = tree.codes();
  CHECK(codes.size() == 5);
  CHECK(std::count_if(codes.begin(), codes.end(),
                      [](const std::string& c) { return c.ends_with("MB0416"); }) == 4);
}

TEST_CASE("a mapping with very many keys, the last one double, is judged in good time") {
  Tree tree;
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += fmt::format("k{}: 1\n", i);
  tree.write("data/luc-nam/tin-bai/a.yaml", text + "k7: 2\n");
  CHECK(tree.read().records.empty());
  const std::vector<Diagnostic> said = tree.report.sorted();
  REQUIRE(said.size() == 1);
  CHECK(said[0].what(Language::en) == "the field \"k7\" stands twice, first on line 8");
  CHECK(said[0].place.line == 50'001);
}

TEST_CASE(
    "records of two portals may share an id, those of one portal and the shared folder may not") {
  Tree tree;
  const std::vector<std::string> portals = {"luc-nam", "lang-giang"};
  tree.write("data/luc-nam/tin-bai/a.json", "{\"tieu_de\": \"Một\"}");
  tree.write("data/lang-giang/tin-bai/a.json", "{\"tieu_de\": \"Hai\"}");
  const ingest::Sources two = ingest::scan_sources(tree.disk, portals, tree.types, tree.report);
  CHECK(ingest::read_records(tree.disk, two, tree.types, {2}, tree.report).records.size() == 2);
  CHECK(tree.codes().empty());
  tree.write("data/chung/tin-bai/a.json", "{\"tieu_de\": \"Ba\"}");
  const ingest::Sources three = ingest::scan_sources(tree.disk, portals, tree.types, tree.report);
  ingest::read_records(tree.disk, three, tree.types, {2}, tree.report);
  CHECK(tree.report.has_errors());
}

TEST_CASE("folders that other readers own are passed over") {
  Tree tree;
  tree.write("data/luc-nam/ngay-nghi/2026.json", "[]");
  const std::vector<std::string> portals = {"luc-nam"}, others = {"ngay-nghi"};
  CHECK(ingest::scan_sources(tree.disk, portals, tree.types, tree.report, others).files.empty());
  CHECK(tree.codes().empty());
  ingest::scan_sources(tree.disk, portals, tree.types, tree.report);
  CHECK(tree.codes() == std::vector<std::string>{"data/luc-nam/ngay-nghi/2026.json MB0430"});
}
