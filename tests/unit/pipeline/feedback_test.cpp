// Portals that take feedback: their pages, the question under records, figures and what hangs on
// them.
#include "pipeline/statistics.h"
#include "support/site_fixture.h"

using namespace minhbach;
using Paths = std::vector<std::string>;

namespace {

constexpr std::string_view vote = R"({
  "title": "Hữu ích không?", "type": "object", "x-vai-tro": "huu_ich", "x-nut": "Gửi",
  "x-cam-on": "Cảm ơn.", "x-luu-giu": 90, "required": ["danh_gia"],
  "properties": {"danh_gia": {"title": "Đánh giá", "type": "string", "enum": ["co", "khong"]}}})";
constexpr std::string_view question = R"({
  "title": "Gửi câu hỏi", "type": "object", "x-vai-tro": "cau_hoi", "x-nut": "Gửi",
  "x-cam-on": "Cảm ơn.", "x-luu-giu": 30, "required": ["cau_hoi"],
  "properties": {"cau_hoi": {"title": "Câu hỏi", "type": "string", "maxLength": 500},
                 "noi": {"title": "Nơi", "type": "string", "x-tham-chieu": "co_quan"}}})";
constexpr std::string_view figures = "data/xa-mau/thong-ke/huu-ich.json";

std::string figures_of(int votes, int useful) {
  return fmt::format(
      R"({{"bieu_mau": "huu_ich", "den_ngay": "2026-07-01", "nguong": 10, "o": [
          {{"nhom": "thu_tuc", "quy": "2026-Q2", "n": {}, "huu_ich": {}, "den_ngay": "2026-06-30"}},
          {{"nhom": "khac", "quy": "2026-Q2", "an": true}}]}})",
      votes, useful);
}

/// The small site with two forms, and an endpoint to send them to.
struct FeedbackSite : SiteFixture {
  FeedbackSite() {
    write("site/forms/huu_ich.schema.json", vote);
    write("site/forms/cau_hoi.schema.json", question);
    replace("site/xa-mau/portal.json", "\"muc\"",
            R"("tiep_nhan": true, "dia_chi_tiep_nhan": "https://nhan.example/e", "muc")");
    std::string words;
    for (const char* key :
         {"den_phan_tram", "ket_qua_danh_gia", "ket_qua_danh_gia_mo_ta", "luot_danh_gia",
          "nhom_noi_dung", "nhom_y_kien_khac", "quy", "quyen_rieng_tu", "quyen_rieng_tu_mo_ta",
          "so_huu_ich", "tinh_den_ngay", "tra_cuu_bien_nhan", "tra_cuu_bien_nhan_mo_ta",
          "tu_phan_tram", "ty_le_phan_tram", "y_kien", "y_kien_mo_ta"})
      words += fmt::format("\"{0}\": \"{0}\", ", key);
    replace("themes/nho/strings/vi.json", "{", "{" + words);
    write("themes/nho/templates/y-kien.html",
          "{{ trang.tieu_de }}|{{ trang.y_kien.loai }}|{% if trang.y_kien.bieu_mau %}"
          "{% set b = bieu_mau(trang.y_kien.bieu_mau) %}{{ b.gui_toi }}|{{ b.html }}{% endif %}"
          "{% if trang.y_kien.loai == \"ket_qua\" %}{% for o in thong_ke() %}{{ o.nhom }} "
          "{% if o.an %}an{% else %}{{ o.n }} {{ o.ty_le | round(1) }}{% endif %};{% endfor %}{% "
          "endif %}");
    replace("themes/nho/templates/trang.html", "{% block",
            "{% set hoi = bieu_mau(\"huu_ich\") %}{% block");
  }
};

}  // namespace

TEST_CASE("a portal that takes feedback has a page for each form and the pages around them") {
  FeedbackSite site;
  const bool is_built = site.build();
  INFO(site.printed());
  REQUIRE(is_built);
  CHECK(site.page("y-kien/index.html").find("|gioi_thieu|") != std::string::npos);
  CHECK(site.page("y-kien/cau-hoi/index.html")
            .find("Gửi câu hỏi|bieu_mau|https://nhan.example/e/xa-mau/cau-hoi|") == 0);
  CHECK(site.page("y-kien/cau-hoi/index.html").find("<option value=\"ubnd-xa\">") !=
        std::string::npos);
  CHECK(site.has("y-kien/tra-cuu/index.html"));
  CHECK(site.has("y-kien/quyen-rieng-tu/index.html"));
  CHECK_FALSE(site.has("y-kien/huu-ich/index.html"));
}

TEST_CASE("a portal that takes none, or does not say where they go, has none of it") {
  FeedbackSite closed, nowhere;
  closed.replace("site/xa-mau/portal.json", "\"tiep_nhan\": true", "\"tiep_nhan\": false");
  nowhere.replace("site/xa-mau/portal.json", R"("dia_chi_tiep_nhan": "https://nhan.example/e", )",
                  "");
  for (FeedbackSite* site : {&closed, &nowhere}) {
    REQUIRE(site->build());
    CHECK_FALSE(site->has("y-kien/index.html"));
  }
}

TEST_CASE("a portal may take some of the forms, and must name those that there are") {
  FeedbackSite site;
  site.replace("site/xa-mau/portal.json", "\"muc\"", R"("bieu_mau": ["huu_ich"], "muc")");
  REQUIRE(site.build());
  CHECK_FALSE(site.has("y-kien/cau-hoi/index.html"));
  site.replace("site/xa-mau/portal.json", "\"huu_ich\"", "\"huuich\"");
  CHECK_FALSE(site.build());
  CHECK(site.printed().find("MB0745") != std::string::npos);
  CHECK(site.printed().find("\"huu_ich\"?") != std::string::npos);
}

TEST_CASE("an address given to the build stands in place of the portal's own") {
  FeedbackSite site;
  site.options.endpoint = "http://127.0.0.1:8190";
  REQUIRE(site.build());
  CHECK(site.page("y-kien/cau-hoi/index.html").find("http://127.0.0.1:8190/xa-mau/cau-hoi|") !=
        std::string::npos);
}

TEST_CASE("new figures rewrite what shows them and nothing else; a form, the pages that show it") {
  FeedbackSite site;
  site.write(figures, figures_of(20, 15));
  REQUIRE(site.build());
  CHECK(site.page("y-kien/ket-qua/index.html").find("khac an;thu_tuc 20 75") != std::string::npos);
  REQUIRE(site.build());
  CHECK(site.written().empty());

  site.write(figures, figures_of(40, 20));
  REQUIRE(site.build());
  CHECK(site.written() == Paths{"y-kien/ket-qua/huu-ich.csv", "y-kien/ket-qua/index.html"});

  site.replace("site/forms/cau_hoi.schema.json", "\"title\": \"Câu hỏi\"", "\"title\": \"Hỏi gì\"");
  REQUIRE(site.build());
  CHECK(site.written() == Paths{"y-kien/cau-hoi/index.html"});

  site.replace("site/forms/huu_ich.schema.json", "Đánh giá", "Ý kiến");
  REQUIRE(site.build());
  // All of them: the template takes it, whether it prints it or not.
  const Paths written = site.written();
  CHECK(std::find(written.begin(), written.end(), "y-kien/cau-hoi/index.html") == written.end());
}

TEST_CASE("figures of the wrong form, and such of few readers, are refused") {
  for (const std::string& text : {
           figures_of(9, 5),
           figures_of(20, 21),
           std::string("[]"),
           std::string("{"),
           std::string(R"({"bieu_mau": "huu_ich", "nguong": 5, "o": []})"),
           std::string(
               R"({"bieu_mau": "huu_ich", "nguong": 10, "o": [{"nhom": "a", "quy": "2026"}]})"),
           std::string(R"({"bieu_mau": "huu_ich", "nguong": 10,
                           "o": [{"nhom": "a", "quy": "2026-Q1", "an": true, "n": 5}]})"),
       }) {
    FeedbackSite site;
    site.write(figures, text);
    INFO(text);
    CHECK_FALSE(site.build());
    CHECK(site.printed().find(std::string(figures) + ":") != std::string::npos);
  }
}

TEST_CASE("shares come with Wilson's interval") {
  const auto is_near = [](double a, double b) { return a > b - 0.001 && a < b + 0.001; };
  const pipeline::Share share = pipeline::wilson_share(28, 34);
  CHECK(is_near(share.value, 82.353));
  CHECK(is_near(share.low, 66.486));
  CHECK(is_near(share.high, 91.651));
  CHECK(is_near(pipeline::wilson_share(0, 10).low, 0));
  CHECK(is_near(pipeline::wilson_share(0, 10).high, 27.753));
  CHECK(is_near(pipeline::wilson_share(10, 10).low, 72.247));
}
