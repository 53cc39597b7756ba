// Form fields and JSON as strangers send them, on through the form's rules and the screen to what
// would be stored.
#include <cstdint>
#include <fstream>
#include <iterator>

#include "feedback/screen_text.h"
#include "feedback/store.h"
#include "forms/check_answers.h"
#include "forms/decode.h"
#include "must.h"
#include "schema/read_form.h"
#include "text/normal_form.h"
#include "text/utf8.h"

using namespace minhbach;

namespace {

const schema::Form& survey() {
  static const schema::Form form = [] {
    const std::string path = "site/forms/gop_y.schema.json";
    std::ifstream in(SOURCE_FOLDER "/" + path);
    std::vector<Diagnostic> problems;
    auto read = schema::read_form(
        SourceText(path, std::string(std::istreambuf_iterator<char>(in), {})), problems);
    must(read.has_value());
    return *read;
  }();
  return form;
}

bool is_clean(const std::string& text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) return false;
  }
  return text::is_utf8(text) && text::is_nfc(text);
}

void look_at(const std::vector<forms::Answer>& answers) {
  must(answers.size() <= forms::most_answers);
  for (const forms::Answer& answer : answers) must(is_clean(answer.name) && is_clean(answer.text));
  forms::Filled filled = forms::check_answers(survey(), answers, "vi", {});
  if (!filled.faults.empty()) return;
  for (forms::Answer& answer : filled.answers) {
    must(!answer.text.empty());
    answer.text = feedback::screen_text(answer.text);
    must(text::is_utf8(answer.text));
  }
  const auto back = feedback::unpack_answers(feedback::pack_answers(filled.answers));
  must(back.has_value() && back->size() == filled.answers.size());
  for (std::size_t i = 0; i < back->size(); ++i)
    must((*back)[i].name == filled.answers[i].name && (*back)[i].text == filled.answers[i].text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const auto decode : {forms::decode_urlencoded, forms::decode_json}) {
    std::vector<forms::Answer> answers;
    if (decode(body, answers) == forms::Decoded::good)
      look_at(answers);
    else
      must(answers.empty());
  }
  if (text::is_utf8(body)) must(text::is_utf8(feedback::screen_text(body)));
  return 0;
}
