// Pictures and documents of a portal: what pages load, what is made once and never again, what is
// said.
#include <sys/resource.h>

#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "images/kept_files.h"
#include "pipeline/file_facts.h"
#include "support/site_fixture.h"
#include "support/workbook.h"

using namespace minhbach;

namespace {

std::string sample(const std::string& path) {
  return *RealDisk(SOURCE_FOLDER).read("tests/unit/" + path);
}

/// One news item that shows `anh.jpg`.
void show_picture(SiteFixture& site) {
  site.write("content/xa-mau/tin-bai/anh.jpg", sample("images/files/dung-doc.jpg"));
  site.write_news("co-anh", "tieu_de: Có ảnh\nngay_dang: 2024-05-01",
                  "![Cổng chợ](anh.jpg)\n\n![](anh.jpg \"trang trí\")\n");
}

std::vector<std::string> pictures(const SiteFixture& site) {
  std::vector<Diagnostic> problems;
  std::vector<std::string> out;
  for (const FileEntry& file : site.output.list("tai-nguyen/anh", problems))
    out.push_back(file.path);
  return out;
}

bool says(const SiteFixture& site, std::string_view text) {
  return site.printed().find(text) != std::string::npos;
}

/// Builds with a place to keep pictures and what is known of files; true without errors.
bool build_keeping(SiteFixture& site, images::KeptFiles& kept) {
  site.report = std::make_unique<Report>();
  site.output.forget();
  const pipeline::Context ctx{site.source, *site.report, site.options, &kept};
  pipeline::build_portals(ctx, site.portals, [&](const std::string&) {
    return std::make_unique<BorrowedDisk>(site.output);
  });
  return !site.report->has_errors();
}

}  // namespace

TEST_CASE("a picture in a text becomes light formats, turned upright, the first one at once") {
  SiteFixture site;
  show_picture(site);
  REQUIRE(site.build());
  const std::vector<std::string> made = pictures(site);
  REQUIRE(made.size() == 3);
  CHECK(made[0].ends_with("-120.avif"));
  CHECK(made[1].ends_with("-120.jpg"));
  CHECK(made[2].ends_with("-120.webp"));
  const std::string page = site.page("tin-bai/co-anh/index.html");
  for (const std::string& path : made) CHECK(page.find("/" + path) != std::string::npos);
  CHECK(page.find("width=\"120\" height=\"160\" alt=\"Cổng chợ\"></picture>") != std::string::npos);
  CHECK(page.find("alt=\"\" loading=\"lazy\"></picture>") != std::string::npos);
  // What can be downloaded does not tell where it was taken.
  CHECK(site.page("tep/tin-bai/anh.jpg").find("ThuMay") == std::string::npos);
}

TEST_CASE("a picture that did not change is not read again, whatever else does") {
  SiteFixture site;
  show_picture(site);
  REQUIRE(site.build());
  site.source.fail_read("content/xa-mau/tin-bai/anh.jpg", messages::file_missing);
  REQUIRE(site.build());
  CHECK(site.written().empty());
  site.write_news("khac", "tieu_de: Tin khác\nngay_dang: 2024-05-02");
  REQUIRE(site.build());
  CHECK_FALSE(site.written().empty());
  CHECK(pictures(site).size() == 3);
}

TEST_CASE("a changed picture gets new addresses, and the old files go") {
  SiteFixture site;
  show_picture(site);
  REQUIRE(site.build());
  const std::vector<std::string> before = pictures(site);
  site.write("content/xa-mau/tin-bai/anh.jpg", sample("images/files/cmyk.jpg"));
  REQUIRE(site.build());
  const std::vector<std::string> after = pictures(site);
  REQUIRE(after.size() == 3);
  for (const std::string& path : after)
    CHECK(std::find(before.begin(), before.end(), path) == before.end());
  CHECK(site.page("tin-bai/co-anh/index.html").find(after[0]) != std::string::npos);
}

TEST_CASE("a lost picture is made again; what is kept needs no decoding") {
  SiteFixture site;
  show_picture(site);
  MemoryDisk kept_disk(no_file_limit);
  images::KeptFiles kept(&kept_disk, "2026-07");
  const auto build = [&] { return build_keeping(site, kept); };
  REQUIRE(build());
  const std::vector<std::string> made = pictures(site);
  const std::string bytes = site.page(made[0]);
  const std::size_t entries = kept_disk.touched().size();
  CHECK(entries > 0);
  REQUIRE(site.output.remove(made[0]));
  REQUIRE(build());
  CHECK(site.written() == std::vector<std::string>{made[0]});
  CHECK(site.page(made[0]) == bytes);
  CHECK(kept_disk.touched().size() == entries);  // Nothing was made that had to be kept.
}

TEST_CASE("a HEIC goes out as a JPEG, under an address that says so") {
  SiteFixture site;
  site.write("content/xa-mau/tin-bai/anh.heic", sample("images/files/anh.heic"));
  site.write_news("heic", "tieu_de: Ảnh điện thoại\nngay_dang: 2024-05-01\ntep: anh.heic");
  REQUIRE(site.build());
  CHECK(site.page("tep/tin-bai/anh.heic.jpg").starts_with("\xFF\xD8\xFF"));
  CHECK_FALSE(site.has("tep/tin-bai/anh.heic"));
}

TEST_CASE("the first page of a PDF stands in a text as a picture") {
  SiteFixture site;
  site.write("content/xa-mau/tin-bai/a.pdf", sample("documents/files/co-chu.pdf"));
  site.write_news("pdf", "tieu_de: Có PDF\nngay_dang: 2024-05-01", "![Trang đầu](a.pdf)\n");
  REQUIRE(site.build());
  CHECK(pictures(site).size() == 7);
  CHECK(site.has("tep/tin-bai/a.pdf"));
}

TEST_CASE("pictures that cannot go out are refused at their file, with what to do") {
  SiteFixture site;
  const auto show = [&](const std::string& name, const std::string& bytes) {
    site.write("content/xa-mau/tin-bai/" + name, bytes);
    site.write_news("tin-" + name.substr(0, name.find('.')),
                    "tieu_de: Tin có ảnh\nngay_dang: 2024-05-01", "![Ảnh](" + name + ")\n");
  };
  show("sai-duoi.png", sample("images/files/cmyk.jpg"));
  show("dong.gif", sample("images/files/dong.gif"));
  show("cut.jpg", sample("images/files/cmyk.jpg").substr(0, 1500));
  show("bom.png",
       std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\2\0\0\0xxxx", 33));
  show("lenh.svg",
       "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\n<script/></svg>");
  show("van-ban.jpg", "không phải ảnh");
  CHECK_FALSE(site.build());
  CHECK(says(site, "content/xa-mau/tin-bai/sai-duoi.png: lỗi[MB1202]"));
  CHECK(says(site, "content/xa-mau/tin-bai/dong.gif: lỗi[MB1204]"));
  CHECK(says(site, "content/xa-mau/tin-bai/bom.png: lỗi[MB1203]: ảnh 60000×60000"));
  CHECK(says(site, "content/xa-mau/tin-bai/lenh.svg:2: lỗi[MB1206]"));
  CHECK(says(site, "content/xa-mau/tin-bai/van-ban.jpg: lỗi[MB1205]"));
  for (const char* name : {"sai-duoi", "dong", "bom", "lenh", "van-ban"})
    site.remove("content/xa-mau/tin-bai/tin-" + std::string(name) + ".md");
  CHECK_FALSE(site.build());
  CHECK(says(site, "content/xa-mau/tin-bai/cut.jpg: lỗi[MB1205]"));
  site.options.write = false;  // `check` says the same.
  CHECK_FALSE(site.build());
  CHECK(says(site, "content/xa-mau/tin-bai/cut.jpg: lỗi[MB1205]"));
}

TEST_CASE("pictures that a page only links to are looked at like those that it shows") {
  SiteFixture site;
  const auto attach = [&](const std::string& name, const std::string& bytes) {
    site.write("content/xa-mau/tin-bai/" + name, bytes);
    site.write_news("tin-" + name, "tieu_de: Tin có tệp\nngay_dang: 2024-05-01\ntep: " + name);
  };
  const std::string script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>";
  std::string wide = "\xFF\xFE";
  for (const char c : script) wide.append(1, c).append(1, '\0');
  attach("muon.svg", "<!--" + std::string(5000, ' ') + "-->" + script);
  attach("ten-khac.svg",
         "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:script>alert(1)</x:script></x:svg>");
  attach("rong.svg", wide);
  attach("chu.svg", "không phải hình");
  attach("chu.jpg", "không phải ảnh");
  attach("cut.gif", sample("images/files/yen.gif").substr(0, 40));
  CHECK_FALSE(site.build());
  for (const char* name : {"muon", "ten-khac", "rong"})
    CHECK(says(site, "content/xa-mau/tin-bai/" + std::string(name) + ".svg:1: lỗi[MB1206]"));
  CHECK(says(site, "content/xa-mau/tin-bai/chu.svg:1: lỗi[MB1207]"));
  CHECK(says(site, "content/xa-mau/tin-bai/chu.jpg: lỗi[MB1205]"));
  CHECK(says(site, "content/xa-mau/tin-bai/cut.gif: lỗi[MB1205]"));
}

TEST_CASE("files whose dress no one looks through are not taken") {
  SiteFixture site;
  for (const char* ending : {"xml", "kml", "kmz", "avif", "tif", "tiff"})
    site.write("content/xa-mau/tin-bai/a." + std::string(ending), "<html/>");
  REQUIRE(site.build());
  for (const char* ending : {"xml", "kml", "kmz", "avif", "tif", "tiff"})
    CHECK(says(site, "content/xa-mau/tin-bai/a." + std::string(ending) + ": cảnh báo[MB0431]"));
}

TEST_CASE("documents are published with a warning of what readers will meet") {
  SiteFixture site;
  const auto attach = [&](const std::string& name, const std::string& bytes) {
    site.write("content/xa-mau/tin-bai/" + name, bytes);
    site.write_news("tin-" + name, "tieu_de: Tin có tệp\nngay_dang: 2024-05-01\ntep: " + name);
  };
  attach("khoa.pdf", sample("documents/files/khoa.pdf"));
  attach("ban-chup.pdf", sample("documents/files/ban-chup.pdf"));
  attach("co-chu.pdf", sample("documents/files/co-chu.pdf"));
  attach("cu.doc", "\xD0\xCF");
  attach("nen.rar", "Rar!");
  attach("hong.docx", "PK");
  REQUIRE(site.build());
  CHECK(says(site, "khoa.pdf: cảnh báo[MB1212]"));
  CHECK(says(site, "ban-chup.pdf: cảnh báo[MB1211]"));
  CHECK_FALSE(says(site, "co-chu.pdf:"));
  CHECK(says(site, "cu.doc: cảnh báo[MB1214]"));
  CHECK(says(site, "nen.rar: cảnh báo[MB1214]"));
  CHECK(says(site, "hong.docx: cảnh báo[MB1213]"));
  // The same is said when nothing was read.
  for (const char* name : {"khoa.pdf", "ban-chup.pdf", "cu.doc"})
    site.source.fail_read("content/xa-mau/tin-bai/" + std::string(name), messages::file_missing);
  REQUIRE(site.build());
  CHECK(says(site, "khoa.pdf: cảnh báo[MB1212]"));
  CHECK(says(site, "ban-chup.pdf: cảnh báo[MB1211]"));
}

TEST_CASE("captions are checked line by line") {
  SiteFixture site;
  site.write("content/xa-mau/tin-bai/a.vtt", "WEBVTT\n\n00:03.000 --> 00:01.000\nx\n");
  site.write_news("phim", "tieu_de: Có phim\nngay_dang: 2024-05-01\ntep: a.vtt");
  CHECK_FALSE(site.build());
  CHECK(says(site, "content/xa-mau/tin-bai/a.vtt:3: lỗi[MB1224]"));
}

TEST_CASE("a cue without a word is a warning: the film is no worse for it") {
  SiteFixture site;
  site.write("content/xa-mau/tin-bai/a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n\n");
  site.write_news("phim", "tieu_de: Có phim\nngay_dang: 2024-05-01\ntep: a.vtt");
  CHECK(site.build());
  CHECK(says(site, "content/xa-mau/tin-bai/a.vtt:3: cảnh báo[MB1226]"));
}

TEST_CASE("a PDF that cannot be opened is an error where its page is to be seen") {
  SiteFixture site;
  site.write("content/xa-mau/tin-bai/khoa.pdf", sample("documents/files/khoa.pdf"));
  site.write("content/xa-mau/tin-bai/hong.pdf", "%PDF-1.7 không gì nữa");
  site.write_news("bia", "tieu_de: Có bìa\nngay_dang: 2024-05-01",
                  "![Bìa](khoa.pdf)\n\n![Bìa](hong.pdf)\n");
  CHECK_FALSE(site.build());
  CHECK(says(site, "bia.md:5:1: lỗi[MB1216]"));
  CHECK(says(site, "bia.md:7:1: lỗi[MB1216]"));
}

TEST_CASE("a field for pictures shows a PDF's first page; one for files only links to it") {
  SiteFixture site;
  site.write("content/xa-mau/tin-bai/a.pdf", sample("documents/files/co-chu.pdf"));
  site.write("themes/nho/templates/trang.html",
             "{% if ban_ghi.tep is defined and ban_ghi.tep and ban_ghi.tep.anh %}<img src=\"{{ "
             "ban_ghi.tep.anh.url }}\" "
             "width=\"{{ ban_ghi.tep.rong }}\" alt=\"\">{% endif %}");
  site.write_news("bia", "tieu_de: Có bìa\nngay_dang: 2024-05-01\ntep: a.pdf");
  const bool is_built = site.build();
  INFO(site.printed());
  REQUIRE(is_built);
  CHECK(pictures(site).empty());
  CHECK(site.page("tin-bai/bia/index.html").find("<img") == std::string::npos);
  const std::string type = "site/types/tin_bai.schema.json";
  site.replace(type, "\"x-dinh-dang\": \"tep\"", "\"x-dinh-dang\": \"anh\"");
  REQUIRE(site.build());
  CHECK(pictures(site).size() == 7);
  const std::string page = site.page("tin-bai/bia/index.html");
  INFO(page);
  CHECK(page.find("<img src=\"/tai-nguyen/anh/a-") != std::string::npos);
  CHECK(page.find("width=\"1600\"") != std::string::npos);
  site.write("content/xa-mau/tin-bai/a.docx", "PK");
  site.write_news("bia", "tieu_de: Có bìa\nngay_dang: 2024-05-01\ntep: a.docx");
  CHECK_FALSE(site.build());
  CHECK(says(site, "bia.md:4:6: lỗi[MB0734]"));
}

TEST_CASE("what a document or film tells of people and places is warned of") {
  SiteFixture site;
  const auto attach = [&](const std::string& name, const std::string& bytes) {
    site.write("content/xa-mau/tin-bai/" + name, bytes);
    site.write_news("tin-" + name, "tieu_de: Tin có tệp\nngay_dang: 2024-05-01\ntep: " + name);
  };
  std::string pdf = sample("documents/files/co-chu.pdf");
  attach("van-phong.pdf", pdf + "\n");
  const std::string place =
      std::string("\0\0\0\x20moov\0\0\0\x18\xA9xyz\0\x0C\0\0+21.02+105.8/", 32);
  attach("phim.mp4", place);
  attach("phim-khac.webm", place);
  REQUIRE(site.build());
  CHECK_FALSE(says(site, "van-phong.pdf: cảnh báo"));
  CHECK(says(site, "phim.mp4: cảnh báo[MB1219]"));
  CHECK_FALSE(says(site, "phim-khac.webm: cảnh báo"));
}

TEST_CASE("a document that names a person is warned of at each build, also by what is kept of it") {
  SiteFixture site;
  MemoryDisk kept_disk(no_file_limit);
  images::KeptFiles kept(&kept_disk, "2026-07");
  const auto attach = [&](const std::string& name, const std::string& bytes) {
    site.write("content/xa-mau/tin-bai/" + name, bytes);
    site.write_news("tin-" + name, "tieu_de: Tin có tệp\nngay_dang: 2024-05-01\ntep: " + name);
  };
  const auto docx = [](const std::string& author) {
    return zip_of(
        {{"word/document.xml", "<w/>"},
         {"docProps/core.xml", "<c xmlns:dc='dc'><dc:creator>" + author + "</dc:creator></c>"}});
  };
  attach("nguoi.pdf", sample("documents/files/co-nguoi.pdf"));
  attach("nguoi.docx", docx("Nguyễn Văn A"));
  attach("co-quan.pdf", sample("documents/files/co-chu.pdf"));
  attach("co-quan.docx", docx("Văn phòng UBND xã"));
  for (const std::uint64_t asked :
       {2, 0, 0}) {  // What is kept is of PDFs. The third has lost its output.
    kept_disk.forget();
    REQUIRE(build_keeping(site, kept));
    INFO(site.printed());
    CHECK(says(site, "nguoi.pdf: cảnh báo[MB1218]"));
    CHECK(says(site, "nguoi.docx: cảnh báo[MB1218]"));
    CHECK_FALSE(says(site, "co-quan"));
    CHECK_FALSE(says(site, "Nguyễn Văn A"));
    CHECK(kept_disk.counts().writes == asked);
    if (asked > 0) continue;
    std::vector<Diagnostic> problems;
    for (const FileEntry& file : site.output.list("", problems))
      REQUIRE(site.output.remove(file.path));
  }
}

TEST_CASE("a picture that would take too much memory is refused by its header") {
  SiteFixture site;
  // Progressive, 7000 × 6000, no colour coarser than another; nothing behind the header.
  const std::string jpeg(
      "\xFF\xD8\xFF\xC2\0\x11\x08\x17\x70\x1B\x58\x03\x01\x11\0\x02\x11\0\x03\x11\0"
      "\xFF\xDA\0\x0C\x03\x01\0\x02\0\x03\0\0\0\0\0\xFF\xD9",
      39);
  site.write("content/xa-mau/tin-bai/nang.jpg", jpeg);
  site.write_news("nang", "tieu_de: Ảnh nặng\nngay_dang: 2024-05-01", "![Ảnh](nang.jpg)");
  CHECK_FALSE(site.build());
  INFO(site.printed());
  CHECK(says(site, "nang.jpg: lỗi[MB1209]: ảnh 7000×6000 dạng JPEG"));
}

TEST_CASE("what could not be asked about a PDF is told, not kept, and asked again") {
  MemoryDisk kept_disk(no_file_limit);
  images::KeptFiles kept(&kept_disk, "2026-07");
  const std::string pdf = sample("documents/files/co-chu.pdf");
  rlimit usual{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &usual) == 0);
  const rlimit none{0, usual.rlim_max};  // Not one more file or pipe.
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const pipeline::FileFacts busy = pipeline::learn_facts("a.pdf", pdf, &kept);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &usual) == 0);
  REQUIRE(busy.findings.size() == 1);
  CHECK(busy.findings[0].message->code == std::string_view("MB1217"));
  CHECK(pipeline::are_incomplete(busy));
  std::vector<Diagnostic> problems;
  CHECK(kept_disk.list("", problems).empty());
  const pipeline::FileFacts asked = pipeline::learn_facts("a.pdf", pdf, &kept);
  CHECK(asked.pages == 2);
  CHECK_FALSE(pipeline::are_incomplete(asked));
  CHECK(kept_disk.list("", problems).size() == 1);
}
