// Tables, tasks, code and footnotes as readers and screen readers get them.
#include "rendered.h"
#include "support/catch.h"

using namespace minhbach;

TEST_CASE("a table is a region that scrolls, with scopes and alignment by class") {
  CHECK(render("| Tên | Phí | |\n|:-:|--:|---|\n| a | 1 | x |\n").document.html ==
        "<div class=\"bang\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng "
        "1\">\n<table>\n<thead>\n<tr>\n"
        "<th scope=\"col\" class=\"giua\">Tên</th>\n<th scope=\"col\" "
        "class=\"phai\">Phí</th>\n<td></td>\n"
        "</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"giua\">a</td>\n<td "
        "class=\"phai\">1</td>\n<td>x</td>\n"
        "</tr>\n</tbody>\n</table>\n</div>\n");
}

TEST_CASE("the paragraph before a table that begins with Bảng is its caption") {
  const Rendered out = render(
      "Bảng: Mức **phí**\n\n| a |\n|-|\n\nBảng 2. Khác\n\n| a |\n|-|\n\nBảng này:\n\n| a |\n|-|\n");
  const std::string& html = out.document.html;
  CHECK(html.starts_with(
      "<div class=\"bang\" role=\"region\" tabindex=\"0\" aria-labelledby=\"bang_1\">\n"
      "<table>\n<caption id=\"bang_1\">Mức <strong>phí</strong></caption>\n<thead>\n"));
  CHECK(html.find("<caption id=\"bang_2\">Bảng 2. Khác</caption>") != std::string::npos);
  CHECK(html.find("<p>Bảng này:</p>\n<div class=\"bang\" role=\"region\" tabindex=\"0\" "
                  "aria-label=\"Bảng 3\">") != std::string::npos);
  CHECK(out.document.anchors == std::vector<std::string>{"bang_1", "bang_2"});
  CHECK(out.document.lead == "Bảng này:");
}

TEST_CASE("a caption without a table after it is a paragraph") {
  CHECK(render("Bảng: Mức phí\n\nchữ\n").document.html == "<p>Bảng: Mức phí</p>\n<p>chữ</p>\n");
  CHECK(render("Bảng: a\n| a |\n|-|\n").document.html.find("<caption id=\"bang_1\">a</caption>") !=
        std::string::npos);
}

TEST_CASE("a task says in words whether it is done") {
  CHECK(render("- [x] nộp\n- [ ] chờ\n").document.html ==
        "<ul>\n<li class=\"viec\"><span class=\"xong\" role=\"img\" aria-label=\"Đã "
        "xong\">☑</span> nộp</li>\n"
        "<li class=\"viec\"><span class=\"chua-xong\" role=\"img\" aria-label=\"Chưa "
        "xong\">☐</span> chờ</li>\n</ul>\n");
}

TEST_CASE("code keeps its language and can be reached by keyboard") {
  CHECK(render("```c++ \"><b>\na < b\n```\n").document.html ==
        "<pre tabindex=\"0\"><code class=\"language-c++\">a &lt; b\n</code></pre>\n");
  CHECK(render("```\"><b>\n```\n").document.html ==
        "<pre tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;b&gt;\"></code></pre>\n");
}

TEST_CASE("footnotes link there and back, in order of their first mark") {
  const Rendered out =
      render("a[^hai] b[^mot] c[^hai]\n\n[^mot]: Một.\n[^hai]: Hai.\n\n    - mục\n");
  CHECK(out.problems.empty());
  CHECK(out.document.html ==
        "<p>a<sup class=\"chu-thich\"><a href=\"#chu_thich_1\" id=\"cho_chu_thich_1\" "
        "role=\"doc-noteref\" "
        "aria-label=\"Chú thích 1\">1</a></sup> "
        "b<sup class=\"chu-thich\"><a href=\"#chu_thich_2\" id=\"cho_chu_thich_2\" "
        "role=\"doc-noteref\" "
        "aria-label=\"Chú thích 2\">2</a></sup> "
        "c<sup class=\"chu-thich\"><a href=\"#chu_thich_1\" id=\"cho_chu_thich_1_2\" "
        "role=\"doc-noteref\" "
        "aria-label=\"Chú thích 1\">1</a></sup></p>\n"
        "<section class=\"cac-chu-thich\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n"
        "<li id=\"chu_thich_1\">\n<p>Hai.</p>\n<ul>\n<li>mục</li>\n</ul>\n<p>"
        "<a href=\"#cho_chu_thich_1\" class=\"tro-lai\" role=\"doc-backlink\" "
        "aria-label=\"Quay lại chỗ có chú thích 1\">↩</a> "
        "<a href=\"#cho_chu_thich_1_2\" class=\"tro-lai\" role=\"doc-backlink\" "
        "aria-label=\"Quay lại chỗ có chú thích 1, lần 2\">↩</a></p>\n</li>\n"
        "<li id=\"chu_thich_2\">\n<p>Một. <a href=\"#cho_chu_thich_2\" class=\"tro-lai\" "
        "role=\"doc-backlink\" "
        "aria-label=\"Quay lại chỗ có chú thích 2\">↩</a></p>\n</li>\n</ol>\n</section>\n");
}

TEST_CASE("footnotes that are lost are pointed out where they stand") {
  const Rendered out = render(
      "ả[^1] và [^khong] và \\[^x]\n\n[^1]: a\n[^1]: b\n[^thua]: c\n\n```\n[^code]: x\n```\n");
  CHECK(out.codes() == Codes{"MB0615 1:10", "MB0616 4:1", "MB0616 5:1"});
}

TEST_CASE("a footnote inside a link is no link of its own") {
  const Rendered out = render("[a[^1]](b.md)\n\n[^1]: x\n");
  CHECK(out.html().find(
            "<a href=\"b.md\">a<sup class=\"chu-thich\" id=\"cho_chu_thich_1\">1</sup></a>") !=
        std::string::npos);
}

TEST_CASE("labels are in English where the page is") {
  markdown::Options options;
  options.language = Language::en;
  const std::string html = render("- [x] a[^1]\n\n| a |\n|-|\n\n[^1]: b\n", options).document.html;
  for (const char* label :
       {"\"Done\"", "\"Table 1\"", "\"Note 1\"", "\"Notes\"", "\"Back to the mark of note 1\""}) {
    CHECK(html.find(label) != std::string::npos);
  }
}
