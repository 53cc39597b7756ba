// `minhbach new portal`: a copy of the sample under another id and name.
#include "program.h"

namespace {

/// The small site with a sample portal of its own.
struct SampleSite : SiteCopy {
  SampleSite() {
    write(
        "site/mau/portal.json",
        "{\"ten\": \"Cổng xã Ví Dụ\", \"mo_ta\": \"Cổng của xã Ví Dụ\", \"dia_chi\": "
        "\"https://xa-vi-du.example\", \"ngon_ngu\": \"vi\", \"giao_dien\": \"nho\", \"co_quan\": "
        "\"ubnd-xa-vi-du\", \"don_vi\": \"xa-vi-du\", \"muc\": [\"tin_bai\"], \"vi_du\": {\"ten\": "
        "\"Trang ví dụ\", \"noi_dung\": \"Xã Ví Dụ không "
        "có thật.\"}}\n");
    write("site/mau/public/index.html", "built\n");
    write("site/mau/static/a.txt", "XÃ VÍ DỤ\n");
    write("site/types/don_vi.schema.json",
          "{\"title\": \"Đơn vị\", \"x-vai-tro\": \"unit\", \"x-tieu-de\": \"ten\", \"type\": "
          "\"object\", "
          "\"required\": [\"ten\", \"do_tin_cay\"], \"properties\": {\"ten\": {\"title\": \"Tên\", "
          "\"type\": "
          "\"string\"}, \"ghi_chu\": {\"title\": \"Ghi chú\", \"type\": \"string\"}, "
          "\"do_tin_cay\": {\"title\": \"Mức kiểm chứng\", \"type\": \"string\"}, \"minh_hoa\": "
          "{\"title\": \"Minh họa\", \"type\": \"boolean\"}}}\n");
    write("data/mau/don-vi/xa-vi-du.json",
          "{\n  \"ten\": \"xã Ví Dụ\",\n  \"ghi_chu\": \"Không có thật.\",\n  \"do_tin_cay\": "
          "\"V\",\n  \"minh_hoa\": "
          "true\n}\n");
    write("data/mau/co-quan/ubnd-xa-vi-du.json", "{\"ten\": \"UBND xã Ví Dụ\"}\n");
    write("content/mau/tin-bai/tin.md",
          "---\ntieu_de: Xã Ví Dụ họp\nngay_dang: 2026-01-01\nco_quan: ubnd-xa-vi-du\n---\n"
          "[Tệp](ban-do.pdf)\n");
    write("content/mau/tin-bai/ban-do.pdf", "%PDF xã Ví Dụ\n");
  }
};

}  // namespace

TEST_CASE("new portal copies the sample under its id and name, and the copy is sound") {
  const SampleSite site;
  const Outcome made = run("new portal xa-binh-minh --ten 'Xã Bình Minh'", "", site.path);
  INFO(made.out);
  REQUIRE(made.code == 0);
  CHECK(says(made, "đã tạo cổng xa-binh-minh: 6 tệp"));
  const std::string portal = read(site.path + "/site/xa-binh-minh/portal.json");
  CHECK(portal.find("\"Cổng xã Bình Minh\"") != std::string::npos);
  CHECK(portal.find("https://xa-binh-minh.example") != std::string::npos);
  CHECK(portal.find("\"ubnd-xa-binh-minh\"") != std::string::npos);
  CHECK(read(site.path + "/site/xa-binh-minh/static/a.txt") == "XÃ BÌNH MINH\n");
  const std::string unit = read(site.path + "/data/xa-binh-minh/don-vi/xa-binh-minh.json");
  CHECK(unit.find("\"ten\": \"xã Bình Minh\"") != std::string::npos);
  CHECK(unit.find("\"minh_hoa\": true") != std::string::npos);
  CHECK(unit.find("Không có thật") == std::string::npos);
  CHECK(unit.find("\"do_tin_cay\": \"chua_cong_bo\"") != std::string::npos);
  CHECK(portal.find("không có thật") == std::string::npos);
  CHECK_FALSE(says(made, "--ten"));
  CHECK(read(site.path + "/content/xa-binh-minh/tin-bai/tin.md").find("Xã Bình Minh họp") !=
        std::string::npos);
  CHECK(read(site.path + "/content/xa-binh-minh/tin-bai/ban-do.pdf") == "%PDF xã Ví Dụ\n");
  CHECK_FALSE(std::filesystem::exists(site.path + "/site/xa-binh-minh/public"));
  const Outcome checked = run("check xa-binh-minh", "", site.path);
  INFO(checked.out);
  CHECK(checked.code == 0);
}

TEST_CASE("in no language does the copy deny the body that it is of") {
  const SampleSite site;
  const std::string starter = SOURCE_FOLDER "/site/mau/portal.json";
  const std::string sample = read(starter);
  REQUIRE(sample.find("There is no Ví Dụ commune") != std::string::npos);
  site.write("site/mau/portal.json", sample);
  REQUIRE(run("new portal xa-tan --ten 'xã Tân Lập'", "", site.path).code == 0);
  const std::string portal = read(site.path + "/site/xa-tan/portal.json");
  CHECK(portal.find("Tân Lập commune: open information") != std::string::npos);
  CHECK(portal.find("There is no") == std::string::npos);
  CHECK(portal.find("made up") == std::string::npos);
  CHECK(portal.find("Site in preparation") != std::string::npos);
  CHECK(portal.find("không có thật") == std::string::npos);
  CHECK(portal.find("Trang đang được chuẩn bị") != std::string::npos);
}

TEST_CASE("the made-up province that the sample sits in is not the copy's") {
  const SampleSite site;
  const std::string sample = read(SOURCE_FOLDER "/site/mau/portal.json");
  for (const char* key : {"\"cong_cha\"", "\"gan\"", "\"noi_xuat_ban\"", "sample province"})
    REQUIRE(sample.find(key) != std::string::npos);
  site.write("site/mau/portal.json", sample);
  for (const char* below : {"mau/tin-bai/cua-tinh.ghi-de", "mau/tin-bai/chung.ghi-de"})
    site.write("data/" + std::string(below) + ".json", "{\"ngay_dang\": \"2026-01-02\"}\n");
  site.write("data/danh-muc-mau/tin-bai/cua-tinh.json", "{\"tieu_de\": \"Của tỉnh\"}\n");
  REQUIRE(run("new portal xa-tan --ten 'xã Tân Lập'", "", site.path).code == 0);
  const std::string portal = read(site.path + "/site/xa-tan/portal.json");
  for (const char* key :
       {"\"cong_cha\"", "\"gan\"", "\"noi_xuat_ban\"", "sample province", "danh-muc-mau"}) {
    INFO(key);
    CHECK(portal.find(key) == std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists(site.path + "/data/xa-tan/tin-bai/cua-tinh.ghi-de.json"));
  CHECK(std::filesystem::exists(site.path + "/data/xa-tan/tin-bai/chung.ghi-de.json"));
}

TEST_CASE("without a name only ids are changed, and the way to a name is told") {
  const SampleSite site;
  const Outcome made = run("new portal xa-khac", "", site.path);
  REQUIRE(made.code == 0);
  CHECK(says(made, "minhbach new portal xa-khac --ten"));
  CHECK(read(site.path + "/data/xa-khac/don-vi/xa-khac.json").find("xã Ví Dụ") !=
        std::string::npos);
}

TEST_CASE("new portal refuses ids that are bad or in use, and writes nothing") {
  const SampleSite site;
  const struct {
    const char* arguments;
    const char* what;
    int code;
  } slips[] = {
      {"new portal", "lỗi[MB0860]", 2},
      {"new portal 'Xã Bình Minh'", "lỗi[MB0861]: không dùng \"Xã Bình Minh\" làm mã cổng được", 2},
      {"new portal chung", "lỗi[MB0861]", 2},
      {"new portal ../xa", "lỗi[MB0861]", 2},
      {"new portal xa-mau", "lỗi[MB0862]: đã có content/xa-mau, nên không tạo cổng \"xa-mau\"", 2},
      {"new portal mau", "lỗi[MB0862]", 2},
      {"new tin_bai xa-mau", "lỗi[MB0813]", 2},
  };
  for (const auto& slip : slips) {
    const Outcome outcome = run(slip.arguments, "", site.path);
    INFO(slip.arguments << "\n" << outcome.out);
    CHECK(outcome.code == slip.code);
    CHECK(says(outcome, slip.what));
  }
  site.write("data/chung/don-vi/xa-that.json", "{\"ten\": \"xã Thật\"}\n");
  CHECK(says(run("new portal xa-that", "", site.path), "lỗi[MB0864]"));
  CHECK_FALSE(std::filesystem::exists(site.path + "/site/xa-that"));
}

TEST_CASE("without a sample there is nothing to copy") {
  const SiteCopy site;
  const Outcome outcome = run("new portal xa-moi", "", site.path);
  CHECK(outcome.code == 2);
  CHECK(
      says(outcome, "lỗi[MB0863]: không có cổng mẫu để sao chép: thiếu tệp site/mau/portal.json"));
}
