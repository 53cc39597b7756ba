// Files of the National Public Service Portal: what is mapped, what is refused, what is kept.
#include "ingest/import_dvcqg.h"

#include <fstream>
#include <iterator>

#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "ingest/record_node.h"
#include "schema/read_type.h"
#include "support/catch.h"
#include "value/from_json.h"
#include "value/to_json.h"

using namespace minhbach;
using namespace minhbach::ingest;

namespace {

using Strings = std::vector<std::string>;

std::string load(const std::string& path) {
  std::ifstream in(SOURCE_FOLDER "/" + path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string sample() { return load("tests/support/dvcqg/2.000815.json"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const schema::Type& procedure() {
  static const schema::Type type = [] {
    std::vector<Diagnostic> diagnostics;
    const std::string path = "site/types/thu_tuc.schema.json";
    auto read = schema::read_type(SourceText(path, load(path)), diagnostics);
    REQUIRE(read);
    return *read;
  }();
  return type;
}

struct Imported {
  std::optional<ImportedRecord> record;
  Strings said;  ///< "code line:column first argument".
  std::string at(std::string_view field) const {
    const Node* node = record->node.find(field);
    return node == nullptr ? "-" : to_compact_json(*node);
  }
};

Imported import(const std::string& text, bool is_own = false) {
  Report report;
  Imported out;
  out.record =
      import_dvcqg(SourceText("a.json", text), procedure(), {{2026, 4, 22}, is_own}, report);
  for (const Diagnostic& each : report.sorted()) {
    out.said.push_back(fmt::format("{} {}:{} {}", each.message->code, each.place.line,
                                   each.place.column,
                                   each.arguments.empty() ? "" : each.arguments.back()));
  }
  return out;
}

Strings codes(const Imported& imported) {
  Strings out;
  for (const std::string& each : imported.said) out.push_back(each.substr(0, 6));
  return out;
}

/// A site with one portal's folder, into which records are imported.
struct Site {
  MemoryDisk disk;
  std::vector<schema::Type> types{procedure()};
  Report report;

  std::vector<PlannedRecord> plan(std::vector<ImportedRecord> records) {
    ImportPlanner planner(disk, types, types[0], "xa", report, dvcqg_rules());
    std::vector<PlannedRecord> out;
    for (ImportedRecord& record : records) {
      if (auto planned = planner.plan(std::move(record))) out.push_back(std::move(*planned));
    }
    return out;
  }
};

constexpr const char* path = "data/xa/thu-tuc/2.000815.json";

}  // namespace

TEST_CASE("the sample becomes the record that was curated from it") {
  const Imported imported = import(sample());
  REQUIRE(imported.record);
  CHECK(imported.said.empty());
  CHECK(imported.record->id == "2.000815");
  const std::string file = "data/chung/thu-tuc/2.000815.json";
  const SourceText source(file, load(file));
  const Result<Node> curated = read_json(source);
  REQUIRE(curated);
  for (const Member& member : curated->members) {
    if (member.key == "nguon" || member.key == "ngay_lay") continue;
    INFO(member.key);
    CHECK(imported.at(member.key) == to_compact_json(member.value));
  }
}

TEST_CASE("provenance is written, and what is the portal's own body's is no reference") {
  const Imported other = import(sample());
  CHECK(other.at("nguon") == "\"Cổng Dịch vụ công quốc gia\"");
  CHECK(other.at("ngay_lay") == "\"2026-04-22\"");
  CHECK(other.at("co_quan_cong_bo") == "\"Bộ Tư pháp\"");
  CHECK(other.at("tham_khao") == "true");
  CHECK(import(sample(), true).at("tham_khao") == "-");
}

TEST_CASE("what is not told is undisclosed, never guessed") {
  const Imported imported =
      import(R"({"code":"OK","data":{"code":"1.004222","name":"Thủ tục ví dụ","isFullProcess":false,
               "executionMethods":[{"submissionMethod":"ONLINE","fees":[{"type":"FEE","value":0}]}]}})");
  REQUIRE(imported.record);
  for (const char* field : {"phi_le_phi", "thoi_han", "muc_do_dvc", "url_dvcqg", "trinh_tu",
                            "quyet_dinh_cong_bo", "so_luong_ho_so", "cap_thuc_hien"}) {
    INFO(field);
    CHECK(imported.at(field) == "\"chua_cong_bo\"");
  }
  CHECK(imported.at("cach_thuc") == R"([{"hinh_thuc": "truc_tuyen"}])");
}

TEST_CASE("what the type has no place for, and unknown values, are told of") {
  std::string text = replaced(sample(), R"("note":"")", R"("note":"Mới","moi_la":{"a":[{"b":1}]})");
  Imported imported = import(text);
  REQUIRE(imported.record);
  CHECK(imported.said == Strings{"MB0457 1:21 note, moi_la"});
  text = replaced(sample(), R"("submissionMethod":"DIRECT")", R"("submissionMethod":"DRONE")");
  text = replaced(text, R"("type":"FEE")", R"("type":"CHARGE")");
  imported = import(text);
  REQUIRE(imported.record);
  CHECK(codes(imported) == Strings{"MB0456", "MB0456"});
}

TEST_CASE("several levels are the lowest one, shared") {
  const Imported imported =
      import(replaced(sample(), R"("isProvince":false)", R"("isProvince":true)"));
  REQUIRE(imported.record);
  CHECK(imported.at("cap_thuc_hien") == "\"xa\"");
  CHECK(imported.at("pham_vi") == "\"dung_chung\"");
  CHECK(codes(imported) == Strings{"MB0461"});
}

TEST_CASE("HTML becomes text that Markdown shows as it is") {
  const Imported imported =
      import(replaced(replaced(sample(), R"("requirementsAndConditions":")",
                               R"("requirementsAndConditions":"<p>*Một*</p><script>x()</script>)"),
                      R"("description":"Bản chính)", R"("description":"Khác. Bản chính)"));
  REQUIRE(imported.record);
  CHECK(imported.at("yeu_cau_dieu_kien").starts_with(R"("\\*Một\\*\n\nBản chính)"));
  CHECK(codes(imported) == Strings{"MB0457", "MB0459"});
}

TEST_CASE("files of another form are refused at their place") {
  CHECK(import("[1]").said == Strings{"MB0454 1:1 {…}"});
  CHECK(import("{\"a\": 1}").said == Strings{"MB0454 1:1 \"data\": {…}"});
  CHECK(import("{\"code\": \"OK\",\n \"data\": []}").said == Strings{"MB0454 2:10 \"data\": {…}"});
  CHECK(import("{\"code\": \"NOT_FOUND\", \"data\": {}}").said ==
        Strings{"MB0454 1:10 \"NOT_FOUND\""});
  CHECK(import("{\"data\": {\"code\": \"1.004222\"}}").said ==
        Strings{"MB0454 1:10 \"data.name\""});
  CHECK(codes(import(sample().substr(0, 5000))) == Strings{"MB0005"});
  const Imported odd = import(R"({"data":{"code":"1.004222","name":"Ví dụ","executionSteps":"x",
    "executionMethods":[1],"isWard":"yes","updatedAt":-5}})");
  CHECK_FALSE(odd.record);
  CHECK(codes(odd) == Strings{"MB0455", "MB0455", "MB0455", "MB0455"});
  CHECK_FALSE(import(R"({"data":{"code":"../x","name":"Ví dụ"}})").record);
}

TEST_CASE("a re-import keeps what was edited here and takes what changed upstream") {
  Site site;
  std::vector<PlannedRecord> first = site.plan({*import(sample()).record});
  REQUIRE(first.size() == 1);
  REQUIRE(write_planned(site.disk, first));
  const std::string imported = *site.disk.read(path);
  site.disk.forget();
  REQUIRE(write_planned(site.disk, site.plan({*import(sample()).record})));
  CHECK(site.disk.touched().empty());

  (void)site.disk.write(path, replaced(imported, R"("co_quan_tiep_nhan": "chua_cong_bo")",
                                       R"("co_quan_tiep_nhan": "Bộ phận Một cửa")"));
  const std::string changed = replaced(sample(), R"("qty":1)", R"("qty":2)");
  const std::vector<PlannedRecord> second = site.plan({*import(changed).record});
  REQUIRE(second.size() == 1);
  CHECK(second[0].fate == PlannedRecord::Fate::updated);
  REQUIRE(second[0].merge.taken.size() == 2);
  CHECK(second[0].merge.taken[0].field == "thoi_han");
  CHECK(to_compact_json(*second[0].merge.taken[0].before) == "\"01 ngày làm việc\"");
  CHECK(to_compact_json(*second[0].merge.taken[0].after) == "\"02 ngày làm việc\"");
  CHECK(second[0].merge.kept == Strings{"co_quan_tiep_nhan"});
  REQUIRE(write_planned(site.disk, second));
  CHECK(site.disk.read(path)->find("Bộ phận Một cửa") != std::string::npos);
  CHECK(site.report.empty());
}

TEST_CASE("an id that stands elsewhere or twice is refused") {
  Site site;
  (void)site.disk.write("data/chung/thu-tuc/khac.json", to_json(import(sample()).record->node));
  CHECK(site.plan({*import(sample()).record}).empty());
  const std::vector<Diagnostic> said = site.report.sorted();
  REQUIRE(said.size() == 1);
  CHECK(said[0].message->code == "MB0451");
  Site other;
  CHECK(other.plan({*import(sample()).record, *import(sample()).record}).size() == 1);
  CHECK(other.report.sorted()[0].message->code == "MB0450");
}

TEST_CASE("a write that fails leaves everything as it was") {
  Site site;
  std::vector<PlannedRecord> planned = site.plan(
      {*import(sample()).record, *import(R"({"data":{"code":"1.004222","name":"Ví dụ"}})").record});
  REQUIRE(planned.size() == 2);
  site.disk.fail_write("data/xa/thu-tuc/1.004222.json", messages::disk_full);
  CHECK_FALSE(write_planned(site.disk, planned));
  CHECK_FALSE(site.disk.is_file(path));
  CHECK_FALSE(site.disk.is_file("data/xa/thu-tuc/.nhap-dvcqg/2.000815.json"));
}

TEST_CASE("a file that is there and cannot be read is not replaced") {
  Site site;
  (void)site.disk.write(path, "<<<<<<< HEAD\n");
  CHECK(site.plan({*import(sample()).record}).empty());
  (void)site.disk.write(path, "[]");
  CHECK(site.plan({*import(sample()).record}).empty());
  REQUIRE(site.report.sorted().size() == 2);
}
