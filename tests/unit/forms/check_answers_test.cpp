// Answers held against the forms that stand in site/forms/.
#include "forms/check_answers.h"

#include "support/catch.h"
#include "support/shipped_form.h"

using namespace minhbach;
using namespace minhbach::forms;

namespace {

std::string shown(const Filled& filled) {
  std::string out;
  for (const Answer& answer : filled.answers) out += answer.name + "=" + answer.text + ";";
  for (const Fault& fault : filled.faults) out += " [" + fault.name + ": " + fault.message + "]";
  return out;
}

const std::vector<Agency> agencies{{"ubnd-xa", "UBND xã"}};

std::string check(const std::string& id, const std::vector<Answer>& given) {
  return shown(check_answers(shipped_form(id), given, "vi", agencies));
}

}  // namespace

TEST_CASE("a vote is kept, without what is empty and without own names") {
  CHECK(check("huu_ich", {{"_ma", "x"}, {"can_them", "  "}, {"danh_gia", " huu_ich "}}) ==
        "danh_gia=huu_ich;");
}

TEST_CASE("a missing answer, a choice that is not offered, an unknown question are faults") {
  CHECK(check("huu_ich", {}) == " [danh_gia: Câu “Đánh giá” cần câu trả lời]");
  CHECK(check("huu_ich", {{"danh_gia", "tot"}}) ==
        "danh_gia=tot; [danh_gia: Câu “Đánh giá”: lựa chọn này không có trong biểu mẫu]");
  CHECK(check("huu_ich", {{"danh_gia", "huu_ich"}, {"sao", "5"}}) ==
        "danh_gia=huu_ich;sao=5; [: Biểu mẫu không có câu hỏi “sao”]");
  CHECK(check("huu_ich", {{"danh_gia", "huu_ich"}, {"danh_gia", "chua_huu_ich"}})
            .find("chỉ nhận một câu trả lời") != std::string::npos);
}

TEST_CASE("an agency is one of the portal's") {
  const Answer question{"cau_hoi", "Hồ sơ cần giấy gì?"};
  CHECK(check("cau_hoi", {{"co_quan", "ubnd-xa"}, question}) ==
        "co_quan=ubnd-xa;cau_hoi=Hồ sơ cần giấy gì?;");
  CHECK(check("cau_hoi", {{"co_quan", "so-khac"}, question}).find("[co_quan: ") !=
        std::string::npos);
}

TEST_CASE("length counts letters, not bytes") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "ế";
  CHECK(check("huu_ich", {{"danh_gia", "huu_ich"}, {"can_them", text}}).find('[') ==
        std::string::npos);
  CHECK(check("huu_ich", {{"danh_gia", "huu_ich"}, {"can_them", text + "a"}})
            .find("nhiều nhất 500 ký tự, hiện có 501") != std::string::npos);
}

TEST_CASE("scales, lists and matrices are held against their choices") {
  CHECK(check("gop_y", {{"doi_tuong", "khac"},
                        {"de_tim", "5"},
                        {"kenh", "poster"},
                        {"kenh", "tru_so"},
                        {"kenh", "poster"},
                        {"muc_do_huu_ich.thu_tuc", "huu_ich"}}) ==
        "doi_tuong=khac;muc_do_huu_ich.thu_tuc=huu_ich;de_tim=5;kenh=poster;kenh=tru_so;");
  for (const char* step : {"0", "6", "05", "3.0", "x", "-1"})
    CHECK(check("gop_y", {{"doi_tuong", "khac"}, {"de_tim", step}}).find("[de_tim:") !=
          std::string::npos);
  CHECK(check("gop_y", {{"doi_tuong", "khac"}, {"kenh", "radio"}}).find("[kenh:") !=
        std::string::npos);
  CHECK(check("gop_y", {{"doi_tuong", "khac"}, {"muc_do_huu_ich.x", "huu_ich"}}).find("[:") !=
        std::string::npos);
  CHECK(check("gop_y", {{"doi_tuong", "khac"}, {"muc_do_huu_ich", "huu_ich"}}).find("[:") !=
        std::string::npos);
}
