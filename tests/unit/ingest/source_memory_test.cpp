// What is remembered of sources: it survives being packed, damage is noticed, and a file is read
// again exactly when it may hold something else.
#include "ingest/source_memory.h"

#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "ingest/packed_body.h"
#include "ingest/packed_file.h"
#include "ingest/read_records.h"
#include "schema/read_type.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::ingest;

namespace {

constexpr std::string_view article_path = "content/luc-nam/tin-bai/a.md";
constexpr std::string_view article =
    "---\ntieu_de: Một\nso: 5\nti_le: 1.5\nnhap: true\nnhan: [\"x\", \"y\"]\n"
    "gioi_thieu: \"## Mục con\"\n---\n## Phần đầu\n\nXem [đây](b.md#muc) và ![hình](h.png).\n";

struct Tree {
  MemoryDisk disk;
  Report report;
  std::vector<schema::Type> types;
  Sources sources;
  Overflow aside{1u << 20};
  std::string packed;
  std::vector<RememberedSource> remembered;

  Tree() {
    std::vector<Diagnostic> diagnostics;
    types.push_back(*schema::read_type(
        SourceText("site/types/tin_bai.schema.json",
                   R"({"title": "Tin bài", "type": "object", "required": ["tieu_de"],
          "properties": {"id": {"type": "string"}, "tieu_de": {"type": "string"},
          "so": {"type": "integer"}, "ti_le": {"type": "number"}, "nhap": {"type": "boolean"},
          "nhan": {"type": "array", "items": {"type": "string"}},
          "gioi_thieu": {"type": "string", "x-dinh-dang": "markdown"}}})"),
        diagnostics));
    REQUIRE(diagnostics.empty());
  }

  RecordStore read(const SourceMemory* memory = nullptr, bool trust_stamps = true) {
    const std::vector<std::string> portals{"luc-nam"};
    sources = scan_sources(disk, portals, types, report);
    ReadChoices choices;
    choices.aside = &aside;
    choices.trust_stamps = trust_stamps;
    if (memory != nullptr) choices.memories = {memory};
    return read_records(disk, sources, types, choices, report);
  }

  /// The memory of a store that was read afresh.
  SourceMemory remember(const RecordStore& store) {
    packed.clear();
    remembered.clear();
    for (const ReadSource& source : store.sources) {
      RememberedSource& kept = remembered.emplace_back(source.now);
      kept.packed.offset = packed.size();
      packed += *aside.get(source.packed);
    }
    bool is_damaged = true;
    SourceMemory memory = SourceMemory::read(to_bytes(remembered, "a", 7, "head"), "a", is_damaged);
    CHECK_FALSE(is_damaged);
    memory.set_packed({packed, nullptr});
    return memory;
  }
};

Body body_of(const RecordTexts& texts, const Record& record, const Overflow& aside) {
  if (!texts.body) return {};
  return texts.body->put_aside.size == 0
             ? unpack_body(texts.body->shape, texts.body->texts, record.file)
             : unpack_whole_body(texts.body->shape, *aside.get(texts.body->put_aside), record.file);
}

/// All that a restored record must share with one that was read.
std::string printed(const RecordStore& store, const Overflow& aside) {
  std::string out;
  for (std::size_t i = 0; i < store.records.size(); ++i) {
    const Record& record = store.records[i];
    const RecordTexts& texts = store.texts[i];
    out += fmt::format("{} {}:{} {} {}\n", record.id, record.file, record.line, record.portal,
                       record.fields.size());
    for (const FieldValue& value : record.fields) {
      out += fmt::format("  {} {}:{} {} {}\n", static_cast<int>(value.kind), value.line,
                         value.column, value.text(), value.children().size());
      if (value.kind == FieldValue::Kind::integer) out += fmt::format("  {}\n", value.integer);
      if (value.kind == FieldValue::Kind::number) out += fmt::format("  {}\n", value.number);
      const markdown::Document* field =
          value.kind == FieldValue::Kind::text ? texts.field(value.text_data) : nullptr;
      if (field != nullptr) out += "  " + field->html;
    }
    const markdown::Document body = body_of(texts, record, aside).document;
    out += body.lead + "\n";
    for (const std::string& anchor : body.anchors) out += "#" + anchor + "\n";
    for (const markdown::Heading& heading : body.outline) out += heading.text + "\n";
    for (const markdown::Slot& slot : body.slots)
      out += fmt::format("{} {} {}:{} {}\n", slot.offset, slot.target, slot.place.file,
                         slot.place.line, slot.label);
  }
  return out;
}

}  // namespace

TEST_CASE("a restored record is the record that was read, but for its body's HTML") {
  Tree tree;
  REQUIRE(tree.disk.write(article_path, article));
  REQUIRE(tree.disk.write("data/luc-nam/tin-bai/z.csv", "id,tieu_de\nz2,Hai\nz1,Một\n"));
  const RecordStore read = tree.read();
  REQUIRE(tree.report.empty());
  REQUIRE(read.records.size() == 3);
  const SourceMemory memory = tree.remember(read);
  const std::string html = body_of(read.texts[0], read.records[0], tree.aside).document.html;
  CHECK(read_body(std::string(article_path), std::string(article)) == html);
  const std::string as_read = printed(read, tree.aside);
  CHECK(memory.number() == 7);
  CHECK(memory.head() == "head");
  const std::size_t reads = tree.disk.counts().reads;
  const RecordStore restored = tree.read(&memory);
  CHECK(tree.disk.counts().reads == reads);  // Not one file was opened.
  CHECK(printed(restored, tree.aside) == as_read);
  const Body without = body_of(restored.texts[0], restored.records[0], tree.aside);
  CHECK(without.document.html.empty());
  CHECK(without.html == fingerprint(html));
  CHECK(has_anchor(*restored.texts[0].body, "phan-dau"));
  CHECK_FALSE(has_anchor(*restored.texts[0].body, "phan"));
  CHECK(body_links(*restored.texts[0].body).size() == 2);
}

TEST_CASE("an edited body keeps the shape, an edited field does not") {
  Tree tree;
  REQUIRE(tree.disk.write(article_path, article));
  const RecordStore before = tree.read();
  const SourceMemory memory = tree.remember(before);
  REQUIRE(tree.disk.write(article_path, std::string(article) + "Thêm.\n"));
  const RecordStore body = tree.read(&memory);
  CHECK_FALSE(body.sources[0].is_same);
  CHECK(body.sources[0].now.packed.shape == memory.sources()[0].packed.shape);
  CHECK(body.sources[0].now.packed.texts != memory.sources()[0].packed.texts);
  std::string edited(article);
  edited.replace(edited.find("Một"), std::string_view("Một").size(), "Hai");
  REQUIRE(tree.disk.write(article_path, edited));
  const RecordStore field = tree.read(&memory);
  CHECK(field.sources[0].now.packed.shape != memory.sources()[0].packed.shape);
  CHECK(field.records[0].fields[1].text() == "Hai");
}

TEST_CASE("a file that was only touched is opened and not read again") {
  Tree tree;
  REQUIRE(tree.disk.write(article_path, article));
  const RecordStore before = tree.read();
  const SourceMemory memory = tree.remember(before);
  const std::string as_read = printed(before, tree.aside);
  REQUIRE(tree.disk.write(article_path, "---\ntieu_de: Khác\n---\n"));
  REQUIRE(tree.disk.write(article_path, article));
  const RecordStore touched = tree.read(&memory);
  CHECK(touched.sources[0].is_same);
  CHECK(touched.sources[0].now.stamp != memory.sources()[0].stamp);
  CHECK(printed(touched, tree.aside) == as_read);
}

TEST_CASE("without trust in stamps every file is opened") {
  Tree tree;
  REQUIRE(tree.disk.write(article_path, article));
  const RecordStore before = tree.read();
  const SourceMemory memory = tree.remember(before);
  const std::size_t reads = tree.disk.counts().reads;
  CHECK(tree.read(&memory, false).sources[0].is_same);
  CHECK(tree.disk.counts().reads > reads);
}

TEST_CASE("a memory with any byte changed, or cut anywhere, is none") {
  Tree tree;
  REQUIRE(tree.disk.write(article_path, article));
  const RecordStore store = tree.read();
  tree.remember(store);
  const std::string bytes = to_bytes(tree.remembered, "a", 7, "head");
  bool is_damaged = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    INFO("byte " << i);
    REQUIRE(SourceMemory::read(changed, "a", is_damaged).sources().empty());
    REQUIRE(is_damaged);
    REQUIRE(SourceMemory::read(bytes.substr(0, i), "a", is_damaged).sources().empty());
    REQUIRE(is_damaged);
  }
  CHECK(SourceMemory::read(bytes, "b", is_damaged).sources().empty());
  CHECK_FALSE(is_damaged);  // Whole, and of another program.
}

TEST_CASE("records that are not sound in the packed file are read from their source") {
  Tree tree;
  REQUIRE(tree.disk.write(article_path, article));
  const RecordStore before = tree.read();
  SourceMemory memory = tree.remember(before);
  const std::string as_read = printed(before, tree.aside);
  for (const std::size_t at : {std::size_t{3}, tree.packed.size() / 2, tree.packed.size() - 2}) {
    std::string damaged = tree.packed;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    memory.set_packed({damaged, nullptr});
    CHECK(printed(tree.read(&memory), tree.aside) == as_read);
  }
  memory.set_packed({std::string_view(tree.packed).substr(0, 5), nullptr});
  CHECK(printed(tree.read(&memory), tree.aside) == as_read);
  memory.set_packed({});
  CHECK(printed(tree.read(&memory), tree.aside) == as_read);
}

TEST_CASE("packed bytes cut anywhere are refused, not misread") {
  Tree tree;
  REQUIRE(tree.disk.write(article_path, article));
  const RecordStore store = tree.read();
  const std::string packed = *tree.aside.get(store.sources[0].packed);
  const std::string_view shape =
      std::string_view(packed).substr(0, store.sources[0].now.packed.shape_size);
  const std::string_view texts = std::string_view(packed).substr(shape.size());
  for (std::size_t i = 0; i < shape.size(); ++i) {
    Arena arena;
    REQUIRE_FALSE(unpack_file(shape.substr(0, i), texts, tree.sources.files[0], arena));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Arena arena;
    REQUIRE_FALSE(unpack_file(shape, texts.substr(0, i), tree.sources.files[0], arena));
  }
}
