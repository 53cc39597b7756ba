// The build as a whole: determinism, drafts, what is written, and when nothing is.
#include "disk/messages.h"
#include "pipeline/messages.h"
#include "support/site_fixture.h"

using namespace minhbach;
using Paths = std::vector<std::string>;

namespace {

std::map<std::string, std::string> files_of(const Disk& disk) {
  std::map<std::string, std::string> out;
  std::vector<Diagnostic> problems;
  for (const FileEntry& file : disk.list("", problems)) out[file.path] = *disk.read(file.path);
  return out;
}

}  // namespace

TEST_CASE("the same input gives the same bytes on one thread as on several") {
  SiteFixture one, several;
  for (SiteFixture* site : {&one, &several}) {
    for (int i = 0; i < 60; ++i) {
      site->write_news(fmt::format("tin-{}", i),
                       fmt::format("tieu_de: Tin số {}\nngay_dang: 2024-05-{:02}", i, i % 28 + 1));
    }
  }
  several.options.jobs = 4;
  REQUIRE(one.build());
  REQUIRE(several.build());
  CHECK(one.written().size() > 60);
  CHECK(files_of(one.output) == files_of(several.output));
}

TEST_CASE("errors are the same and in the same order on one thread as on several") {
  SiteFixture one, several;
  for (SiteFixture* site : {&one, &several}) {
    for (int i = 0; i < 40; ++i)
      site->write_news(fmt::format("tin-{}", i), "tieu_de: Tin\nngay_dang: 31/6/2024",
                       "[x](khong-co.md)\n");
  }
  several.options.jobs = 4;
  CHECK_FALSE(one.build());
  CHECK_FALSE(several.build());
  CHECK(one.printed() == several.printed());
}

TEST_CASE("a second build rewrites nothing") {
  SiteFixture site;
  REQUIRE(site.build());
  CHECK_FALSE(site.written().empty());
  REQUIRE(site.build());
  CHECK(site.written().empty());
  CHECK(site.built[0].written.unchanged == site.built[0].outputs);
}

TEST_CASE("editing one text rewrites the pages that show it and leaves the others untouched") {
  SiteFixture site;
  REQUIRE(site.build());
  site.replace("content/xa-mau/tin-bai/lich-tiep-dan.md", "Thứ Năm", "Thứ Ba");
  REQUIRE(site.build());
  CHECK(site.written() == Paths{"tin-bai/lich-tiep-dan/index.html"});
}

TEST_CASE("a page whose content is gone is removed") {
  SiteFixture site;
  REQUIRE(site.build());
  site.remove("content/xa-mau/tin-bai/khai-truong.md");
  REQUIRE(site.build());
  CHECK_FALSE(site.has("tin-bai/khai-truong/index.html"));
  CHECK(site.built[0].written.removed > 0);
}

TEST_CASE("a file that no build wrote is never removed") {
  SiteFixture site;
  REQUIRE(site.output.write("tai-lieu-cua-ai.pdf", "x"));
  REQUIRE(site.output.write("tin-bai/khai-truong/ghi-chu.txt", "x"));
  REQUIRE(site.build());
  site.remove("content/xa-mau/tin-bai/khai-truong.md");
  REQUIRE(site.build());
  CHECK(site.has("tai-lieu-cua-ai.pdf"));
  CHECK(site.has("tin-bai/khai-truong/ghi-chu.txt"));
  CHECK_FALSE(site.has("tin-bai/khai-truong/index.html"));
}

TEST_CASE("a damaged list of written files is put aside with a note, and nothing is removed") {
  SiteFixture site;
  REQUIRE(site.build());
  for (const char* damage :
       {"", "minhbach da-xuat 9\nindex.html\n", "minhbach da-xuat 1\nindex.htm", "\xFF\xFE"}) {
    REQUIRE(site.output.write(".minhbach/da-xuat.txt", damage));
    REQUIRE(site.output.write("cu.html", "x"));
    REQUIRE(site.build());
    CHECK(site.has("cu.html"));
    CHECK(site.printed().find("MB0751") != std::string::npos);
    REQUIRE(site.build());
    CHECK(site.printed().find("MB0751") == std::string::npos);
  }
}

TEST_CASE("a list of written files cannot lead out of the output folder") {
  SiteFixture site;
  REQUIRE(
      site.output.write(".minhbach/da-xuat.txt",
                        "minhbach da-xuat 1\n../ngoai.html\n/etc/passwd\na/../../b\ncu.html\n"));
  REQUIRE(site.output.write("cu.html", "x"));
  REQUIRE(site.build());
  CHECK_FALSE(site.has("cu.html"));
}

TEST_CASE("with an error nothing is written, and what was published stays") {
  SiteFixture site;
  REQUIRE(site.build());
  const auto before = files_of(site.output);
  site.replace("content/xa-mau/tin-bai/lich-tiep-dan.md", "Thứ Năm", "[Hỏng](khong-co.md)");
  site.remove("content/xa-mau/tin-bai/khai-truong.md");
  CHECK_FALSE(site.build());
  CHECK(site.output.counts().writes == 0);
  CHECK(site.output.counts().removals == 0);
  CHECK(files_of(site.output) == before);
}

TEST_CASE("an error in one portal keeps the others from being written too") {
  SiteFixture site;
  site.write("site/xa-hai/portal.json", *site.source.read("site/xa-mau/portal.json"));
  site.write("content/xa-hai/tin-bai/hong.md", "---\ntieu_de: Hỏng\n---\n");
  site.portals = {"xa-mau", "xa-hai"};
  CHECK_FALSE(site.build());
  CHECK(site.written().empty());
}

TEST_CASE("a write that fails is reported, and old pages stay until a build succeeds") {
  SiteFixture site;
  REQUIRE(site.build());
  site.remove("content/xa-mau/tin-bai/khai-truong.md");
  site.replace("content/xa-mau/tin-bai/lich-tiep-dan.md", "Thứ Năm", "Thứ Ba");
  site.output.fail_write("tin-bai/lich-tiep-dan/index.html", messages::disk_full);
  const std::string old_page = site.page("tin-bai/lich-tiep-dan/index.html");
  CHECK_FALSE(site.build());
  CHECK(site.printed() ==
        "tin-bai/lich-tiep-dan/index.html: lỗi[MB0107]: không ghi được tệp: ổ đĩa đã đầy hoặc đã "
        "hết hạn mức\n"
        "  gợi ý: dọn bớt chỗ rồi chạy lại; bản đã công bố trước đó vẫn còn nguyên\n");
  CHECK(site.page("tin-bai/lich-tiep-dan/index.html") == old_page);
  CHECK(site.has("tin-bai/khai-truong/index.html"));
}

TEST_CASE("when the list of written files cannot be kept, nothing is written") {
  SiteFixture site;
  site.output.fail_write(".minhbach/da-xuat.txt", messages::disk_read_only);
  CHECK_FALSE(site.build());
  CHECK(site.written().empty());
}

TEST_CASE("a removal that fails is reported and tried again by the next build") {
  SiteFixture site;
  REQUIRE(site.build());
  site.remove("content/xa-mau/tin-bai/khai-truong.md");
  site.output.fail_write("tin-bai/khai-truong/index.html", messages::write_forbidden);
  CHECK_FALSE(site.build());
  CHECK(site.has("tin-bai/khai-truong/index.html"));
  CHECK(site.page(".minhbach/da-xuat.txt").find("tin-bai/khai-truong/index.html\n") !=
        std::string::npos);
}

TEST_CASE("check makes everything and writes nothing") {
  SiteFixture site;
  site.options.write = false;
  REQUIRE(site.build());
  CHECK(site.built[0].pages > 5);
  CHECK(site.output.touched().empty());
  site.replace("themes/nho/templates/trang.html", "trang.than }}", "trang.thann }}");
  CHECK_FALSE(site.build());
}

TEST_CASE("drafts are left out unless they are asked for") {
  SiteFixture site;
  site.write_news("du-thao", "tieu_de: Dự thảo\nngay_dang: 2024-07-01\nnhap: true");
  REQUIRE(site.build());
  CHECK_FALSE(site.has("tin-bai/du-thao/index.html"));
  for (const char* file :
       {"tin-bai/index.html", "sitemap.xml", "tieu-de.json", "atom.xml", "muc-luc/index.html"}) {
    CHECK(site.page(file).find("Dự thảo") == std::string::npos);
    CHECK(site.page(file).find("du-thao") == std::string::npos);
  }
  site.options.drafts = true;
  REQUIRE(site.build());
  CHECK(site.has("tin-bai/du-thao/index.html"));
  CHECK(site.page("tin-bai/index.html").find("Dự thảo") != std::string::npos);
}

TEST_CASE("only attachments that content mentions are published") {
  SiteFixture site;
  for (const char* name : {"a.pdf", "b.pdf", "c.pdf", "nhap.pdf"})
    site.write("content/xa-mau/tin-bai/" + std::string(name), "%PDF");
  site.write("site/xa-mau/static/xac-minh.txt", "x");
  site.write_news("tep", "tieu_de: Có tệp\nngay_dang: 2024-05-01\ntep: a.pdf", "Xem [b](b.pdf).\n");
  site.write_news("du-thao", "tieu_de: Dự thảo\nngay_dang: 2024-05-01\ntep: nhap.pdf\nnhap: true");
  REQUIRE(site.build());
  CHECK(site.has("tep/tin-bai/a.pdf"));
  CHECK(site.has("tep/tin-bai/b.pdf"));
  CHECK_FALSE(site.has("tep/tin-bai/c.pdf"));
  CHECK_FALSE(site.has("tep/tin-bai/nhap.pdf"));
  CHECK(site.has("xac-minh.txt"));
  CHECK(site.printed().find("content/xa-mau/tin-bai/c.pdf: ghi chú[MB0736]") != std::string::npos);
}

TEST_CASE("two portals in one build share what is common and keep apart what is their own") {
  SiteFixture site;
  site.write("site/xa-hai/portal.json", *site.source.read("site/xa-mau/portal.json"));
  site.replace("site/xa-hai/portal.json", "https://xa-mau.example", "https://chung.example/xa-hai");
  site.write("content/chung/tin-bai/chung.md",
             "---\ntieu_de: Tin chung\nngay_dang: 2024-01-01\n---\n");
  MemoryDisk outputs[2];
  Report report;
  const pipeline::Context ctx{site.source, report, site.options};
  pipeline::build_portals(ctx, Paths{"xa-mau", "xa-hai"}, [&](const std::string& portal) {
    return std::make_unique<BorrowedDisk>(outputs[portal == "xa-hai"]);
  });
  REQUIRE_FALSE(report.has_errors());
  CHECK(outputs[0].is_file("tin-bai/chung/index.html"));
  CHECK(outputs[1].is_file("tin-bai/chung/index.html"));
  CHECK(outputs[0].is_file("tin-bai/khai-truong/index.html"));
  CHECK_FALSE(outputs[1].is_file("tin-bai/khai-truong/index.html"));
  CHECK(outputs[1].read("tin-bai/index.html")->find("href=\"/xa-hai/tin-bai/chung/\"") !=
        std::string::npos);
}

TEST_CASE("a portal named twice is built once") {
  SiteFixture site;
  site.portals = {"xa-mau", "xa-mau"};
  REQUIRE(site.build());
  CHECK(site.built.size() == 1);
}

TEST_CASE("the portals of a site are the folders with a portal.json, whatever was built there") {
  SiteFixture site;
  site.write("site/xa-hai/portal.json", "{}");
  site.write("site/xa-mau/public/portal.json", "{}");
  site.write("site/forms/gop-y.schema.json", "{}");
  Report report;
  const pipeline::Context ctx{site.source, report, site.options};
  CHECK(pipeline::portal_ids(ctx) == Paths{"xa-hai", "xa-mau"});
  CHECK(site.source.counts().reads == 0);
}
