// Films: what search engines are told, and the months in which something was broadcast.
#include "support/site_fixture.h"

using namespace minhbach;

namespace {

constexpr std::string_view video_type = R"({
  "title": "Video", "x-url": "/video/{id}/", "x-mau": "trang-phim.html",
  "x-mau-danh-sach": "danh-sach.html", "x-ngay": "ngay_phat_hanh", "x-schema-org": "VideoObject",
  "type": "object", "additionalProperties": false, "required": ["tieu_de", "thoi_luong"],
  "properties": {
    "tieu_de": {"title": "Tiêu đề", "type": "string"},
    "thoi_luong": {"title": "Thời lượng", "type": "string"},
    "tep_video": {"title": "Tệp", "type": "string", "x-dinh-dang": "tep"},
    "lien_ket": {"title": "Liên kết", "type": "string", "format": "uri"},
    "anh_dai_dien": {"title": "Ảnh", "type": "string", "x-dinh-dang": "tep"},
    "ban_chep_loi": {"title": "Lời", "type": "string", "x-dinh-dang": "markdown"},
    "ngay_phat_hanh": {"title": "Ngày", "type": "string", "format": "ngay"},
    "ngay_phat_song": {"title": "Phát sóng", "type": "string", "format": "ngay", "x-loc": true},
    "kenh_phat": {"title": "Kênh", "type": "array", "items": {"type": "string"}}
  }
})";

/// A portal of films, whose pages hold nothing but their structured data.
void add_films(SiteFixture& site) {
  site.write("site/types/video.schema.json", video_type);
  site.write("themes/nho/templates/trang-phim.html",
             "<script type=\"application/ld+json\">{{ trang.json_ld }}</script>");
  site.write("content/xa-mau/video/a.webm", "webm");
  site.write("content/xa-mau/video/a.jpg",
             *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/cmyk.jpg"));
}

void write_film(SiteFixture& site, const std::string& name, const std::string& fields) {
  site.write("content/xa-mau/video/" + name + ".md",
             "---\ntieu_de: Phim " + name + "\nthoi_luong: \"64:05\"\n" + fields + "\n---\n");
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a film tells search engines its length, file, still, words and broadcast") {
  SiteFixture site;
  add_films(site);
  write_film(site, "mot",
             "tep_video: a.webm\nanh_dai_dien: a.jpg\nban_chep_loi: Xin chào.\n"
             "ngay_phat_hanh: 2024-03-01\nngay_phat_song: 2024-03-05\nkenh_phat: [Truyền hình A]");
  write_film(site, "hai", "lien_ket: https://phim.example/2\nngay_phat_hanh: 2024-03-02");
  REQUIRE(site.build());
  const std::string one = site.page("video/mot/index.html");
  INFO(one);
  for (const char* part : {"\"@type\": \"VideoObject\"", "\"uploadDate\": \"2024-03-01\"",
                           "\"duration\": \"PT1H4M5S\"",
                           "\"thumbnailUrl\": \"https://xa-mau.example/tai-nguyen/anh/a-",
                           "\"contentUrl\": \"https://xa-mau.example/tep/video/a.webm\"",
                           "\"transcript\": \"Xin chào.\"", "\"startDate\": \"2024-03-05\"",
                           "\"name\": \"Truyền hình A\""})
    CHECK(has(one, part));
  const std::string two = site.page("video/hai/index.html");
  CHECK(has(two, "\"sameAs\": \"https://phim.example/2\""));
  for (const char* part : {"thumbnailUrl", "contentUrl", "publication"})
    CHECK_FALSE(has(two, part));

  // Another still has another address, which the page has to tell.
  site.write("content/xa-mau/video/a.jpg",
             *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/dung-doc.jpg"));
  REQUIRE(site.build());
  CHECK(site.page("video/mot/index.html") != one);
}

TEST_CASE(
    "each month with a broadcast has a list, the latest broadcast first, even when it is one") {
  SiteFixture site;
  add_films(site);
  write_film(site, "mot", "ngay_phat_song: 2024-03-05\nngay_phat_hanh: 2024-03-09");
  write_film(site, "hai", "ngay_phat_hanh: 2024-03-02");
  write_film(site, "ba", "ngay_phat_song: 2024\nngay_phat_hanh: 2024-03-02");
  REQUIRE(site.build());
  CHECK(site.has("video/ngay-phat-song/2024-03/index.html"));
  CHECK_FALSE(site.has("video/ngay-phat-song/2024/index.html"));
  write_film(site, "bon", "ngay_phat_song: 2024-03-20\nngay_phat_hanh: 2024-03-01");
  write_film(site, "nam", "ngay_phat_song: 2024-04-01\nngay_phat_hanh: 2024-03-01");
  REQUIRE(site.build());
  CHECK(site.has("video/ngay-phat-song/2024-04/index.html"));
  const std::string march = site.page("video/ngay-phat-song/2024-03/index.html");
  CHECK(has(march, "tháng 3/2024"));
  CHECK(march.find("Phim bon") < march.find("Phim mot"));
  CHECK_FALSE(has(march, "Phim hai"));
}
