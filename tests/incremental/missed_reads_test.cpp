// Changes that no page asks about by name: what was not there, what stands in another order, what
// the program's own notes say. After each an incremental build must equal a clean one.
#include "edited_site.h"

#include "pipeline/earlier_build.h"
#include "pipeline/write_outputs.h"

using namespace minhbach;

namespace {

void replace(EditedSite& site, std::string_view path, std::string_view from, std::string_view to) {
  std::string text = *site.source.read(path);
  const std::size_t at = text.find(from);
  INFO(path << " holds no " << from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  REQUIRE(site.source.write(path, text));
}

void check_equal(EditedSite& site) {
  const EditedSite::Run run = site.build();
  INFO(run.printed);
  REQUIRE(run.sound);
  CHECK(site.built() == site.build_clean());
}

constexpr std::string_view frame = "themes/mau/templates/khung.html";
constexpr std::string_view end_of_page = "</footer>";

}  // namespace

TEST_CASE("sections in another order change every menu") {
  EditedSite site;
  replace(site, frame, end_of_page, "{% for m in cong.muc %}{{ m.ten }},{% endfor %}</footer>");
  check_equal(site);
  replace(site, "site/huyen/portal.json", "\"thu_tuc\",\n    \"van_ban\"",
          "\"van_ban\",\n    \"thu_tuc\"");
  check_equal(site);
}

TEST_CASE("a type shown by another template changes its pages") {
  EditedSite site;
  check_equal(site);
  REQUIRE(site.source.write("themes/mau/templates/khac.html",
                            "{% extends \"khung.html\" %}{% block noi_dung %}khác{% endblock %}"));
  check_equal(site);
  replace(site, "site/types/van_ban.schema.json", "\"x-mau\": \"ban-ghi.html\"",
          "\"x-mau\": \"khac.html\"");
  check_equal(site);
}

TEST_CASE("a string that was looked for and not found changes pages when it comes") {
  EditedSite site;
  replace(site, frame, end_of_page, "{{ chu.moi_them | default(\"chưa\") }}</footer>");
  check_equal(site);
  replace(site, "themes/mau/strings/vi.json", "{", "{\"moi_them\": \"đã có\",");
  check_equal(site);
}

TEST_CASE("a field that was looked for and not found changes pages when it comes") {
  EditedSite site;
  replace(site, "themes/mau/templates/ban-ghi.html", "{% block noi_dung %}",
          "{% block noi_dung %}{{ ban_ghi.luu_y | default(\"chưa\") }}"
          "{{ ban_ghi._hien.luu_y | default(\"chưa\") }}");
  check_equal(site);
  replace(site, "site/types/van_ban.schema.json", "\"properties\": {",
          "\"properties\": {\"luu_y\": {\"title\": \"Lưu ý\", \"type\": \"string\"},");
  replace(site, "content/huyen/van-ban/thong-bao.md", "---\n", "---\nluu_y: đã có\n");
  check_equal(site);
}

TEST_CASE("a template that may be there changes pages when it comes") {
  EditedSite site;
  replace(site, frame, end_of_page, "{% include \"them.html\" ignore missing %}</footer>");
  check_equal(site);
  REQUIRE(site.source.write("themes/mau/templates/them.html", "thêm"));
  check_equal(site);
}

TEST_CASE("a field that leads to another record changes with that record's title and address") {
  EditedSite site;
  REQUIRE(site.source.write("content/huyen/van-ban/chi-dan.md",
                            "---\ntieu_de: Chỉ dẫn\nso_ky_hieu: 7/CD\nngay_ban_hanh: 2025-02-03\n"
                            "ghi_chu: Xem [thông báo](thong-bao.md).\n---\n"));
  check_equal(site);
  check_equal(site);  // Its record is settled from here on.
  replace(site, "content/huyen/van-ban/thong-bao.md", "tieu_de: ", "tieu_de: Mới - ");
  check_equal(site);
}

TEST_CASE("what nobody asked for a while is asked anew by the next who wants to know it") {
  EditedSite site;
  const std::string agency = "data/huyen/co-quan/to-mot.json";
  const std::string page = "content/huyen/van-ban/thong-bao.md";
  const auto note = [&](const std::string& text) {
    REQUIRE(site.source.write(
        agency, R"([{"id": "to-mot", "ten": "Tổ một", "dien_thoai": "1", "luu_y": "Buổi )" + text +
                    "\"}]"));
  };
  replace(site, "site/types/co_quan.schema.json", "\"properties\": {",
          "\"properties\": {\"luu_y\": {\"title\": \"Lưu ý\", \"type\": \"string\"},");
  // Alone of all pages this one asks for the field itself.
  replace(site, "themes/mau/templates/ban-ghi.html", "{% block noi_dung %}",
          "{% block noi_dung %}{% if ban_ghi._id == \"thong-bao\" and ban_ghi.co_quan %}"
          "{{ ban_ghi.co_quan.luu_y }}{% endif %}");
  replace(site, page, "co_quan: phong-dat\n", "co_quan: to-mot\n");
  note("A");
  check_equal(site);
  CHECK(site.built()["huyen"]["van-ban/2023/thong-bao/index.html"].find("Buổi A") !=
        std::string::npos);
  replace(site, page, "co_quan: to-mot\n", "");
  check_equal(site);
  note("B");
  check_equal(site);
  replace(site, page, "ngay_ban_hanh: 2023-12\n", "ngay_ban_hanh: 2023-12\nco_quan: to-mot\n");
  check_equal(site);
  note("A");
  check_equal(site);
}

TEST_CASE("an empty file beside a table is noticed") {
  EditedSite site;
  check_equal(site);
  REQUIRE(site.source.write("data/huyen/thu-tuc/bang.nguon.json", ""));
  CHECK_FALSE(site.build().sound);
  CHECK(site.build_clean().empty());
}

TEST_CASE("a list of outputs that is gone or damaged empties no page") {
  for (const bool is_gone : {true, false}) {
    EditedSite site;
    check_equal(site);
    MemoryDisk& out = site.outputs["huyen"];
    if (is_gone) {
      REQUIRE(out.remove(pipeline::list_path));
    } else {
      REQUIRE(out.write(pipeline::list_path, "cái gì đó"));
    }
    site.build();
    CHECK(site.built() == site.build_clean());
    replace(site, "content/huyen/van-ban/thong-bao.md", "---\n", "---\ntom_tat: Mới.\n");
    site.build();
    CHECK(site.built() == site.build_clean());
  }
}

TEST_CASE("a page that is gone is made again when the list of outputs has lost it too") {
  const std::string page = "trang/gioi-thieu/index.html";
  const std::string body = "content/huyen/van-ban/thong-bao.md";
  for (const bool only_a_body_changes : {false, true}) {
    EditedSite site;
    check_equal(site);
    MemoryDisk& out = site.outputs["huyen"];
    REQUIRE(out.remove(page));
    std::string list = *out.read(pipeline::list_path);
    list.erase(list.find(page + "\n"), page.size() + 1);
    REQUIRE(out.write(pipeline::list_path, list));
    if (only_a_body_changes)
      REQUIRE(site.source.write(body, *site.source.read(body) + "\nThêm.\n"));
    check_equal(site);
  }
}

TEST_CASE("two records of one table that change places change both pages") {
  EditedSite site;
  REQUIRE(site.source.write(
      "themes/mau/templates/ban-ghi.html",
      "{% extends \"khung.html\" %}{% block noi_dung %}{{ ban_ghi.phi | default(0) }}"
      "{% endblock %}"));
  replace(site, "site/types/thu_tuc.schema.json", "\"ma\": {",
          "\"id\": {\"title\": \"Mã nội dung\", \"type\": \"string\"},\n    \"ma\": {");
  const std::string table = "data/huyen/thu-tuc/doi.csv";
  REQUIRE(site.source.write(table,
                            "id,ma,ten,linh_vuc,phi\nmot,1.000101,Cùng tên,dat_dai,100\n"
                            "hai,1.000102,Cùng tên,dat_dai,200\n"));
  check_equal(site);
  REQUIRE(site.source.write(table,
                            "id,ma,ten,linh_vuc,phi\nmot,1.000102,Cùng tên,dat_dai,100\n"
                            "hai,1.000101,Cùng tên,dat_dai,200\n"));
  check_equal(site);
}

TEST_CASE("the log does not grow with the number of builds") {
  EditedSite site;
  check_equal(site);
  const std::size_t first = site.outputs["huyen"].read(pipeline::build_log_path)->size();
  const std::string path = "content/huyen/van-ban/thong-bao.md";
  const std::string text = *site.source.read(path);
  for (int i = 0; i < 300; ++i) {
    // Its title every third time, its body alone else.
    std::string edited = text + "\nLần " + std::to_string(i) + ".\n";
    if (i % 3 == 0) edited.insert(edited.find("\n---", 3), "\ntom_tat: Lần " + std::to_string(i));
    REQUIRE(site.source.write(path, edited));
    REQUIRE(site.build().sound);
  }
  CHECK(site.outputs["huyen"].read(pipeline::build_log_path)->size() < 3 * first);
  check_equal(site);
}

TEST_CASE("any of the program's own notes may be gone or damaged") {
  for (const std::string_view note :
       {pipeline::build_log_path, pipeline::source_memory_path, pipeline::packed_records_path}) {
    for (const bool is_gone : {true, false}) {
      INFO(note << (is_gone ? " gone" : " damaged"));
      EditedSite site;
      check_equal(site);
      MemoryDisk& out = site.outputs["huyen"];
      std::string bytes = *out.read(note);
      bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
      if (is_gone) {
        REQUIRE(out.remove(note));
      } else {
        REQUIRE(out.write(note, bytes));
      }
      replace(site, "content/huyen/van-ban/thong-bao.md", "---\n", "---\ntom_tat: Mới.\n");
      check_equal(site);
      check_equal(site);
    }
  }
}

TEST_CASE("a file that becomes a folder, and the reverse, is put in place") {
  EditedSite site;
  REQUIRE(site.source.write("site/huyen/static/gioi-thieu", "tệp"));
  check_equal(site);
  REQUIRE(site.source.remove("site/huyen/static/gioi-thieu"));
  REQUIRE(site.source.write("site/huyen/static/gioi-thieu/a.txt", "trong thư mục"));
  check_equal(site);
  REQUIRE(site.source.remove("site/huyen/static/gioi-thieu/a.txt"));
  REQUIRE(site.source.write("site/huyen/static/gioi-thieu", "tệp"));
  check_equal(site);
}
