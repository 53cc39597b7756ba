// `explain`: why outputs were made, or left as they were.
#include "program.h"

namespace {

const std::string page = "site/xa-mau/public/tin-bai/khai-truong/index.html";

/// Built; the title of one record edited; built again with the page of the other one gone.
struct EditedSite : SiteCopy {
  EditedSite() {
    REQUIRE(build().code == 0);
    const std::string source = "content/xa-mau/tin-bai/lich-tiep-dan.md";
    std::string text = read(path + "/" + source);
    const std::size_t at = text.find("Lịch tiếp dân");
    REQUIRE(at != std::string::npos);
    write(source, text.replace(at, std::string_view("Lịch").size(), "Buổi"));
    std::filesystem::remove(path + "/" + page);
    REQUIRE(build().code == 0);
  }
  Outcome build(const std::string& more = "") const {
    return run("build --ngay 2026-07-05 " + more, "", path);
  }
  Outcome explain(const std::string& arguments) const {
    return run("explain " + arguments, "", path);
  }
};

}  // namespace

TEST_CASE("explain tells which question was answered otherwise") {
  const EditedSite site;
  const Outcome outcome = site.explain("/tin-bai/lich-tiep-dan/");
  INFO(outcome.out);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with("tin-bai/lich-tiep-dan/index.html\n"));
  CHECK(
      says(outcome, "Làm ở lần dựng số 2, lần gần nhất có việc phải làm. Lý do: điều này có câu"));
  CHECK(says(outcome, "phần riêng của trang /tin-bai/lich-tiep-dan/"));
  const Outcome list = site.explain("--lang en /tin-bai/");
  INFO(list.out);
  CHECK(says(list, "Made by build number 2, the last one that had anything to do. Why: this was "));
  CHECK(says(list, "the title of lich-tiep-dan (Tin bài)"));
}

TEST_CASE("explain tells that only the text of the page itself has changed") {
  const EditedSite site;
  const std::string source = "content/xa-mau/tin-bai/lich-tiep-dan.md";
  site.write(source, read(site.path + "/" + source) + "\nThêm một câu.\n");
  REQUIRE(site.build().code == 0);
  const Outcome outcome = site.explain("/tin-bai/lich-tiep-dan/");
  INFO(outcome.out);
  CHECK(says(outcome, "Làm ở lần dựng số 3"));
  CHECK(says(outcome, "phần riêng của trang /tin-bai/lich-tiep-dan/"));
}

TEST_CASE("explain tells since when a page was left as it was, and what it asked") {
  const EditedSite site;
  const Outcome outcome = site.explain("404.html");
  INFO(outcome.out);
  CHECK(outcome.code == 0);
  CHECK(says(outcome, "Làm ở lần dựng số 1. Lý do: lần đó không có nhật ký của lần trước"));
  CHECK(says(outcome, "Từ đó đến lần dựng số 2"));
  CHECK(says(outcome, "vẫn có câu trả lời như cũ"));
  CHECK(says(outcome, "Trang đã hỏi 5 điều:\n"));
  CHECK(says(outcome, "\n       2  khuôn trang\n"));
  CHECK_FALSE(says(outcome, "- khuôn trang khung.html"));
  const Outcome full = site.explain("404.html --day-du");
  INFO(full.out);
  CHECK(says(full, "\n            - khuôn trang khung.html\n"));
  CHECK(says(full, "\n            - địa chỉ của tài nguyên chinh.css\n"));
  CHECK(says(full, "\n            - ngôn ngữ của cổng\n"));
}

TEST_CASE("explain tells that a file was gone, and that one is gone now") {
  const EditedSite site;
  const Outcome outcome = site.explain(page);
  INFO(outcome.out);
  CHECK(outcome.code == 0);
  CHECK(says(outcome, "lần dựng số 2"));
  CHECK(says(outcome, "Lý do: tệp không còn trong thư mục kết quả."));
  std::filesystem::remove(site.path + "/site/xa-mau/public/404.html");
  CHECK(says(site.explain("404.html"), "Tệp hiện không có trong thư mục kết quả"));
}

TEST_CASE("explain tells a page that is new from one of the first build") {
  const EditedSite site;
  site.write("content/xa-mau/tin-bai/moi.md",
             "---\ntieu_de: Tin mới\nngay_dang: 2024-07-01\nchuyen_tu: [/tin-cu/]\n---\n");
  REQUIRE(site.build().code == 0);
  CHECK(says(site.explain("tin-bai/moi"), "Lý do: trang mới có"));
  CHECK(says(site.explain("/tin-cu/"), "Trang chuyển hướng từ một địa chỉ cũ"));
  REQUIRE(site.build("--tu-dau").code == 0);
  CHECK(says(site.explain("tin-bai/moi"), "Lý do: lần đó không có nhật ký"));
}

TEST_CASE("outputs that are no pages are told to be made from the whole portal, or copied") {
  const EditedSite site;
  site.write("site/xa-mau/static/favicon.svg", "<svg/>");
  REQUIRE(site.build().code == 0);
  const Outcome feed = site.explain("sitemap.xml atom.xml favicon.svg");
  INFO(feed.out);
  CHECK(feed.code == 0);
  CHECK(says(feed, "sitemap.xml\n  Dành cho máy tìm kiếm, làm từ toàn bộ nội dung của cổng.\n"));
  CHECK(says(feed, "\n\natom.xml\n  Nguồn cấp tin"));
  CHECK(says(feed, "favicon.svg\n  Chép từ site/xa-mau/static/favicon.svg.\n"));
  CHECK(says(feed, "chỉ được ghi khi có byte khác"));
}

TEST_CASE("an output that nobody made is a mistake of usage, with the nearest; others are told") {
  const EditedSite site;
  const Outcome outcome = site.explain("/tin-bai/lich-tiep-da/ 404.html");
  INFO(outcome.out);
  CHECK(outcome.code == 2);
  CHECK(says(outcome,
             "lỗi[MB0843]: lần dựng gần nhất của cổng xa-mau không làm ra "
             "\"/tin-bai/lich-tiep-da/\""));
  CHECK(says(outcome, "có phải ý là \"tin-bai/lich-tiep-dan/index.html\"?"));
  CHECK(says(outcome, "404.html\n  Làm ở"));
  CHECK(site.explain("'' /a/../b").code == 2);
}

TEST_CASE("without a log that can be trusted explain says so") {
  const SiteCopy site;
  const auto explain = [&] { return run("explain /", "", site.path); };
  CHECK(explain().code == 2);
  CHECK(says(explain(), "lỗi[MB0840]: chưa có nhật ký dựng trong "));
  REQUIRE(run("build", "", site.path).code == 0);
  CHECK(explain().code == 0);
  site.write("site/xa-mau/public/.minhbach/dang-ghi", "minhbach dang-ghi 1\n");
  CHECK(explain().code == 2);
  CHECK(says(explain(), "lỗi[MB0841]: lần dựng gần nhất vào "));
  std::filesystem::remove(site.path + "/site/xa-mau/public/.minhbach/dang-ghi");
  site.write("site/xa-mau/public/.minhbach/nhat-ky", "minhbach nhat-ky 2\nxxxxxxxxxxxxxxxxxxxxxx");
  CHECK(explain().code == 2);
  CHECK(says(explain(), "lỗi[MB0842]: không đọc được nhật ký dựng"));
}

TEST_CASE("of several portals one is named, or told by the output's place or address") {
  const SiteCopy site;
  std::string other = read(site.path + "/site/xa-mau/portal.json");
  const std::string address = "https://xa-mau.example";
  other.replace(other.find(address), address.size(), "https://tinh.example/hai");
  site.write("site/xa-hai/portal.json", other);
  REQUIRE(run("build --out " + site.path + "/ra", "", site.path).code == 0);
  const auto explain = [&](const std::string& arguments) {
    return run("explain --out " + site.path + "/ra " + arguments, "", site.path);
  };
  const Outcome unnamed = explain("/");
  CHECK(unnamed.code == 2);
  CHECK(says(unnamed, "lỗi[MB0820]"));
  CHECK(says(unnamed, "xa-hai, xa-mau"));
  for (const std::string& arguments :
       {std::string("/ --cong xa-hai"), std::string("/hai/ --cong xa-hai"),
        std::string("https://tinh.example/hai/"), site.path + "/ra/xa-hai/index.html"}) {
    const Outcome outcome = explain(arguments);
    INFO(arguments << "\n" << outcome.out);
    CHECK(outcome.code == 0);
    CHECK(outcome.out.starts_with("index.html\n"));
  }
  CHECK(says(explain("/ --cong xa-hay"), "có phải ý là \"xa-hai\"?"));
  REQUIRE(run("build xa-hai --out " + site.path + "/mot", "", site.path).code == 0);
  CHECK(run("explain / --cong xa-hai --out " + site.path + "/mot", "", site.path).code == 0);
  // It might be either's.
  CHECK(says(
      run("explain --out " + site.path + "/mot " + site.path + "/mot/index.html", "", site.path),
      "lỗi[MB0820]"));
}
