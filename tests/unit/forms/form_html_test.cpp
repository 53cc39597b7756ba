// The HTML of questions: labels, help, faults, kept answers, escaping.
#include "forms/form_html.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "schema/read_form.h"
#include "support/catch.h"

using namespace minhbach;
using forms::Filled;

namespace {

schema::Form form_of(const std::string& questions, const std::string& required = "") {
  std::vector<Diagnostic> diagnostics;
  const auto form = schema::read_form(
      SourceText("site/forms/hoi.schema.json",
                 R"({"title": "Hỏi", "type": "object", "x-vai-tro": "gop_y", "x-nut": "Gửi",
                     "x-cam-on": "Cảm ơn.", "x-luu-giu": 30, "required": [)" +
                     required + R"(], "properties": {)" + questions + "}}"),
      diagnostics);
  REQUIRE(form);
  return *form;
}

bool holds(const std::string& text, std::string_view part) {
  INFO(text);
  INFO(part);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a text has its label, its help by id, its limit; an optional one says so") {
  const schema::Form form = form_of(
      R"("y": {"title": "Ý kiến", "description": "Ngắn gọn.", "type": "string", "maxLength": 500})");
  const std::string html = forms::form_html(form, {}, {});
  CHECK(
      holds(html, "<label for=\"bm-hoi-y\">Ý kiến <span class=\"tuy-y\">(không bắt buộc)</span>"));
  CHECK(holds(html, "<p class=\"tro-giup\" id=\"bm-hoi-y-g\">Ngắn gọn.</p>"));
  CHECK(holds(html,
              "<textarea id=\"bm-hoi-y\" name=\"y\" maxlength=\"500\" "
              "aria-describedby=\"bm-hoi-y-g\" rows=\"4\">\n</textarea>"));
}

TEST_CASE("what was answered stays, escaped, and what is wrong stands above and at the field") {
  const schema::Form form = form_of(
      R"("y": {"title": "Ý", "type": "string", "maxLength": 50},
         "kenh": {"title": "Kênh", "type": "array", "items": {"type": "string", "enum": ["a", "b"]}})",
      R"("y")");
  const Filled filled{{{"y", "<b>\"x\"&'"}, {"kenh", "b"}},
                      {{"y", "Ý: dài quá <50"}, {"", "Gửi lại"}}};
  const std::string html = forms::form_html(form, {}, filled);
  CHECK(holds(html, "value=\"&lt;b&gt;&quot;x&quot;&amp;&#39;\""));
  CHECK(holds(html, "<a href=\"#bm-hoi-y\">Ý: dài quá &lt;50</a>"));
  CHECK(holds(html, "<li>Gửi lại</li>"));
  CHECK(holds(html, " aria-invalid=\"true\" aria-describedby=\"bm-hoi-y-l\""));
  CHECK(holds(html, "value=\"b\" checked"));
  CHECK_FALSE(holds(html, "value=\"a\" checked"));
}

TEST_CASE("a scale, a matrix and a list of agencies") {
  const schema::Form form = form_of(
      R"("muc": {"title": "Mức", "type": "integer", "minimum": 1, "maximum": 3},
         "bang": {"title": "Bảng", "type": "object",
                  "properties": {"r": {"title": "Hàng", "type": "string", "enum": ["a", "b"]}}},
         "co_quan": {"title": "Nơi", "type": "string", "x-tham-chieu": "co_quan"})");
  const std::string html =
      forms::form_html(form, {"vi", "/rieng-tu/", {{"ubnd", "UBND & xã"}}},
                       {{{"muc", "2"}, {"bang.r", "b"}, {"co_quan", "ubnd"}}, {}});
  CHECK(holds(html, "name=\"muc\" value=\"2\" checked"));
  CHECK(holds(html, "<fieldset id=\"bm-hoi-bang.r\"><legend>Hàng</legend>"));
  CHECK(holds(html, "name=\"bang.r\" value=\"b\" checked"));
  CHECK(holds(html, "<option value=\"ubnd\" selected>UBND &amp; xã</option>"));
  CHECK(holds(html, "href=\"/rieng-tu/\""));
  // Nobody to ask: no question whom.
  CHECK_FALSE(holds(forms::form_html(form, {}, {}), "co_quan"));
}

TEST_CASE("labels are in the reader's language where the form has them, also beside a $ref") {
  std::vector<Diagnostic> diagnostics;
  const auto form = schema::read_form(SourceText("site/forms/hoi.schema.json", R"({
    "title": "Hỏi", "type": "object", "x-vai-tro": "gop_y", "x-nut": "Gửi", "x-cam-on": "Cảm ơn.",
    "x-luu-giu": 30, "x-ban-dich": {"en": {"title": "Ask", "x-nut": "Send", "x-cam-on": "Thanks."}},
    "properties": {"m": {"title": "Mức", "x-ban-dich": {"en": {"title": "Level"}}, "$ref": "#/$defs/d"}},
    "$defs": {"d": {"type": "string", "enum": ["a"], "x-nhan-lua-chon": ["Tốt"],
                    "x-ban-dich": {"en": {"x-nhan-lua-chon": ["Good"]}}}}})"),
                                      diagnostics);
  REQUIRE(form);
  const std::string html = forms::form_html(*form, {"en", {}, {}}, {});
  CHECK(holds(html, "<legend>Level <span class=\"tuy-y\">(optional)</span></legend>"));
  CHECK(holds(html, ">Good</label>"));
  CHECK(holds(html, ">Send</button>"));
  CHECK(forms::title_of(*form, "en") == "Ask");
  CHECK(forms::thanks_of(*form, "fr") == "Cảm ơn.");
  CHECK(holds(forms::form_html(*form, {"vi", {}, {}}, {}), ">Tốt</label>"));
}

TEST_CASE("the shipped forms can all be read, each role is there, and each is in English too") {
  std::vector<Diagnostic> diagnostics;
  std::vector<schema::Form> all;
  for (const auto& entry : std::filesystem::directory_iterator(SOURCE_FOLDER "/site/forms")) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const auto form = schema::read_form(
        SourceText("site/forms/" + entry.path().filename().string(), text.str()), diagnostics);
    REQUIRE(form);
    all.push_back(*form);
  }
  schema::check_forms(all, diagnostics);
  CHECK(diagnostics.empty());
  for (const std::string_view role : schema::form_roles) {
    INFO(role);
    CHECK(std::any_of(all.begin(), all.end(), [&](const auto& form) { return form.role == role; }));
  }
  for (const schema::Form& form : all) {
    CHECK(forms::title_of(form, "en") != form.title);
    CHECK(forms::thanks_of(form, "en") != form.thanks);
    for (const schema::Field& field : form.fields)
      CHECK(forms::label_of(field, "en") != field.label);
  }
}
