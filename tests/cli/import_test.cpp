// Runs imports: what is written, what is left alone, and that nothing is half imported.
#include "program.h"

namespace {

namespace fs = std::filesystem;

/// A site with one portal, the project's own types and no content.
struct ImportSite : TemporaryFolder {
  ImportSite() {
    fs::create_directories(path + "/site");
    fs::create_directories(path + "/data");
    fs::copy(SOURCE_FOLDER "/site/types", path + "/site/types");
    fs::copy(SOURCE_FOLDER "/tests/support/small_site/site/xa-mau", path + "/site/xa-mau");
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(file(name)).parent_path());
    std::ofstream(file(name)) << text;
  }
  Outcome import(const std::string& arguments) const {
    return run("import " + arguments, "", path);
  }
  std::string file(const std::string& name) const { return path + "/" + name; }
  /// How many files there are below data/.
  std::size_t count() const {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path + "/data"))
      files += entry.is_regular_file();
    return files;
  }
};

const std::string sample = SOURCE_FOLDER "/tests/support/dvcqg/2.000815.json";
constexpr const char* record = "data/xa-mau/thu-tuc/2.000815.json";

void replace_in(const std::string& path, const std::string& from, const std::string& to) {
  std::string text = read(path);
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  std::ofstream(path) << text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a procedure of the national portal is imported, and again after edits in both places") {
  const ImportSite site;
  Outcome outcome = site.import("dvcqg " + sample + " --ngay 2026-04-22");
  INFO(outcome.out);
  REQUIRE(outcome.code == 0);
  CHECK(says(outcome, "2.000815: mới, data/xa-mau/thu-tuc/2.000815.json"));
  CHECK(fs::exists(site.file("data/xa-mau/thu-tuc/.nhap-dvcqg/2.000815.json")));
  CHECK(site.import("dvcqg " + sample + " --ngay 2026-04-22").out ==
        "0 mới, 0 cập nhật, 1 giữ nguyên\n");

  replace_in(site.file(record), "\"co_quan_tiep_nhan\": \"chua_cong_bo\"",
             "\"co_quan_tiep_nhan\": \"Bộ phận Một cửa\"");
  replace_in(site.file(record), "\"thoi_han\": \"01 ngày làm việc\"",
             "\"thoi_han\": \"trong ngày\"");
  fs::copy_file(sample, site.file("moi.json"));
  replace_in(site.file("moi.json"), "\"qty\":1", "\"qty\":2");
  replace_in(site.file("moi.json"), "3152/QĐ-BTP", "4000/QĐ-BTP");
  const std::string before = read(site.file(record));
  outcome = site.import("dvcqg " + site.file("moi.json") + " --ngay 2026-05-01 --chi-xem");
  CHECK(says(outcome, "chỉ xem, chưa ghi tệp nào"));
  CHECK(read(site.file(record)) == before);
  outcome = site.import("dvcqg " + site.file("moi.json") + " --ngay 2026-05-01");
  CHECK(outcome.code == 0);
  CHECK(says(outcome,
             "~ quyet_dinh_cong_bo (Quyết định công bố)\n      - \"3152/QĐ-BTP\"\n      + "
             "\"4000/QĐ-BTP\"\n"));
  CHECK(says(outcome, "! thoi_han (Thời hạn giải quyết) đổi ở cả hai nơi; giữ bản tại chỗ"));
  CHECK(says(outcome, "= giữ bản sửa tại chỗ: co_quan_tiep_nhan"));
  CHECK(says(outcome, "cảnh báo[MB0453]"));
  const std::string after = read(site.file(record));
  for (const char* text : {"Bộ phận Một cửa", "trong ngày", "4000/QĐ-BTP", "\"thoi_han_so\": 1",
                           "\"ngay_lay\": \"2026-05-01\""})
    CHECK(after.find(text) != std::string::npos);
}

TEST_CASE("a folder with one bad file imports nothing") {
  const ImportSite site;
  const std::size_t files = site.count();
  site.write("vao/a.json", read(sample));
  site.write("vao/b.json", read(sample).substr(0, 3000));
  site.write("vao/c.json", "{\"khac\": 1}");
  const Outcome outcome = site.import("dvcqg " + site.file("vao"));
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "vao/b.json:1:"));
  CHECK(says(outcome, "vao/c.json:1:1: lỗi[MB0454]"));
  CHECK(says(outcome, "chưa ghi tệp nào"));
  CHECK(site.count() == files);
}

TEST_CASE("a file of 100 MB, a missing one and an empty folder are told of") {
  const ImportSite site;
  site.write("to.json", "");
  fs::resize_file(site.file("to.json"), 100u << 20);
  CHECK(says(site.import("dvcqg " + site.file("to.json")), "to.json: lỗi[MB0854]"));
  CHECK(says(site.import("xlsx " + site.file("to.json") + " --type thu_tuc"), "MB0854"));
  CHECK(says(site.import("dvcqg " + site.file("khong.json")), "khong.json: lỗi[MB0101]"));
  fs::create_directory(site.file("rong"));
  CHECK(says(site.import("dvcqg " + site.file("rong")), "rong: lỗi[MB0458]"));
}

TEST_CASE("mistakes of usage exit with 2") {
  const ImportSite site;
  CHECK(site.import("docx a.docx").code == 2);
  CHECK(says(site.import("csvv a.csv"), "có phải ý là \"csv\"?"));
  CHECK(says(site.import("csv a.csv"), "MB0850"));
  CHECK(says(site.import("csv a.csv --type thu_tucc"), "có phải ý là \"thu_tuc\"?"));
  CHECK(says(site.import("csv a.csv --type thu_tuc --khoa khong"), "MB0853"));
  CHECK(says(site.import("dvcqg a --ngay 31/6/2024"), "MB0802"));
  CHECK(site.import("dvcqg a --cong khong-co").code == 2);
  CHECK(says(run("types --sheet", "", site.path), "MB0852"));
}

TEST_CASE("rows of a CSV file become records, all or none, and again the same files") {
  const ImportSite site;
  const std::size_t files = site.count();
  site.write("a.csv", "Mã nội dung;Tên;Loại\nubnd-x;UBND xã Ví Dụ;nhom\nphong-y\n");
  Outcome outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "a.csv:3:1: lỗi[MB0254]"));
  CHECK(site.count() == files);

  site.write("a.csv",
             "Mã nội dung;Tên;Loại\nubnd-x;UBND xã Ví Dụ;nhom\nphong-y;Phòng Ví Dụ;nhom\n");
  outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  INFO(outcome.out);
  REQUIRE(outcome.code == 0);
  CHECK(site.count() == files + 2);
  CHECK(read(site.file("data/xa-mau/co-quan/ubnd-x.json")) ==
        "{\n  \"id\": \"ubnd-x\",\n  \"ten\": \"UBND xã Ví Dụ\",\n  \"loai\": \"nhom\"\n}\n");
  site.write("a.csv",
             "Mã nội dung;Tên;Loại\nubnd-x;UBND xã Ví Dụ Một;nhom\nphong-y;Phòng Ví Dụ;nhom\n");
  outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  CHECK(says(outcome, "ubnd-x: 1 trường đổi"));
  CHECK(says(outcome, "0 mới, 1 cập nhật, 1 giữ nguyên"));
  CHECK(site.count() == files + 2);
}

TEST_CASE("a type whose records need their full text becomes Markdown files") {
  const ImportSite site;
  const std::string head = "id;Tiêu đề;tom_tat;phan;stt;ngay_dang;ngay_cap_nhat";
  const std::string row =
      "chuc-nang;Chức năng, nhiệm vụ: \"Ví dụ\" # một;Một câu ví "
      "dụ.;chuc_nang;1;17/05/2024;17/05/2024";
  const auto import = [&](const std::string& text) {
    site.write("a.csv", text);
    return site.import("csv " + site.file("a.csv") + " --type gioi_thieu");
  };
  CHECK(says(import(head + "\n" + row + "\n"), "toan_van (Toàn văn)"));
  CHECK(says(import(head + ";Toàn văn\n" + row + ";\n"), "a.csv:2:"));
  const std::string body = ";\"# Một đoạn.\nĐoạn *hai*.\"\n";
  Outcome outcome = import(head + ";Toàn văn\n" + row + body);
  INFO(outcome.out);
  REQUIRE(outcome.code == 0);
  const std::string page = site.file("content/xa-mau/gioi-thieu/chuc-nang.md");
  const std::string text = read(page);
  INFO(text);
  CHECK(text.starts_with(
      "---\nid: \"chuc-nang\"\ntieu_de: \"Chức năng, nhiệm vụ: \\\"Ví dụ\\\" # một\"\n"));
  CHECK(text.ends_with("\n---\n\n\\# Một đoạn.\n\nĐoạn \\*hai\\*.\n"));
  CHECK(import(head + ";Toàn văn\n" + row + body).out == "0 mới, 0 cập nhật, 1 giữ nguyên\n");
  std::ofstream(page) << text.substr(0, text.find("\n---\n\n")) << "\nnhap: true\n---\n\nCũ.\n";
  outcome = import(head + ";Toàn văn\n" + row + body);
  CHECK(says(outcome, "~ toan_van\n      - \"Cũ.\""));
  CHECK(read(page).find("nhap: true\n---\n\n\\# Một") != std::string::npos);
}

TEST_CASE("a blank sheet is made once, and imports again when filled in by another program") {
  const ImportSite site;
  const std::string sheet = site.file("trong.xlsx");
  const Outcome made = run("types thu_tuc --sheet --out " + sheet, "", site.path);
  INFO(made.out);
  REQUIRE(made.code == 0);
  CHECK(says(run("types thu_tuc --sheet --out " + sheet, "", site.path), "MB0851"));
  CHECK(says(site.import("xlsx " + sheet + " --type thu_tuc"), "MB0485"));

  const std::string fill =
      " " SOURCE_FOLDER "/tests/cli/fill_sheet.py " + sheet + " " + site.file("dien.xlsx");
  const bool is_filled = std::system(("python3" + fill + " 2>/dev/null").c_str()) == 0 ||
                         std::system(("/usr/bin/python3" + fill + " 2>/dev/null").c_str()) == 0;
  if (!is_filled) {
    WARN("python3-openpyxl is not installed: no second producer of workbooks");
    return;
  }
  const std::size_t files = site.count();
  Outcome outcome = site.import("xlsx " + site.file("dien.xlsx") + " --type thu_tuc");
  INFO(outcome.out);
  REQUIRE(outcome.code == 0);
  CHECK(site.count() == files + 2);
  const std::string text = read(site.file("data/xa-mau/thu-tuc/1.004222.json"));
  for (const char* expected :
       {"\"ten\": \"=Tên bắt đầu bằng dấu bằng\"", "\"cap_thuc_hien\": \"xa\"",
        "\"pham_vi\": \"chua_cong_bo\"", "\"ngay_quyet_dinh\": \"2025-10-31\"",
        "\"so_tien\": 1234567.5", "\"doi_tuong\": [\"Cá nhân\", \"Tổ chức\"]",
        "{\"ten\": \"Nộp hồ sơ\", \"noi_dung\": \"Nộp \\\\*bản giấy\\\\*\"}",
        "\"phi_dia_gioi\": false", "\"tu_khoa\": [\"+84\", \"-5\"]",
        "\"hieu_luc_tu\": \"2024-05\""}) {
    INFO(expected);
    CHECK(text.find(expected) != std::string::npos);
  }
  CHECK(says(site.import("xlsx " + site.file("dien.xlsx") + " --type thu_tuc"),
             "0 mới, 0 cập nhật, 2 giữ nguyên"));
}

TEST_CASE("references and files are checked at their cells before anything is written") {
  const ImportSite site;
  site.write("data/xa-mau/co-quan/vh.json",
             R"({"ten": "Phòng Văn hóa và Thông tin", "ten_ngan": "Phòng VHTT", "loai": "nhom"})");
  site.write("data/xa-mau/co-quan/ubnd.json", R"({"ten": "Ủy ban nhân dân", "loai": "nhom"})");
  const std::size_t files = site.count();
  const std::string header = "Mã nội dung;Tên;Loại;Trực thuộc\n";
  site.write("a.csv", header +
                          "a;Tổ A;nhom;Phòng Văn hóa và Thong\nb;Tổ B;nhom;khong-co\n"
                          "B;Tổ C;nhom;phong vhtt\n");
  Outcome outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  INFO(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "a.csv:2:13: lỗi[MB0463]"));
  CHECK(says(outcome, "có phải ý là \"Phòng Văn hóa và Thông tin\"?"));
  CHECK(says(outcome, "a.csv:3:13: lỗi[MB0463]"));
  CHECK(says(outcome, "Ủy ban nhân dân; Phòng Văn hóa và Thông tin"));
  CHECK(says(outcome, "a.csv:4:1: lỗi[MB0467]"));
  CHECK(site.count() == files);

  site.write("a.csv", header + "a;Tổ A;nhom;PHONG VAN HOA VA THONG TIN\nb;Tổ B;nhom;Tổ A\n");
  outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  INFO(outcome.out);
  REQUIRE(outcome.code == 0);
  CHECK(read(site.file("data/xa-mau/co-quan/a.json")).find("\"cap_tren\": \"vh\"") !=
        std::string::npos);
  CHECK(read(site.file("data/xa-mau/co-quan/b.json")).find("\"cap_tren\": \"a\"") !=
        std::string::npos);
}

TEST_CASE("one run tells what is wrong with the rows and with the files they would go to") {
  const ImportSite site;
  site.write("data/xa-mau/co-quan/khac.csv", "id;ten;loai\ntrong-bang;Tổ cũ;nhom\n");
  const std::size_t files = site.count();
  site.write("a.csv", "Mã nội dung;Tên;Loại\na;Tổ A;nhóm lạ\ntrong-bang;Tổ B;nhom\n");
  const Outcome outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  INFO(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "a.csv:2:8: lỗi[MB0346]"));
  CHECK(says(outcome, "a.csv:3:1: lỗi[MB0451]"));
  CHECK(site.count() == files);
}

TEST_CASE("what a value of the row asks for is missing in its own cell") {
  const ImportSite site;
  site.write("a.csv", "Mã nội dung;Tên;Loại;Thư điện tử\na;UBND xã;uy_ban;\n");
  const Outcome outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  INFO(outcome.out);
  CHECK(says(outcome, "a.csv:2:18: lỗi[MB0332]"));
}

TEST_CASE("an id in use is told with the record that has it, not with its translation") {
  const ImportSite site;
  site.write("data/xa-mau/ke-hoach/k/co-quan/vp.json", R"({"ten": "Văn phòng", "loai": "nhom"})");
  site.write("data/xa-mau/ke-hoach/k/co-quan/vp.en.json", R"({"ten": "Office"})");
  site.write("a.csv", "Mã nội dung;Tên;Loại\nvp;Văn phòng;nhom\n");
  const Outcome outcome = site.import("csv " + site.file("a.csv") + " --type co_quan");
  INFO(outcome.out);
  CHECK(says(outcome, "đã có ở data/xa-mau/ke-hoach/k/co-quan/vp.json:1"));
}

TEST_CASE("a workbook for CSV and a web page for JSON are called what they are") {
  const ImportSite site;
  site.write("a.xlsx", "PK\x03\x04 cut off");
  const Outcome outcome = site.import("csv " + site.file("a.xlsx") + " --type co_quan");
  CHECK(says(outcome, "MB0468"));
  CHECK(says(outcome, "minhbach import xlsx"));
  CHECK(says(site.import("xlsx " + site.file("a.xlsx") + " --type co_quan"), "MB0275"));
  site.write("a.json", "\n<!DOCTYPE html><html></html>");
  CHECK(says(site.import("dvcqg " + site.file("a.json")), "MB0469"));
}
