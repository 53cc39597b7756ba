// Posters and share pictures of a real portal: what an edit makes again, what is kept, what is
// refused.
#include <fmt/format.h>

#include "disk/memory_disk.h"
#include "images/kept_files.h"
#include "pipeline/build_portal.h"
#include "portals/built_portal.h"
#include "support/borrowed_disk.h"
#include "support/overlay_disk.h"
#include "text/calendar.h"

using namespace minhbach;

namespace {

const std::string poster = "content/luc-nam/poster/muc-tieu-tinh-minh-bach-2024.md";
const std::string page = "poster/muc-tieu-tinh-minh-bach-2024/";

/// The poster's further lines, which leave no room for a picture; and such a picture.
const std::string lines =
    "dong:\n  - \"Đây là mục tiêu của kế hoạch, không phải kết quả; kết quả chính thức chưa có "
    "trên "
    "trang này.\"\n";
const std::string small_picture = "anh: nho.jpg\nmo_ta_thay_the: Ba ngọn đồi\n";

/// The portal of Lục Nam, built again and again, with a place to keep pictures.
struct PosterSite {
  OverlayDisk source{repository()};
  MemoryDisk out{no_file_limit};
  MemoryDisk keeps{no_file_limit};
  bool has_keeps = true;
  std::string portal = "luc-nam";
  std::string printed;

  explicit PosterSite(bool share = false) {
    if (!share)
      edit("site/luc-nam/portal.json", "\"tiep_nhan\": false",
           "\"tiep_nhan\": false, \"anh_chia_se\": false");
  }
  void edit(const std::string& path, std::string_view from, std::string_view to) {
    std::string text = *source.read(path);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    REQUIRE(source.write(path, text.replace(at, from.size(), to)));
  }
  /// The outputs that were written or removed.
  std::vector<std::string> build() {
    Report report;
    pipeline::Options options;
    options.jobs = 2;
    options.today = text::date_of_day(20778);  // 2026-11-21
    options.program = "test";
    images::KeptFiles kept(&keeps, "2026-11");
    const pipeline::Context ctx{source, report, options, has_keeps ? &kept : nullptr};
    const std::vector<std::string> ids{portal};
    out.forget();
    pipeline::build_portals(
        ctx, ids, [&](const std::string&) { return std::make_unique<BorrowedDisk>(out); });
    printed.clear();
    for (const Diagnostic& diagnostic : report.sorted())
      printed += to_text(diagnostic, Language::en) + "\n";
    std::vector<std::string> touched;
    for (const std::string& path : out.touched())
      if (!path.starts_with(".minhbach/")) touched.push_back(path);
    return touched;
  }
};

Files files_of(const Disk& disk) {
  Files files;
  std::vector<Diagnostic> problems;
  for (const FileEntry& file : disk.list("", problems))
    if (!file.path.starts_with(".minhbach/")) files[file.path] = *disk.read(file.path);
  return files;
}

/// A drawing, a small photograph and half of it, beside the poster.
void add_pictures(PosterSite& site) {
  const std::string folder = poster.substr(0, poster.rfind('/') + 1);
  const std::string photograph = *repository().read("tests/unit/images/files/cmyk.jpg");
  REQUIRE(site.source.write(
      folder + "hinh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"));
  REQUIRE(site.source.write(folder + "nho.jpg", photograph));
  REQUIRE(site.source.write(folder + "cut.jpg", photograph.substr(0, photograph.size() / 2)));
}

}  // namespace

TEST_CASE("an edited poster is drawn again, and its page; nothing else is") {
  if (!fonts_are_there()) return;
  PosterSite site;
  site.build();
  INFO(site.printed);
  CHECK(site.build().empty());
  site.keeps.forget();
  site.edit(poster, "điểm là mục tiêu", "điểm, mục tiêu");
  CHECK(site.build() == std::vector<std::string>{page + "index.html", page + "poster-a3.pdf",
                                                 page + "poster-a4.pdf", page + "poster-ngang.png",
                                                 page + "poster-vuong.png"});
  CHECK(site.keeps.counts().writes == 4);
  site.edit(poster, "Poster không tính vào", "Poster này không tính vào");
  CHECK(site.build() == std::vector<std::string>{page + "index.html"});

  PosterSite clean;
  clean.has_keeps = false;
  for (const auto& [path, text] : {std::pair{"điểm là mục tiêu", "điểm, mục tiêu"},
                                   std::pair{"Poster không tính vào", "Poster này không tính vào"}})
    clean.edit(poster, path, text);
  clean.build();
  CHECK(files_of(clean.out) == files_of(site.out));
}

TEST_CASE("a title's picture to share changes with it; the others are neither read nor made") {
  if (!fonts_are_there()) return;
  PosterSite site(true);
  site.build();
  const Files before = files_of(site.out);
  site.keeps.forget();
  site.edit("content/luc-nam/van-ban-chi-dao/ke-hoach-minh-bach-2024.md", "tieu_de: \"",
            "tieu_de: \"Sửa: ");
  std::size_t made = 0, gone = 0;
  for (const std::string& path : site.build()) {
    if (!path.starts_with("anh-chia-se/")) continue;
    (site.out.is_file(path) ? made : gone) += 1;
  }
  INFO(site.printed);
  CHECK(made == 1);
  CHECK(gone == 1);
  CHECK(site.keeps.counts().writes == 1);
  // Where the site is gone, as on a new machine, all come from what is kept.
  site.edit("content/luc-nam/van-ban-chi-dao/ke-hoach-minh-bach-2024.md", "Sửa: ", "");
  site.keeps.forget();
  for (const auto& [path, bytes] : files_of(site.out)) REQUIRE(site.out.remove(path));
  site.build();
  CHECK(site.keeps.counts().writes == 0);
  CHECK(files_of(site.out) == before);
}

TEST_CASE("what is wrong with a poster is told at its field, and nothing is written") {
  if (!fonts_are_there()) return;
  struct Case {
    std::string_view from, to, told;
  };
  const Case cases[] = {
      {"lien_ket: /ke-hoach/minh-bach-2024/", "lien_ket: /ke-hoach/minh-bach-2025/",
       "error[MB1113]: the poster leads to \"/ke-hoach/minh-bach-2025/\""},
      {"lien_ket: /ke-hoach/minh-bach-2024/",
       "lien_ket: "
       "https://x.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
       "md:12:11: error[MB1103]: the address has "},
      {"Quét mã để xem", "Quét 漢 để xem",
       "md:11:10: error[MB1102]: the font Be Vietnam Pro has no character “漢” (U+6F22)"},
      {"điểm là mục tiêu",
       "điểm là một trong những mục tiêu rất quan trọng và rất đáng chú ý của cả hệ thống, là mục "
       "tiêu",
       "md:8:13: error[MB1101]: the text is too long for A4, A3 by 61 characters"},
      {"so: ", "anh: hinh.svg\nmo_ta_thay_the: Đồi\nso: ",
       "md:7:6: error[MB1114]: \"hinh.svg\" cannot be put on a poster"},
      {lines, small_picture,
       "md:9:6: warning[MB1115]: the poster's picture is only 120 pixels wide"},
      {"so: ", "anh: cut.jpg\nmo_ta_thay_the: Đồi\nso: ", "error[MB1205]"},
      {"so: ", "anh: nho.jpg\nso: ", "error[MB0"},
      {"bo_cuc: con_so", "bo_cuc: con_so_lon", "is not among the choices"},
      {"so: \"≥ 7,0\"\n", "", "error[MB0"},
  };
  for (const Case& one : cases) {
    PosterSite site;
    add_pictures(site);
    site.edit(poster, one.from, one.to);
    CHECK(site.build().empty() == (one.told.find(": warning") == std::string_view::npos));
    INFO(site.printed);
    CHECK(site.printed.find(one.told) != std::string::npos);
    CHECK(site.printed.find("note[MB0744]") == std::string::npos);
  }
}

TEST_CASE("a font that is missing says how it is installed; one of another family is refused") {
  if (!fonts_are_there()) return;
  PosterSite site;
  site.edit("themes/cong-khai/theme.json", "BeVietnamPro_400Regular.ttf", "BeVietnamPro_401.ttf");
  CHECK(site.build().empty());
  CHECK(site.printed.find("error[MB0711]") != std::string::npos);
  CHECK(site.printed.find("./dev setup") != std::string::npos);
  PosterSite other;
  other.edit("themes/cong-khai/theme.json", "\"ho\": \"Be Vietnam Pro\"", "\"ho\": \"Times\"");
  CHECK(other.build().empty());
  CHECK(other.printed.find("error[MB1104]") != std::string::npos);
  PosterSite none;
  none.edit("themes/cong-khai/theme.json", "\"ve_hinh\"", "\"ve_hinh_khac\"");
  CHECK_FALSE(none.build().empty());
  CHECK(none.printed.find("warning[MB1112]") != std::string::npos);
  CHECK(none.out.is_file(page + "index.html"));
  CHECK_FALSE(none.out.is_file(page + "poster-a4.pdf"));
  PosterSite wrong;
  wrong.edit("themes/cong-khai/bien.json", "\"nho\": [34, 24]", "\"nho\": [24, 34]");
  CHECK(wrong.build().empty());
  CHECK(wrong.printed.find("error[MB1111]") != std::string::npos);
}

TEST_CASE("a poster's picture stands on all its files; another one draws them again, and no more") {
  if (!fonts_are_there()) return;
  PosterSite site;
  add_pictures(site);
  site.edit(poster, lines, small_picture);
  site.build();
  INFO(site.printed);
  REQUIRE(site.out.is_file(page + "poster-a3.pdf"));
  CHECK(site.out.read(page + "poster-a3.pdf")->find("/DCTDecode") != std::string::npos);
  const std::string html = *site.out.read(page + "index.html");
  CHECK(html.find("alt=\"Ba ngọn đồi\"") != std::string::npos);
  CHECK(site.build().empty());
  REQUIRE(site.source.write("content/luc-nam/poster/nho.jpg",
                            *repository().read("tests/unit/images/files/dung-doc.jpg")));
  std::vector<std::string> of_poster;
  for (const std::string& path : site.build())
    if (path.starts_with(page)) of_poster.push_back(path);
  CHECK(of_poster == std::vector<std::string>{page + "index.html", page + "poster-a3.pdf",
                                              page + "poster-a4.pdf", page + "poster-ngang.png"});
  PosterSite clean;
  clean.has_keeps = false;
  add_pictures(clean);
  clean.edit(poster, lines, small_picture);
  REQUIRE(clean.source.write("content/luc-nam/poster/nho.jpg",
                             *repository().read("tests/unit/images/files/dung-doc.jpg")));
  clean.build();
  CHECK(files_of(clean.out) == files_of(site.out));
}

TEST_CASE("a poster's page says how large each file is, also where only the page is made again") {
  if (!fonts_are_there()) return;
  PosterSite site;
  const auto sizes = [&] {
    const std::string html = *site.out.read(page + "index.html");
    std::vector<std::string> out;
    for (std::size_t at = html.find("class=\"tep\"");
         (at = html.find("nho\">(", at)) != std::string::npos;) {
      at += 6;
      out.push_back(html.substr(at, html.find(')', at) - at));
      if (out.size() == 4) break;
    }
    return out;
  };
  site.build();
  INFO(site.printed);
  const std::vector<std::string> first = sizes();
  REQUIRE(first.size() == 4);
  const std::size_t bytes = site.out.read(page + "poster-a4.pdf")->size();
  std::string size = fmt::format("PDF, {:.1f}\u00A0KB", static_cast<double>(bytes) / 1024);
  CHECK(first[0] == size.replace(size.find('.'), 1, ","));
  CHECK(first[2].starts_with("PNG, "));
  site.edit(poster, "Poster không tính vào", "Poster này không tính vào");
  CHECK(site.build() == std::vector<std::string>{page + "index.html"});
  CHECK(sizes() == first);
}

TEST_CASE("what is wrong with a poster is told once, however many placements show it") {
  if (!fonts_are_there()) return;
  PosterSite site;
  site.portal = "lang-giang";
  // The other placement's name takes two lines: there, more characters are too many.
  site.edit("site/lang-giang/portal.json", "DDCI huyện Lạng Giang (trang Xúc tiến đầu tư)",
            "Chuyên mục DDCI huyện Lạng Giang đặt tại trang thông tin Xúc tiến đầu tư của tỉnh");
  const std::string other = "content/lang-giang/poster/moi-gop-y-2024.md";
  site.edit(other, "cho huyện thông qua form", "cho huyện thông qua form thêm chữ thêm chữ hết");
  site.edit(other, "\nnguon: \"",
            "\nnguon: \"Nguồn khác nữa và nguồn khác nữa và nguồn khác nữa và nguồn khác nữa, ");
  site.build();
  INFO(site.printed);
  std::size_t told = 0;
  for (std::size_t at = 0; (at = site.printed.find("too long for A4", at)) != std::string::npos;
       ++at)
    ++told;
  CHECK(told == 1);
}

TEST_CASE("an address that is too long is told once, though placements make it differently long") {
  if (!fonts_are_there()) return;
  PosterSite site;
  site.portal = "lang-giang";
  std::string text = *site.source.read("content/lang-giang/poster/moi-gop-y-2024.md");
  const std::string link = "lien_ket: /ke-hoach/tuyen-truyen-ddci-2024/nhiem-vu/lg-1.1/\n";
  REQUIRE(text.find(link) != std::string::npos);
  text.erase(text.find(link), link.size());  // It leads to its own page then.
  REQUIRE(site.source.write("content/lang-giang/poster/" + std::string(130, 'a') + ".md", text));
  CHECK(site.build().empty());
  INFO(site.printed);
  const std::size_t first = site.printed.find("error[MB1103]");
  REQUIRE(first != std::string::npos);
  CHECK(site.printed.find("error[MB1103]", first + 1) == std::string::npos);
}
