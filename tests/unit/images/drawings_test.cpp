// Posters and share pictures: the same bytes each time, and what is refused.
#include "disk/real_disk.h"
#include "documents/pdf.h"
#include "images/image_size.h"
#include "images/messages.h"
#include "images/png_file.h"
#include "images/poster.h"
#include "images/poster_sheet.h"
#include "images/qr_code.h"
#include "images/share_picture.h"
#include "support/catch.h"
#include "unit/images/theme_fonts.h"

using namespace minhbach;
using namespace minhbach::images;

namespace {

Poster some_poster(PosterLayout layout) {
  Poster out;
  out.layout = layout;
  out.issuer = "Ủy ban nhân dân xã Ví Dụ";
  out.portal = "Cổng công khai xã Ví Dụ";
  out.label = "Nội dung minh họa";
  out.notice = "Thông báo";
  out.audience = "Gửi doanh nghiệp, hộ kinh doanh";
  out.message = "Mời doanh nghiệp góp ý cho xã";
  out.lines = {"Không cần nêu tên."};
  out.number = "≥ 7,0";
  out.source = "Nguồn: kế hoạch năm 2026";
  out.steps = {"Mở trang", "Viết câu hỏi", "Gửi cho xã"};
  out.call = "Quét mã để góp ý";
  out.link = "https://xa-vi-du.example/gop-y/";
  out.address = "xa-vi-du.example/gop-y";
  out.date = "2026-11-20";
  return out;
}

struct Drawing {
  FontSet fonts{family, theme_fonts()};
  Typesetter typesetter{fonts};

  std::string draw(const Poster& poster, PosterForm form, std::string_view picture = {}) {
    auto made = draw_poster(poster, form, some_style(), typesetter, picture);
    if (const auto* problem = std::get_if<PosterProblem>(&made))
      FAIL(problem->diagnostic.what(Language::en));
    return std::get<std::string>(made);
  }
  PosterProblem refuse(const Poster& poster, PosterForm form = PosterForm::a4,
                       std::string_view picture = {}) {
    auto made = draw_poster(poster, form, some_style(), typesetter, picture);
    REQUIRE(std::holds_alternative<PosterProblem>(made));
    return std::get<PosterProblem>(made);
  }
};

}  // namespace

TEST_CASE("four layouts, four forms, each the same bytes twice, by another typesetter too") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing first, second;
  for (const PosterLayout layout : {PosterLayout::invitation, PosterLayout::three_steps,
                                    PosterLayout::number, PosterLayout::notice}) {
    for (const PosterForm form : poster_forms) {
      const std::string bytes = first.draw(some_poster(layout), form);
      CHECK(bytes == second.draw(some_poster(layout), form));
      const bool is_pdf = file_name(form).ends_with(".pdf");
      CHECK(bytes.starts_with(is_pdf ? "%PDF-1.4" : "\x89PNG"));
    }
  }
  const auto size = image_size(first.draw(some_poster(PosterLayout::notice), PosterForm::wide));
  REQUIRE(size);
  CHECK(size->width == 1200);
  CHECK(size->height == 630);
}

TEST_CASE("fonts that went, and came again in another order, draw the same") {
  if (theme_fonts().empty()) return;
  const Poster poster = some_poster(PosterLayout::invitation);
  std::vector<std::string> drawn;
  for (const bool reversed : {false, true, false}) {
    std::vector<FontFile> files = theme_fonts();
    if (reversed) std::swap(files[0], files[1]);
    const FontSet fonts(family, std::move(files));
    const Typesetter typesetter(fonts);
    drawn.push_back(
        std::get<std::string>(draw_poster(poster, PosterForm::a4, some_style(), typesetter)));
  }
  CHECK(drawn[0] == drawn[1]);
  CHECK(drawn[0] == drawn[2]);
}

TEST_CASE("a PDF tells the date it is given, and no other") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  const std::string pdf = drawing.draw(some_poster(PosterLayout::notice), PosterForm::a4);
  CHECK(pdf.find("20261120000000Z)") != std::string::npos);
  CHECK(pdf.find("/FontFile2") != std::string::npos);
}

TEST_CASE("bleed makes the sheet larger by its margin on each side") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  Poster poster = some_poster(PosterLayout::notice);
  CHECK(drawing.draw(poster, PosterForm::a4).find("0 0 595.27") != std::string::npos);
  poster.has_bleed = true;
  CHECK(drawing.draw(poster, PosterForm::a4).find("0 0 651.96") != std::string::npos);
}

TEST_CASE("what does not fit, cannot be written or encoded is told of its part") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  Poster poster = some_poster(PosterLayout::invitation);
  for (int i = 0; i < 12; ++i) poster.message += " và góp ý nữa cho thật đủ ý";
  PosterProblem problem = drawing.refuse(poster);
  CHECK(problem.part == PosterPart::message);
  CHECK(problem.diagnostic.message == &messages::drawn_text_too_long);
  CHECK(problem.diagnostic.arguments[0] == "A4, A3");

  poster = some_poster(PosterLayout::three_steps);
  poster.steps[1] = "Viết 漢";
  problem = drawing.refuse(poster);
  CHECK(problem.part == PosterPart::steps);
  CHECK(problem.diagnostic.message == &messages::glyph_missing);

  poster = some_poster(PosterLayout::number);
  poster.link += std::string(200, 'a');
  problem = drawing.refuse(poster, PosterForm::square);
  CHECK(problem.part == PosterPart::link);
  CHECK(problem.diagnostic.arguments == std::vector<std::string>{"231", "152"});

  for (const PosterForm form : poster_forms) {
    poster = some_poster(PosterLayout::invitation);
    poster.address = "xa-vi-du.example/漢";
    problem = drawing.refuse(poster, form);
    CHECK(problem.part == PosterPart::link);
    CHECK(problem.diagnostic.message == &messages::glyph_missing);
    poster.address = "xa-vi-du.example/" + std::string(600, 'a');
    problem = drawing.refuse(poster, form);
    CHECK(problem.part == PosterPart::link);
    CHECK(problem.diagnostic.message == &messages::drawn_text_too_long);
    poster.address = "xa-vi-du.example/" + std::string(120, 'a');
    drawing.draw(poster, form);
  }
}

TEST_CASE("what a poster is from stands on paper in all layouts, on pictures of numbers alone") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  for (const PosterLayout layout : {PosterLayout::invitation, PosterLayout::three_steps,
                                    PosterLayout::number, PosterLayout::notice}) {
    for (const PosterForm form : poster_forms) {
      Poster poster = some_poster(layout);
      const std::string with = drawing.draw(poster, form);
      poster.source = "Nguồn: khác";
      const bool is_picture = file_name(form).ends_with(".png");
      CHECK((with == drawing.draw(poster, form)) == (is_picture && layout != PosterLayout::number));
    }
    Poster poster = some_poster(layout);
    for (int i = 0; i < 60; ++i) poster.source += " kế hoạch khác";
    const PosterProblem problem = drawing.refuse(poster);
    CHECK(problem.part == PosterPart::source);
    CHECK(problem.diagnostic.message == &messages::drawn_text_too_long);
  }
}

TEST_CASE("the longest text that a code may hold is held, and no longer one") {
  const auto longest = make_qr(std::string(longest_qr_text, 'a'));
  REQUIRE(longest);
  CHECK(longest->size == largest_qr);
  CHECK_FALSE(make_qr(std::string(longest_qr_text + 1, 'a')));
  CHECK_FALSE(make_qr(""));
}

TEST_CASE("a share picture cuts a long title at a word and leaves out what the font lacks") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  SharePicture words{"Cổng xã Ví Dụ", "Thủ tục", "Đăng ký 漢 kinh doanh"};
  const std::string png = draw_share_picture(words, some_style(), drawing.typesetter);
  words.title = "Đăng ký  kinh doanh";
  CHECK(png == draw_share_picture(words, some_style(), drawing.typesetter));
  std::string longer;
  for (int i = 0; i < 80; ++i) longer += "thủ tục ";
  words.title = longer;
  const std::string cut = draw_share_picture(words, some_style(), drawing.typesetter);
  words.title = longer + longer;
  CHECK(cut == draw_share_picture(words, some_style(), drawing.typesetter));
}

TEST_CASE("a palette holds the colours themselves; a pixel becomes the nearest") {
  const std::vector<Rgb> palette = palette_of({{{255, 255, 255}, {0, 0, 0}}});
  CHECK(palette[0] == Rgb{255, 255, 255});
  CHECK(palette[1] == Rgb{0, 0, 0});
  const std::uint32_t pixels[] = {0xFFFFFF, 0x000001, 0xFEFFFF, 0x000000};
  const std::uint32_t sharp[] = {0xFFFFFF, 0x000000, 0xFFFFFF, 0x000000};
  CHECK(png_of({pixels, 2, 2, 2}, palette) == png_of({sharp, 2, 2, 2}, palette));
}

TEST_CASE("with bleed a PDF says where it is cut; readers follow its change") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  Poster poster = some_poster(PosterLayout::notice);
  CHECK(drawing.draw(poster, PosterForm::a3).find("TrimBox") == std::string::npos);
  poster.has_bleed = true;
  const std::string pdf = drawing.draw(poster, PosterForm::a4);
  CHECK(pdf.find("/TrimBox [ 28.346 28.346 623.622 870.236 ]") != std::string::npos);
  CHECK(pdf.find("/BleedBox [ 19.843 19.843 632.126 878.740 ]") != std::string::npos);
  CHECK(documents::pdf_facts(pdf).pages == 1);
}

TEST_CASE("a picture stands on every form of every layout, and changes what is drawn") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  const RealDisk disk(SOURCE_FOLDER);
  const std::string first = *disk.read("tests/unit/images/files/cmyk.jpg");
  const std::string second = *disk.read("tests/unit/images/files/trong-suot.png");
  for (const PosterLayout layout : {PosterLayout::invitation, PosterLayout::three_steps,
                                    PosterLayout::number, PosterLayout::notice}) {
    for (const PosterForm form : poster_forms) {
      Poster poster = some_poster(layout);
      poster.audience.clear();
      const std::string without = drawing.draw(poster, form);
      poster.picture = "some";
      const std::string with = drawing.draw(poster, form, first);
      CHECK(with == drawing.draw(poster, form, first));
      CHECK(with != without);
      CHECK(with != drawing.draw(poster, form, second));
      forget_last_picture();
      CHECK(with == drawing.draw(poster, form, first));
      const bool is_pdf = file_name(form).ends_with(".pdf");
      CHECK((with.find("/DCTDecode") != std::string::npos) == is_pdf);
      for (const char* word : {"ThuMay", "bi-mat", "Exif", "xmpmeta"})
        CHECK(with.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("words that fit on a shared picture fit on it where the poster has a picture, too") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  const std::string picture = *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/cmyk.jpg");
  const std::string call =
      "Quét mã để mở mục Quy hoạch và xem bản đồ thuyết minh quyết định phê duyệt của xã ta ở một "
      "trang trên mạng rồi gửi ý kiến";
  Poster poster = some_poster(PosterLayout::invitation);
  poster.message = "Xem quy hoạch ngay trên điện thoại";
  poster.link = "https://xa-vi-du.example.vn/aaaaaaaaaaaa";
  poster.address = "xa-vi-du.example.vn/aaaaaaaaaaaa";
  std::size_t shown = 0, left_out = 0;
  for (const PosterForm form : {PosterForm::square, PosterForm::wide}) {
    for (std::size_t end = call.find("bản đồ"); (end = call.find(' ', end + 1)) < call.size();) {
      poster.call = call.substr(0, end);
      poster.picture.clear();
      const auto without = draw_poster(poster, form, some_style(), drawing.typesetter);
      if (!std::holds_alternative<std::string>(without)) continue;
      poster.picture = "some";
      INFO(poster.call);
      (drawing.draw(poster, form, picture) == std::get<std::string>(without) ? left_out : shown)++;
    }
  }
  CHECK(shown > 0);
  CHECK(left_out > 0);
}

TEST_CASE("a picture gives way where the message would be hardly larger than the call") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  const DrawingStyle style = some_style();
  const std::string picture = *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/cmyk.jpg");
  Poster poster = some_poster(PosterLayout::invitation);
  poster.picture = "some";
  std::size_t large = 0, gave_way = 0;
  for (int words = 0; words < 16; ++words) {
    poster.message += " góp ý";
    bool fits = false, stands_out = false;
    draw_nowhere(2, [&](_cairo* canvas) {
      PosterSheet sheet(poster, PosterForm::a4, style, drawing.typesetter, canvas,
                        PosterSheet::picture_rooms(PosterForm::a4)[0], nullptr);
      sheet.draw();
      fits = !sheet.problem();
      stands_out = sheet.message_stands_out();
    });
    if (!fits) break;
    const std::string pdf = drawing.draw(poster, PosterForm::a4, picture);
    INFO(poster.message);
    CHECK((pdf.find("/Height 690") != std::string::npos) == stands_out);
    ++(stands_out ? large : gave_way);
  }
  CHECK(large > 0);
  CHECK(gave_way > 0);
}

TEST_CASE("beside a picture there is less room for words; a broken one is told of") {
  if (theme_fonts().empty()) return;  // Without npm's packages: ./dev setup.
  Drawing drawing;
  Poster poster = some_poster(PosterLayout::invitation);
  for (int i = 0; i < 3; ++i) poster.message += " và góp ý nữa cho thật đủ ý";
  const std::string without = drawing.draw(poster, PosterForm::square);
  drawing.draw(poster, PosterForm::a4);
  poster.picture = "some";
  const std::string picture = *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/cmyk.jpg");
  PosterProblem problem = drawing.refuse(poster, PosterForm::a4, picture);
  CHECK(problem.part == PosterPart::message);
  CHECK(problem.diagnostic.message == &messages::drawn_text_too_long);
  CHECK(drawing.draw(poster, PosterForm::square, picture) == without);
  poster.message = "Mời góp ý";
  problem = drawing.refuse(poster, PosterForm::a4, picture.substr(0, picture.size() / 2));
  CHECK(problem.part == PosterPart::picture);
  CHECK(problem.diagnostic.message == &messages::poster_picture_unreadable);
}
