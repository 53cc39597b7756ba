// Every kind of question that a page asks has words, in both languages.
#include "cli/question_words.h"

#include <fstream>
#include <sstream>

#include "pipeline/record_view.h"
#include "pipeline/shared_views.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::cli;

namespace {

/// A type with a label for itself and for one of its two fields.
std::vector<schema::Type> some_types() {
  schema::Type type;
  type.id = "thu_tuc";
  type.title = "Thủ tục hành chính";
  type.fields.resize(2);
  type.fields[0].name = "le_phi";
  type.fields[0].label = "Lệ phí";
  type.fields[1].name = "ma";
  return {type};
}

/// As the build log parts a function and its arguments.
std::string call(std::initializer_list<std::string_view> parts) {
  return fmt::format("goi:{}", fmt::join(parts, "\x1F"));
}

struct Case {
  std::string name;
  QuestionGroup group;
  std::string vi;
  std::string en;
};

void check(const std::vector<Case>& cases) {
  const std::vector<schema::Type> types = some_types();
  for (const Case& each : cases) {
    INFO(each.name);
    CHECK(QuestionWords::group(each.name) == each.group);
    CHECK(QuestionWords{Language::vi, types}.words(each.name) == each.vi);
    CHECK(QuestionWords{Language::en, types}.words(each.name) == each.en);
  }
}

}  // namespace

TEST_CASE("what a page is by itself, and its templates, are told by address and name") {
  check({{"trang:/tin-bai/a:b/", QuestionGroup::page,
          "phần riêng của trang /tin-bai/a:b/ (bài viết, tiêu đề, đường dẫn, danh sách của nó)",
          "what the page /tin-bai/a:b/ is by itself (its text, title, breadcrumbs, list)"},
         {"mau:trang.html", QuestionGroup::templates, "khuôn trang trang.html",
          "the template trang.html"},
         {"chu:tim_kiem", QuestionGroup::strings, "chữ \"tim_kiem\" của giao diện",
          "the theme's string \"tim_kiem\""}});
}

TEST_CASE("fields and types are told by their labels where they have one") {
  check({{"truong:thu_tuc/1.004222:le_phi", QuestionGroup::fields,
          "trường \"Lệ phí\" (le_phi) của 1.004222 (Thủ tục hành chính)",
          "the field \"Lệ phí\" (le_phi) of 1.004222 (Thủ tục hành chính)"},
         {"hien:thu_tuc/1.004222:ma", QuestionGroup::fields,
          "trường ma của 1.004222 (Thủ tục hành chính), như người đọc thấy",
          "the field ma of 1.004222 (Thủ tục hành chính) as readers see it"},
         {"truong:co_quan/ubnd:ten", QuestionGroup::fields, "trường ten của ubnd (co_quan)",
          "the field ten of ubnd (co_quan)"},
         {"loai:thu_tuc", QuestionGroup::types, "loại nội dung \"Thủ tục hành chính\" (thu_tuc)",
          "the content type \"Thủ tục hành chính\" (thu_tuc)"}});
}

TEST_CASE("facts of records, members of the portal and of sections are told in words") {
  check(
      {{"ban-ghi:thu_tuc/1.004222:_ten", QuestionGroup::facts,
        "tiêu đề của 1.004222 (Thủ tục hành chính)", "the title of 1.004222 (Thủ tục hành chính)"},
       {"cong:ngay_dung", QuestionGroup::portal, "ngày dựng trang", "the date of the build"},
       {"muc:thu_tuc:so_luong", QuestionGroup::portal,
        "mục \"Thủ tục hành chính\" (thu_tuc): số nội dung",
        "section \"Thủ tục hành chính\" (thu_tuc): how many records"}});
}

TEST_CASE("calls of functions are told as sentences about their arguments") {
  const std::string type = "\"Thủ tục hành chính\" (thu_tuc)";
  check({{call({"cac_ban_ghi", "thu_tuc"}), QuestionGroup::lists, "mọi nội dung loại " + type,
          "all records of the type " + type},
         {call({"moi_nhat", "5"}), QuestionGroup::lists, "5 nội dung mới nhất",
          "the latest 5 records"},
         {call({"moi_nhat", "5", "thu_tuc"}), QuestionGroup::lists,
          "5 nội dung mới nhất loại " + type, "the latest 5 records of the type " + type},
         {call({"tro_den", "co_quan/ubnd", "thu_tuc", "le_phi"}), QuestionGroup::lists,
          "các nội dung loại " + type + " nhắc tới ubnd (co_quan) ở trường \"Lệ phí\" (le_phi)",
          "the records of the type " + type +
              " that name ubnd (co_quan) in the field \"Lệ phí\" (le_phi)"},
         {call({"tro_den", "", "thu_tuc", "nhom.ma"}), QuestionGroup::lists,
          "các nội dung loại " + type + " nhắc tới nội dung không có ở trường nhom.ma",
          "the records of the type " + type + " that name no record in the field nhom.ma"},
         {call({"lien_quan", "thu_tuc/1", "4"}), QuestionGroup::lists,
          "4 nội dung liên quan tới 1 (Thủ tục hành chính)",
          "4 records related to 1 (Thủ tục hành chính)"},
         {call({"so_luong", "thu_tuc"}), QuestionGroup::lists, "số nội dung loại " + type,
          "how many records of the type " + type + " there are"},
         {call({"loai", "thu_tuc"}), QuestionGroup::types, "loại nội dung " + type,
          "the content type " + type},
         {call({"theo_id", "thu_tuc", "1.2"}), QuestionGroup::lists,
          "nội dung loại " + type + " có mã 1.2",
          "the record of the type " + type + " with the id 1.2"},
         {call({"tai_nguyen", "css/chinh.css"}), QuestionGroup::assets,
          "địa chỉ của tài nguyên css/chinh.css", "the address of the asset css/chinh.css"}});
}

TEST_CASE("a name of another program is shown as it is") {
  check({{"khac:gi", QuestionGroup::other, "khac:gi", "khac:gi"},
         {"", QuestionGroup::other, "", ""},
         {"ban-ghi:thu_tuc/1:_khac", QuestionGroup::facts, "ban-ghi:thu_tuc/1:_khac",
          "ban-ghi:thu_tuc/1:_khac"},
         {"truong:", QuestionGroup::fields, "trường  của nội dung không có",
          "the field  of no record"},
         {call({"khac", "a", "b"}), QuestionGroup::other, "khac(a, b)", "khac(a, b)"},
         {call({"lien_quan"}), QuestionGroup::other, "lien_quan()", "lien_quan()"}});
}

TEST_CASE("all that can be asked of records, the portal and sections has words of its own") {
  std::vector<std::string> names;
  for (const std::string_view fact : pipeline::record_facts())
    names.push_back(fmt::format("ban-ghi:thu_tuc/1:{}", fact));
  for (const std::string_view member : pipeline::portal_members())
    names.push_back(fmt::format("cong:{}", member));
  for (const std::string_view member : pipeline::section_members())
    names.push_back(fmt::format("muc:thu_tuc:{}", member));
  REQUIRE(names.size() > 20);
  for (const std::string& name : names) {
    INFO(name);
    CHECK(QuestionWords{Language::vi}.words(name) != name);
    CHECK(QuestionWords{Language::en}.words(name) != name);
  }
}

TEST_CASE("every query that the documents name has words") {
  std::ifstream in(SOURCE_FOLDER "/generator/docs/template_data.md");
  std::stringstream page;
  page << in.rdbuf();
  const std::string all = page.str();
  const std::size_t from = all.find("\n## Queries");
  REQUIRE(from != std::string::npos);
  std::string_view rows(all);
  rows = rows.substr(from, all.find("\n## ", from + 1) - from);
  std::size_t found = 0;
  for (std::size_t at = 0; (at = rows.find("| `", at)) != std::string_view::npos;) {
    at += 3;
    const std::string_view name = rows.substr(at, rows.find('(', at) - at);
    if (name == "lien_ket") continue;  // No question: addresses are the same for all pages.
    INFO(name);
    ++found;
    bool has_words = false;
    for (const char* arguments : {"",
                                  "\x1F"
                                  "a",
                                  "\x1F"
                                  "a\x1F"
                                  "b",
                                  "\x1F"
                                  "a\x1F"
                                  "b\x1F"
                                  "c"})
      has_words = has_words || QuestionWords::group(fmt::format("goi:{}{}", name, arguments)) !=
                                   QuestionGroup::other;
    CHECK(has_words);
  }
  CHECK(found == 11);
}
