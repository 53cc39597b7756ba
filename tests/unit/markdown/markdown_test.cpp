// Documents: places, slots, headings, what is dropped and what is said of it.
#include "markdown/markdown.h"

#include "base/parallel.h"
#include "rendered.h"
#include "support/catch.h"

using namespace minhbach;

TEST_CASE("a link of the site leaves its address to the caller") {
  const Rendered out = render("Xem [thủ tục](../thu-tuc/x.md#muc \"Tên & <b>\").\n");
  CHECK(out.document.html == "<p>Xem <a title=\"Tên &amp; &lt;b&gt;\">thủ tục</a>.</p>\n");
  REQUIRE(out.document.slots.size() == 1);
  const markdown::Slot& slot = out.document.slots[0];
  CHECK(slot.target == "../thu-tuc/x.md#muc");
  CHECK(slot.label == "thủ tục");
  CHECK_FALSE(slot.image);
  CHECK(slot.place == Place{"content/a.md", 1, 5});
  CHECK(out.html() ==
        "<p>Xem <a href=\"../thu-tuc/x.md#muc\" title=\"Tên &amp; &lt;b&gt;\">thủ tục</a>.</p>\n");
  CHECK(out.problems.empty());
}

TEST_CASE("a picture leaves its address and size to the caller") {
  const Rendered out = render("![Sơ đồ *mới*](so-do.png)\n");
  CHECK(out.document.html == "<p><picture> alt=\"Sơ đồ mới\"></picture></p>\n");
  CHECK(markdown::fill_slots(
            out.document,
            [](const markdown::Slot& slot) {
              return slot.image ? std::string("<img src=\"/a.png\" width=\"1\" height=\"2\"")
                                : std::string();
            }) ==
        "<p><picture><img src=\"/a.png\" width=\"1\" height=\"2\" alt=\"Sơ đồ "
        "mới\"></picture></p>\n");
}

TEST_CASE("pictures after the first, and those of fields, wait until they are scrolled to") {
  CHECK(render("![a](a.png)\n\n![b](b.png)\n").document.html ==
        "<p><picture> alt=\"a\"></picture></p>\n"
        "<p><picture> alt=\"b\" loading=\"lazy\"></picture></p>\n");
  markdown::Options field;
  field.id_prefix = "mo_ta-";
  CHECK(render("![a](a.png)\n", field).document.html ==
        "<p><picture> alt=\"a\" loading=\"lazy\"></picture></p>\n");
}

TEST_CASE("a picture that is declared decoration has no description, and no title either") {
  const Rendered out = render("![](vien.png \"trang trí\")\n");
  CHECK(out.document.html == "<p><picture> alt=\"\"></picture></p>\n");
  CHECK(out.problems.empty());
  CHECK(render("![Viền](vien.png \"Viền\")\n").document.html ==
        "<p><picture> alt=\"Viền\" title=\"Viền\"></picture></p>\n");
  CHECK(render("![](vien.png \"hoa\")\n").codes() == Codes{"MB0609 1:1"});
}

TEST_CASE("a picture without a description, or from elsewhere, is an error") {
  CHECK(render("![](a.png)\n").codes() == Codes{"MB0609 1:1"});
  CHECK(render("chữ ![ ](a.png)\n").codes() == Codes{"MB0609 1:5"});
  const Rendered far = render("![ảnh](https://a.vn/b.png)\n");
  CHECK(far.codes() == Codes{"MB0610 1:1"});
  CHECK(far.document.html == "<p>ảnh</p>\n");
  CHECK(render("![ảnh](data:image/png;base64,AA)\n").codes() == Codes{"MB0610 1:1"});
}

TEST_CASE("places are in the file, in code points, whatever stands around the body") {
  const std::string text = "---\na: 1\n---\nĐường *đi* <b>đ</b>\n\n> - ả [](x.md)\n";
  const SourceText source("content/a.md", text);
  std::vector<Diagnostic> problems;
  const auto document =
      markdown::render_markdown(source, std::string_view(text).substr(13), 4, {}, problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].place == Place{"content/a.md", 4, 12});
  CHECK(problems[0].source_line == "Đường *đi* <b>đ</b>");
  CHECK(problems[0].arguments == std::vector<std::string>{"\"<b>\""});
  CHECK(problems[1].place == Place{"content/a.md", 6, 7});
  REQUIRE(document.slots.size() == 1);
  CHECK(document.slots[0].place == Place{"content/a.md", 6, 7});
}

TEST_CASE("outside links are written whole and marked") {
  CHECK(render("[a](https://a.vn/?x=1&y='ở')\n").document.html ==
        "<p><a href=\"https://a.vn/?x=1&amp;y=&#x27;%E1%BB%9F&#x27;\" rel=\"noopener "
        "external\">a</a></p>\n");
  CHECK(render("<mailto:a@b.vn> [gọi](tel:+84204)\n").document.html ==
        "<p><a href=\"mailto:a@b.vn\">mailto:a@b.vn</a> <a href=\"tel:+84204\">gọi</a></p>\n");
  CHECK(render("[a](https://a.vn) và [b](b.md)\n").document.slots.size() == 1);
}

TEST_CASE("headings have stable ids, one each, and make the list of contents") {
  const Rendered out = render(
      "## Thành phần hồ sơ\n\n### Lệ phí\n\n### Lệ phí\n\n## `TTHC` & *luật*\n\n"
      "## ***\n\n## 日本\n\n> ## Trích\n");
  std::vector<std::string> outline;
  for (const markdown::Heading& heading : out.document.outline) {
    outline.push_back(std::to_string(heading.level) + " " + heading.id + " " + heading.text);
  }
  CHECK(outline == std::vector<std::string>{"2 thanh-phan-ho-so Thành phần hồ sơ",
                                            "3 le-phi Lệ phí", "3 le-phi-2 Lệ phí",
                                            "2 tthc-luat TTHC & luật", "2 muc-5 ***",
                                            "2 muc-6 日本"});
  CHECK(out.document.anchors == std::vector<std::string>{"le-phi", "le-phi-2", "muc-5", "muc-6",
                                                         "thanh-phan-ho-so", "trich", "tthc-luat"});
  CHECK(out.problems.empty());
}

TEST_CASE("a numbered id does not take the name of a heading that reads so") {
  const Rendered out = render("## a 2\n\n## a\n\n## a\n");
  CHECK(out.document.anchors == std::vector<std::string>{"a", "a-2", "a-3"});
}

TEST_CASE("a heading of level 1 becomes level 2, and a skipped level is pointed out") {
  const Rendered out = render("# Tên\n\n#### Sâu\n\n## Đủ\n\n##\n");
  CHECK(out.codes() == Codes{"MB0611 1:1", "MB0612 3:1", "MB0613 7:1"});
  CHECK(out.document.html.starts_with("<h2 id=\"ten\">Tên</h2>\n<h4 id=\"sau\">"));
  CHECK(out.document.outline.size() == 3);
}

TEST_CASE("ids carry the prefix of their body") {
  markdown::Options options;
  options.id_prefix = "b-";
  const Rendered out = render("## A\n\nx[^1]\n\n[^1]: y\n", options);
  CHECK(out.document.anchors ==
        std::vector<std::string>{"b-a", "b-cho_chu_thich_1", "b-chu_thich_1"});
  CHECK(out.document.html.find("href=\"#b-chu_thich_1\"") != std::string::npos);
}

TEST_CASE("raw HTML is dropped with a word, comments without") {
  const Rendered out = render("a <b>đậm</b> <!-- ghi chú -->\n\n<div>\nx\n</div>\n\n<!-- x\n-->\n");
  CHECK(out.document.html == "<p>a đậm </p>\n");
  CHECK(out.codes() == Codes{"MB0604 1:3", "MB0605 3:1"});
}

TEST_CASE("a comment does not hide what follows it on its line") {
  CHECK(render("<!-- x --> <p>chữ</p>\n").codes() == Codes{"MB0605 1:1"});
}

TEST_CASE("links to nowhere and links without text are pointed out") {
  const Rendered out = render("[a]() [](b.md)\n");
  CHECK(out.codes() == Codes{"MB0608 1:1", "MB0614 1:7"});
  CHECK(render("[![ảnh](a.png)](b.md)\n").problems.empty());
}

TEST_CASE("the lead is the first paragraph's plain text, cut between words") {
  const auto document =
      render("## T\n\n- a\n\nỦy ban **nhân dân**\n[huyện](x.md) Lục Nam[^1], tỉnh.\n\n[^1]: n\n")
          .document;
  CHECK(document.lead == "Ủy ban nhân dân huyện Lục Nam, tỉnh.");
  CHECK(markdown::excerpt(document, 100) == document.lead);
  CHECK(markdown::excerpt(document, 36) == document.lead);
  CHECK(markdown::excerpt(document, 35) == "Ủy ban nhân dân huyện Lục Nam…");
  CHECK(markdown::excerpt(document, 4) == "Ủy…");
  CHECK(markdown::excerpt(document, 1) == "Ủ…");
}

TEST_CASE("bodies rendered on many threads come out as they do on one") {
  std::vector<std::string> bodies;
  for (int i = 0; i < 400; ++i) {
    std::string body;
    for (int j = 0; j < 20; ++j) {
      if (i % 4 == 0) body += "~~gạch~~ www.a.vn/x a@b.vn ";
      body +=
          "*a* [b](c.md) x[^1] `code`\n\n| a |\n|-|\n| " + std::to_string(i) + " |\n\n- [x] y\n\n";
    }
    bodies.push_back(body + "[^1]: z\n");
  }
  std::vector<std::string> alone;
  for (const std::string& body : bodies) alone.push_back(render(body).document.html);
  std::vector<std::string> together(bodies.size());
  parallel_for(bodies.size(), 8,
               [&](std::size_t i, unsigned) { together[i] = render(bodies[i]).document.html; });
  CHECK(together == alone);
}
