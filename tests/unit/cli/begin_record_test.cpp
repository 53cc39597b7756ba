// New records: valid as they stand for every type, named well, and nothing is ever overwritten.
#include "cli/begin_record.h"

#include "cli/choose.h"
#include "disk/memory_disk.h"
#include "disk/real_disk.h"
#include "pipeline/build_portal.h"
#include "pipeline/read_site.h"
#include "support/borrowed_disk.h"
#include "support/catch.h"
#include "support/overlay_disk.h"

using namespace minhbach;
using namespace minhbach::cli;

namespace {

const text::Date today{2026, 7, 5};

std::string texts_of(const Report& report) {
  std::string out;
  for (const Diagnostic& diagnostic : report.sorted())
    out += to_text(diagnostic, Language::vi) + "\n";
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

/// Does what the comments of a skeleton say: takes the '#' from every field that is commented out.
std::string with_all_fields(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  std::string out;
  bool body = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string line = lines[i];
    body = body || (i > 0 && line == "---");
    const bool field = line.starts_with("#") && !line.starts_with("# ") && !body;
    const bool part = line.starts_with("#  ") && !body;
    constexpr std::string_view undisclosed = " chua_cong_bo";
    if (field || part) {
      line.erase(0, 1);
    } else if (line.ends_with(undisclosed) && i + 2 < lines.size() &&
               lines[i + 2].starts_with("#  ")) {
      line.resize(line.size() - undisclosed.size());
    }
    out += line + "\n";
  }
  return out;
}

/// A type's id, and the members of its schema that are its own.
struct OwnType {
  std::string id, members;
};

/// A site in memory with one portal and the types given.
struct SmallSite {
  MemoryDisk disk;
  Report report;

  explicit SmallSite(std::initializer_list<OwnType> types) {
    write("site/xa/portal.json", "{}");
    for (const auto& [id, members] : types) {
      write(
          "site/types/" + id + ".schema.json",
          R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "title": "Loại", )" +
              members + "}");
    }
  }

  void write(const std::string& path, const std::string& text) { REQUIRE(disk.write(path, text)); }

  std::string begin(const std::string& id, const RecordNames& names = {}) {
    pipeline::Options options;
    options.today = today;
    const pipeline::Context ctx{disk, report, options};
    const std::vector<schema::Type> types = pipeline::read_types(ctx);
    const schema::Type* type = choose_type(types, id, report);
    INFO(texts_of(report));
    REQUIRE(type != nullptr);
    return begin_record(ctx, disk, types, *type, "xa", names, Language::vi);
  }

  std::string text(const std::string& path) { return *disk.read(path); }
};

const std::string article =
    R"("x-url": "/tin/{nam}/{id}/", "x-mau": "a.html", "x-ngay": "ngay", "required": ["tieu_de"],
  "properties": {"tieu_de": {"type": "string", "title": "Tiêu đề", "minLength": 3}, "ngay": {"type": "string", "format": "ngay"},
                 "nhap": {"type": "boolean"}})";

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "for every type of this repository a new record is valid as it stands, and with all its fields "
    "taken up") {
  const RealDisk repository(SOURCE_FOLDER);
  for (const bool all_fields : {false, true}) {
    INFO((all_fields ? "all fields" : "as it stands"));
    OverlayDisk disk(repository);
    Report report;
    pipeline::Options options;
    options.today = today;
    options.drafts = true;
    options.write = false;
    const pipeline::Context ctx{disk, report, options};
    const std::vector<schema::Type> types = pipeline::read_types(ctx);
    REQUIRE(types.size() >= 15);
    for (const schema::Type& type : types) {
      const RecordNames names{"", type.role == "procedure" ? "9.000999" : ""};
      const std::string path = begin_record(ctx, disk, types, type, "luc-nam", names, Language::vi);
      INFO(type.id << "\n" << texts_of(report));
      REQUIRE_FALSE(path.empty());
      CHECK(path.starts_with(type.url.empty() ? "data/luc-nam/" : "content/luc-nam/"));
      if (all_fields) REQUIRE(disk.write(path, with_all_fields(*disk.read(path))));
    }
    if (!repository.is_folder("themes/cong-khai/node_modules")) {
      WARN("built without pages: themes/cong-khai/node_modules is missing; run ./dev setup");
      const std::vector<std::string> portals{"luc-nam"};
      pipeline::Site site = pipeline::read_frame(ctx, portals);
      pipeline::read_content(ctx, portals, {}, site);
    } else {
      MemoryDisk output;
      pipeline::build_portals(ctx, std::vector<std::string>{"luc-nam"}, [&](const std::string&) {
        return std::make_unique<BorrowedDisk>(output);
      });
    }
    CHECK(texts_of(report) == "");
  }
}

TEST_CASE("a new record is named after its title, and the title is kept whatever is in it") {
  SmallSite site{{"tin_bai", article}};
  const std::string path = site.begin("tin_bai", {"Họp \"dân\" ở xã: #1 \\ mới", ""});
  INFO(texts_of(site.report));
  CHECK(path == "content/xa/tin-bai/hop-dan-o-xa-1-moi.md");
  const std::string text = site.text(path);
  CHECK(has(text, "\ntieu_de: \"Họp \\\"dân\\\" ở xã: #1 \\\\ mới\"\n"));
  CHECK(has(text, "\nngay: 2026-07-05\n"));  // The year is in the address.
  CHECK(has(text, "\nnhap: true\n"));
  CHECK(text.starts_with("---\n# Loại."));
}

TEST_CASE("a file that is there is never replaced") {
  SmallSite site{{"tin_bai", article}};
  site.write("content/xa/tin-bai/a.md", "của người khác");
  CHECK(site.begin("tin_bai", {"Một tin", "a"}).empty());
  CHECK(has(texts_of(site.report), "lỗi[MB0823]: đã có tệp content/xa/tin-bai/a.md, không ghi đè"));
  CHECK(site.text("content/xa/tin-bai/a.md") == "của người khác");
}

TEST_CASE("an id that another file uses is refused with the place of that file") {
  SmallSite site{
      {"tin_bai", R"("properties": {"id": {"type": "string"}, "tieu_de": {"type": "string"}})"}};
  site.write("data/xa/tin-bai/x.json", R"({"id": "a"})");
  CHECK(site.begin("tin_bai", {"", "a"}).empty());
  CHECK(has(texts_of(site.report), "lỗi[MB0824]: mã \"a\" đã dùng ở data/xa/tin-bai/x.json:1"));
}

TEST_CASE("an id that cannot stand in an address or file name is refused, with a near one") {
  for (const char* id : {"a b", "../a", ".a", "Tin mới", "a/b", "a.", "README"}) {
    INFO(id);
    SmallSite site{{"tin_bai", article}};
    CHECK(site.begin("tin_bai", {"", id}).empty());
    CHECK(has(texts_of(site.report), "lỗi[MB0825]"));
    CHECK(site.disk.counts().writes == 2);  // The site's own.
  }
}

TEST_CASE("a title that the type does not allow is refused before anything is written") {
  SmallSite site{{"tin_bai", article}};
  CHECK(site.begin("tin_bai", {"A", ""}).empty());
  CHECK(has(texts_of(site.report), "lỗi[MB0827]"));
  CHECK_FALSE(site.disk.is_folder("content"));
}

TEST_CASE("a type without pages begins as YAML among the data") {
  SmallSite site{{"don_vi", R"("required": ["cap"], "properties": {"tieu_de": {"type": "string"},
      "cap": {"type": "string", "enum": ["tinh", "xa"], "x-nhan-lua-chon": ["tỉnh", "xã"]}})"}};
  const std::string path = site.begin("don_vi", {"Xã Mẫu", ""});
  INFO(texts_of(site.report));
  CHECK(path == "data/xa/don-vi/xa-mau.yaml");
  CHECK(has(site.text(path), "Chọn: tinh (tỉnh), xa (xã)."));
  CHECK(has(site.text(path), "\ncap: chua_cong_bo\n"));
  CHECK_FALSE(has(site.text(path), "---"));
}

TEST_CASE("a code that others give out is asked for and never made up") {
  const OwnType procedure{
      "thu_tuc", R"("x-url": "/thu-tuc/{ma}/", "x-mau": "a.html", "required": ["ma"], "properties":
      {"tieu_de": {"type": "string"}, "ma": {"type": "string", "pattern": "^[0-9][.][0-9]{3}$", "x-duy-nhat": true, "examples": ["2.098"]}})"};
  SmallSite without{procedure};
  CHECK(without.begin("thu_tuc", {"Thủ tục", ""}).empty());
  CHECK(has(texts_of(without.report), "MB0828"));
  CHECK(has(texts_of(without.report), "dạng như 2.098"));
  SmallSite site{procedure};
  site.write("data/xa/thu-tuc/a.json", R"({"ma": "2.098"})");
  CHECK(site.begin("thu_tuc", {"", "7.001"}) == "content/xa/thu-tuc/7.001.md");
  CHECK(has(site.text("content/xa/thu-tuc/7.001.md"), "\nma: 7.001\n"));
  CHECK(site.begin("thu_tuc", {"", "2.098"}).empty());
  CHECK(has(texts_of(site.report), "MB0824"));
}

TEST_CASE("a record whose address needs another record names one, or says that it is missing") {
  const std::string task =
      R"("x-url": "/{ke_hoach}/{id}/", "x-mau": "a.html", "required": ["ke_hoach"],
      "properties": {"tieu_de": {"type": "string"}, "ke_hoach": {"type": "string", "x-tham-chieu": "ke_hoach"}})";
  SmallSite site{{"nhiem_vu", task},
                 {"ke_hoach", R"("properties": {"tieu_de": {"type": "string"}})"}};
  CHECK(site.begin("nhiem_vu").empty());
  CHECK(has(texts_of(site.report), "lỗi[MB0826]"));
  SmallSite full{{"nhiem_vu", task},
                 {"ke_hoach", R"("properties": {"tieu_de": {"type": "string"}})"}};
  full.write("data/xa/ke-hoach/nam-2026.json", "{}");
  const std::string path = full.begin("nhiem_vu");
  INFO(texts_of(full.report));
  REQUIRE_FALSE(path.empty());
  CHECK(has(full.text(path), "\nke_hoach: nam-2026\n"));
}

TEST_CASE("required lists show what an item holds, as many items as there must be") {
  SmallSite site{
      {"bao_cao",
       R"("required": ["han"], "properties": {"tieu_de": {"type": "string"}, "han": {"type": "array",
      "minItems": 2, "items": {"type": "object", "required": ["ma"], "properties": {"ma": {"type": "string"}, "ghi_chu": {"type": "string"}}}}})"}};
  const std::string path = site.begin("bao_cao");
  INFO(texts_of(site.report));
  const std::string text = site.text(path);
  CHECK(has(text, "\nhan: chua_cong_bo\n"));
  const std::size_t first = text.find("#  - ma: chua_cong_bo\n");
  REQUIRE(first != std::string::npos);
  CHECK(has(text.substr(first + 5), "#  - ma: chua_cong_bo\n#    ghi_chu:\n"));
}

TEST_CASE("a type is found by its id, its folder or its title, and the nearest one is offered") {
  SmallSite site{{"tin_bai", article},
                 {"van_ban", R"("properties": {"tieu_de": {"type": "string"}})"}};
  const pipeline::Context ctx{site.disk, site.report, {}};
  const std::vector<schema::Type> types = pipeline::read_types(ctx);
  for (const char* name : {"tin_bai", "tin-bai", "Tin bài"}) {
    const schema::Type* type = choose_type(types, name, site.report);
    REQUIRE(type != nullptr);
    CHECK(type->id == "tin_bai");
  }
  CHECK(texts_of(site.report) == "");
  CHECK(choose_type(types, "tin_bia", site.report) == nullptr);
  CHECK(has(texts_of(site.report), "gợi ý: có phải ý là \"tin_bai\"?"));
}

TEST_CASE("the only portal need not be named; of several one must be") {
  SmallSite site{{"tin_bai", article}};
  const pipeline::Context ctx{site.disk, site.report, {}};
  CHECK(choose_portal(ctx, "") == "xa");
  CHECK(choose_portal(ctx, "chung") == "chung");
  site.write("site/huyen/portal.json", "{}");
  CHECK(choose_portal(ctx, "huyen") == "huyen");
  CHECK(texts_of(site.report) == "");
  CHECK(choose_portal(ctx, "").empty());
  CHECK(has(texts_of(site.report), "lỗi[MB0820]"));
  CHECK(choose_portal(ctx, "huyenn").empty());
  CHECK(has(texts_of(site.report), "có phải ý là \"huyen\"?"));
}
