// The small parts of the preview: the disk in memory, policies, the list of problems.
#include "serve/kept_disk.h"
#include "serve/page_additions.h"
#include "serve/problem_list.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::serve;

TEST_CASE("the disk in memory shares bytes that stay, and counts what readers could notice") {
  KeptDisk disk;
  REQUIRE(disk.write("a/b.html", "one"));
  REQUIRE(disk.write("c.html", "two"));
  REQUIRE(disk.write(".minhbach/da-xuat.txt", "a/b.html\n"));
  CHECK(disk.changes() == 2);
  const SiteFiles before = disk.files();
  CHECK(*disk.write("a/b.html", "one") == Written::unchanged);
  CHECK(*disk.write("c.html", "three") == Written::replaced);
  CHECK(disk.changes() == 3);
  CHECK(before.at("a/b.html") == disk.files().at("a/b.html"));
  CHECK(*before.at("c.html") == "two");
  REQUIRE(disk.remove("c.html"));
  REQUIRE(disk.remove("c.html"));
  CHECK(disk.changes() == 4);
  CHECK_FALSE(disk.is_file("c.html"));
  CHECK_FALSE(disk.read("c.html"));
  CHECK(disk.is_folder("a"));
  CHECK(disk.folders("") == std::vector<std::string>{"a"});
  std::vector<Diagnostic> problems;
  CHECK(disk.list("", problems).size() == 1);
  CHECK_FALSE(disk.write("../x", ""));
}

TEST_CASE("a policy is widened by what the preview needs and by nothing else") {
  CHECK(widen_policy("default-src 'none'; style-src 'self'; img-src 'self' data:; script-src "
                     "'self'; form-action 'self'") ==
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
        "form-action 'self'; connect-src 'self'");
  CHECK(widen_policy("default-src 'none'") ==
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
  CHECK(widen_policy(
            "default-src 'self' https://a.example; connect-src 'none'; script-src 'sha256-x'") ==
        "default-src 'self' https://a.example; connect-src 'self'; script-src 'sha256-x' 'self'; "
        "style-src 'self' https://a.example");
  CHECK(widen_policy("DEFAULT-SRC 'NONE';; ") ==
        "default-src 'NONE'; script-src 'self'; style-src 'self'; connect-src 'self'");
  CHECK(widen_policy("script-src-elem 'none'") == "script-src-elem 'self'");
  CHECK(widen_policy("") == "");
}

TEST_CASE("a page gets the script at its end and keeps all else") {
  const std::string script =
      "<script type=\"module\" src=\"/_minhbach/xem-truoc.js?ban=1-2\"></script>\n";
  CHECK(add_preview("<p>a</p></body></html>", "1-2") == "<p>a</p>" + script + "</body></html>");
  CHECK(add_preview("<p></body></p></BODY ></html>", "1-2") ==
        "<p></body></p>" + script + "</BODY ></html>");
  CHECK(add_preview("<p>a</p>\n</html>\n", "1-2") == "<p>a</p>\n" + script + "</html>\n");
  CHECK(add_preview("<p>a", "1-2") == "<p>a" + script);
  CHECK(add_preview("", "1-2") == script);
}

TEST_CASE("the policy in a page is rewritten however it is spelt, other metas are not") {
  const auto before_script = [](std::string_view html) {
    const std::string page = add_preview(html, "v");
    return page.substr(0, page.find("<script"));
  };
  const std::string widened =
      "content=\"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'\">";
  CHECK(before_script(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">") ==
        "<meta http-equiv=\"Content-Security-Policy\" " + widened);
  CHECK(before_script(
            "<META content=\"default-src &#39;none&#39;\" HTTP-EQUIV=content-security-policy>") ==
        "<META " + widened.substr(0, widened.size() - 1) + " HTTP-EQUIV=content-security-policy>");
  const std::string other =
      "<meta charset=\"utf-8\"><meta name=\"description\" content=\"default-src 'none'\">";
  CHECK(before_script(other) == other);
  CHECK(before_script("<meta http-equiv=Content-Security-Policy content=default-src>") ==
        "<meta http-equiv=Content-Security-Policy content=default-src>");
  CHECK(before_script("<meta http-equiv=\"Content-Security-Policy\" content=\"x") ==
        "<meta http-equiv=\"Content-Security-Policy\" content=\"x");
}

namespace {

constexpr Message sample_error{
    "MB0000",      Severity::error, "ngày {0} không đúng", "the date {0} is wrong",
    "viết <ngày>", "write <day>"};
constexpr Message sample_warning{"MB0001", Severity::warning, "cũ", "old", "", ""};

Diagnostic sample(const Message& message, int line, std::string source_line) {
  Diagnostic out;
  out.message = &message;
  out.place = {"content/a & b.md", line, 3};
  out.arguments = {"\"<script>\""};
  out.source_line = std::move(source_line);
  return out;
}

}  // namespace

TEST_CASE(
    "the list names place, text, caret and hint, errors first, and escapes what authors wrote") {
  const std::vector<Diagnostic> all{sample(sample_warning, 1, ""),
                                    sample(sample_error, 7, "a:<b>")};
  const std::string html = problem_list(all, Language::vi, true);
  CHECK(html.find("1 lỗi cần sửa") != std::string::npos);
  CHECK(html.find("<code>content/a &amp; b.md:7:3</code> (dòng 7, cột 3)") != std::string::npos);
  CHECK(html.find("Lỗi MB0000:</strong> ngày &quot;&lt;script&gt;&quot; không đúng") !=
        std::string::npos);
  CHECK(html.find(">a:&lt;b&gt;\n  ^</pre>") != std::string::npos);
  CHECK(html.find("Gợi ý:</strong> viết &lt;ngày&gt;") != std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("MB0000") < html.find("MB0001"));
  CHECK(html.find("id=\"an\"") != std::string::npos);
  const std::string alone = problem_list(all, Language::en, false);
  CHECK(alone.find("1 error to mend") != std::string::npos);
  CHECK(alone.find("id=\"an\"") == std::string::npos);
}

TEST_CASE(
    "what was just edited stands before what may follow from it, but no warning before an error") {
  Diagnostic follows = sample(sample_error, 1, ""), edited = sample(sample_error, 9, ""),
             warning = sample(sample_warning, 5, "");
  follows.place.file = "content/a.md";
  edited.place.file = warning.place.file = "content/b.md";
  const std::string html =
      problem_list({follows, warning, edited}, Language::vi, true, {"content/b.md"});
  CHECK(html.find("b.md:9:") < html.find("a.md:1:"));
  CHECK(html.find("a.md:1:") < html.find("b.md:5:"));
}

TEST_CASE("of very many problems the first hundred are listed and the rest counted") {
  std::vector<Diagnostic> all;
  for (int i = 1; i <= 130; ++i) all.push_back(sample(sample_error, i, ""));
  const std::string html = problem_list(all, Language::vi, true);
  CHECK(html.find("130 lỗi") != std::string::npos);
  CHECK(html.find(".md:100:3<") != std::string::npos);
  CHECK(html.find(".md:101:3<") == std::string::npos);
  CHECK(html.find("Còn 30 thông báo khác") != std::string::npos);
}
