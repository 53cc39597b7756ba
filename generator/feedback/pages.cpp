// HTML by hand: every text is escaped, nothing is loaded, nothing runs.
#include "feedback/pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "feedback/page_words.h"
#include "forms/decode.h"
#include "text/date.h"
#include "text/percent.h"
#include "text/xml_text.h"
#include "value/from_json.h"

namespace minhbach::feedback {
namespace {

using text::xml_text;

constexpr std::string_view style = R"(
:root{color-scheme:light}
body{margin:0;background:#fffdf9;color:#1c1b1a;font:1.0625rem/1.6 "Be Vietnam Pro",system-ui,sans-serif}
header,main,footer{max-width:42rem;margin:0 auto;padding:1rem}
header{border-bottom:3px solid #b0151c;font-weight:600}
a{color:#8f1117}
h1{font-size:1.5rem;line-height:1.25}
label,legend{font-weight:600}
fieldset{border:1px solid #d9d2c7;border-radius:4px;margin:0 0 1rem;padding:.5rem 1rem}
input[type=text],input:not([type]),textarea,select{box-sizing:border-box;width:100%;font:inherit;padding:.5rem;border:1px solid #6b645b;border-radius:4px;background:#fff;color:inherit}
.cau{margin:0 0 1.25rem}
.muc-chon{display:flex;align-items:center;gap:.5rem;min-height:44px;font-weight:400}
.muc-chon input{flex:none;width:22px;height:22px;margin:0;accent-color:#b0151c}
.gui{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 1rem}
.tuy-y,.tro-giup{color:#5a534b;font-weight:400}
.tong-loi,.loi{color:#8f1117}
.tong-loi{border:2px solid #b0151c;border-radius:4px;padding:0 1rem;margin:0 0 1rem}
.an{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
button{font:inherit;font-weight:600;padding:.6rem 1.25rem;border:0;border-radius:4px;background:#b0151c;color:#fff;cursor:pointer}
:focus-visible{outline:3px solid #1c1b1a;outline-offset:2px}
.bien-nhan{font:600 1.5rem/1.4 ui-monospace,monospace;border:1px solid #d9d2c7;border-radius:4px;padding:.5rem 1rem;display:inline-block;background:#fff}
)";

constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

std::string link_back(const PageSubject& subject) {
  const std::string_view origin = origin_of(subject.version->address);
  return std::string(origin) + std::string(subject.page.empty()
                                               ? std::string_view(subject.version->base_path)
                                               : subject.page);
}

http::Response page(int status, const PageSubject& subject, std::string_view title,
                    const std::string& body) {
  http::Response out{status,
                     {{"Content-Type", "text/html; charset=utf-8"},
                      {"Content-Security-Policy", std::string(policy)},
                      {"Cache-Control", "no-store"},
                      {"Referrer-Policy", "same-origin"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"X-Robots-Tag", "noindex"}},
                     {}};
  const std::string portal =
      subject.version == nullptr
          ? std::string()
          : fmt::format("<header><a href=\"{}\">{}</a></header>\n",
                        xml_text(subject.version->address + "/"), xml_text(subject.version->title));
  const std::string looks =
      subject.portal == nullptr
          ? std::string()
          : fmt::format("<link rel=\"stylesheet\" href=\"{}/{}/{}\">\n",
                        xml_text(subject.portal->endpoint), subject.portal->id, style_name);
  const std::string back =
      subject.version == nullptr
          ? std::string()
          : fmt::format("<footer><p><a href=\"{}\">{}</a></p></footer>\n",
                        xml_text(link_back(subject)), words_in(subject.language).back);
  out.body = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>{}</title>\n"
      "{}</head>\n<body>\n{}<main>\n<h1>{}</h1>\n{}</main>\n{}</body>\n</html>\n",
      subject.language, xml_text(title), looks, portal, xml_text(title), body, back);
  return out;
}

std::string hidden(std::string_view name, std::string_view value) {
  return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, xml_text(value));
}

/// Whether an answer of that name is to be given back: what was ticked is ticked again soon, what
/// was written is not. Also what is no question of the form, or of no form.
bool is_written(const schema::Form* form, std::string_view name) {
  if (name.starts_with(forms::own_mark)) return false;
  if (form == nullptr) return true;
  const std::string_view question = name.substr(0, name.find('.'));
  for (const schema::Field& field : form->fields) {
    if (field.name != question) continue;
    const schema::QuestionKind kind = schema::question_kind(field);
    return kind == schema::QuestionKind::line || kind == schema::QuestionKind::paragraph;
  }
  return true;
}

/// To be read again, and copied. A line end after the tag is none of the text.
void add_text_box(std::string& body, std::string_view text) {
  body.append("<p><textarea readonly rows=\"5\">\n");
  text::append_xml_text(body, text);
  body.append("</textarea></p>\n");
}

/// All of the page that does not depend on what was sent.
std::string flood_opening(std::string_view language) {
  const auto& [title, text] =
      words_in(language).refusals[static_cast<std::size_t>(Refusal::too_many)];
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<p>{}</p>\n",
      language, title, text);
}

}  // namespace

http::Response style_sheet() {
  return {200,
          {{"Content-Type", "text/css; charset=utf-8"},
           {"Cache-Control", "public, max-age=86400"},
           {"X-Content-Type-Options", "nosniff"}},
          std::string(style)};
}

http::Response form_page(int status, const PageSubject& subject, const schema::Form& form,
                         const forms::Filled& filled, std::string_view nonce, bool is_slow) {
  const PageWords& words = words_in(subject.language);
  forms::FormPlace place;
  place.language = subject.language;
  place.privacy_url = subject.version->privacy_url;
  place.agencies = subject.portal->agencies;
  std::string body;
  if (const std::string_view help = forms::help_of(form, subject.language); !help.empty())
    body += fmt::format("<p>{}</p>\n", xml_text(help));
  body += fmt::format("<p><strong>{}</strong></p>\n", is_slow ? words.confirm_slow : words.confirm);
  body += fmt::format("<form method=\"post\" action=\"{}/{}/{}\">\n",
                      xml_text(subject.portal->endpoint), subject.portal->id, form.folder);
  // Without one the endpoint shows what is sent to be confirmed, and gives one then.
  if (!nonce.empty()) body += hidden(forms::nonce_name, nonce);
  body += hidden(forms::page_name, subject.page) + hidden(forms::language_name, subject.language);
  body += forms::form_html(form, place, filled) + "</form>\n";
  return page(status, subject, forms::title_of(form, subject.language), body);
}

http::Response thanks_page(const PageSubject& subject, const schema::Form* form,
                           std::string_view receipt) {
  const PageWords& words = words_in(subject.language);
  std::string body;
  if (form != nullptr)
    body += fmt::format("<p>{}</p>\n", xml_text(forms::thanks_of(*form, subject.language)));
  if (!receipt.empty()) {
    body += fmt::format(
        "<p>{}:<br><span class=\"bien-nhan\" translate=\"no\">{}</span></p>\n<p>{}</p>\n"
        "<p><a href=\"{}/{}/tra-cuu?_ngon_ngu={}\">{}</a></p>\n",
        words.receipt, receipt, words.keep_receipt, xml_text(subject.portal->endpoint),
        subject.portal->id, subject.language, words.look_up);
  }
  http::Response out = page(200, subject, words.thanks, body);
  // Its address holds the receipt. (Pages with a form need the Origin that this would empty.)
  for (http::Header& each : out.headers) {
    if (each.name == "Referrer-Policy") each.value = "no-referrer";
  }
  return out;
}

http::Response look_up_page(const PageSubject& subject, bool asked,
                            const std::optional<Stored>& found, const schema::Form* form) {
  const PageWords& words = words_in(subject.language);
  std::string body;
  if (asked && !found)
    body += fmt::format("<p role=\"alert\" class=\"loi\">{}</p>\n", words.not_found);
  if (found) {
    const auto day = text::parse_date(found->submission.day);
    const text::Style in =
        subject.language == "en" ? text::Style::english : text::Style::vietnamese;
    body += fmt::format(
        "<p>{}</p>\n<p>{}: {}</p>\n<p>{}: <strong>{}</strong></p>\n",
        form == nullptr ? std::string() : xml_text(forms::title_of(*form, subject.language)),
        words.sent, day ? text::format_date(*day, in) : xml_text(found->submission.day),
        words.state, words.states[static_cast<std::size_t>(found->state)]);
    if (!found->link.empty())
      body += fmt::format("<p><a href=\"{}{}\">{}</a></p>\n",
                          xml_text(origin_of(subject.version->address)), xml_text(found->link),
                          words.answer_link);
  }
  body += fmt::format(
      "<form method=\"post\" action=\"{}/{}/tra-cuu\">\n{}<div class=\"cau\"><label "
      "for=\"ma\">{}</label>\n<p class=\"tro-giup\" id=\"ma-g\">{}</p>\n<input id=\"ma\" "
      "name=\"ma\" "
      "required maxlength=\"40\" autocomplete=\"off\" spellcheck=\"false\" "
      "aria-describedby=\"ma-g\"></div>\n<p><button>{}</button></p>\n</form>\n",
      xml_text(subject.portal->endpoint), subject.portal->id,
      hidden(forms::language_name, subject.language), words.receipt_label, words.look_up_help,
      words.look);
  return page(200, subject, words.look_up_title, body);
}

int status_of(Refusal refusal) {
  constexpr int all[] = {400, 404, 405, 403, 415, 429, 503, 503};
  return all[static_cast<std::size_t>(refusal)];
}

http::Response refused_form_page(Refusal refusal, const PageSubject& subject,
                                 const schema::Form& form, std::vector<forms::Answer> given,
                                 std::string_view nonce, int retry_after) {
  const auto& [title, text] =
      words_in(subject.language).refusals[static_cast<std::size_t>(refusal)];
  const forms::Filled filled{std::move(given), {{"", fmt::format("{}. {}", title, text)}}};
  http::Response out = form_page(status_of(refusal), subject, form, filled, nonce, false);
  if (retry_after > 0) out.headers.push_back({"Retry-After", std::to_string(retry_after)});
  return out;
}

http::Response refusal_page(Refusal refusal, const PageSubject& subject, const schema::Form* form,
                            const std::vector<forms::Answer>& given, int retry_after) {
  const PageWords& words = words_in(subject.language);
  const auto& [title, text] = words.refusals[static_cast<std::size_t>(refusal)];
  std::string body = fmt::format("<p>{}</p>\n", text);
  bool is_first = true;
  for (const forms::Answer& answer : given) {
    if (answer.text.empty() || !is_written(form, answer.name)) continue;
    if (is_first) body += fmt::format("<p>{}</p>\n", words.your_text);
    is_first = false;
    add_text_box(body, answer.text);
  }
  http::Response out = page(status_of(refusal), subject, title, body);
  if (retry_after > 0) out.headers.push_back({"Retry-After", std::to_string(retry_after)});
  return out;
}

http::Response flood_page(const schema::Form& form, std::string_view sent, int retry_after) {
  bool is_english = false;
  std::string boxes, written;
  boxes.reserve(64 + sent.size());
  for (std::size_t at = 0; at < sent.size();) {
    const std::size_t end = std::min(sent.find('&', at), sent.size());
    const std::string_view field = sent.substr(at, end - at);
    at = end + 1;
    if (field.starts_with(forms::own_mark)) {
      is_english |= field == "_ngon_ngu=en";
      continue;
    }
    const std::size_t equals = field.find('=');
    if (equals >= field.size() - 1 || !is_written(&form, field.substr(0, equals))) continue;
    // What is no form at all is shown as it came.
    if (!text::percent_decode(field.substr(equals + 1), written, text::Plus::space))
      written = field.substr(equals + 1);
    add_text_box(boxes, written);
  }
  static const std::string vietnamese = flood_opening("vi"), english = flood_opening("en");
  const std::string& opening = is_english ? english : vietnamese;
  http::Response out{429, {}, {}};
  out.body.reserve(opening.size() + boxes.size());
  out.body.append(opening).append(boxes);
  out.fixed_headers =
      "Content-Type: text/html; charset=utf-8\r\n"
      "Content-Security-Policy: default-src 'none'\r\n"
      "Cache-Control: no-store\r\n";
  out.headers.push_back({"Retry-After", std::to_string(retry_after)});
  return out;
}

http::Response json_response(int status, std::string body) {
  return {status,
          {{"Content-Type", "application/json"},
           {"Cache-Control", "no-store"},
           {"X-Content-Type-Options", "nosniff"}},
          std::move(body)};
}

http::Response problem(int status, std::string_view language, std::string_view title,
                       const std::vector<forms::Fault>& faults, int retry_after) {
  std::string list;
  for (const forms::Fault& fault : faults) {
    list += fmt::format("{}{{\"truong\":{},\"thong_bao\":{}}}", list.empty() ? "" : ",",
                        json_string(fault.name), json_string(fault.message));
  }
  http::Response out = json_response(
      status, fmt::format("{{\"type\":\"about:blank\",\"title\":{},\"status\":{},\"loi\":[{}]}}",
                          json_string(title), status, list));
  out.headers[0].value = "application/problem+json";
  out.headers.push_back({"Content-Language", std::string(language)});
  if (retry_after > 0) out.headers.push_back({"Retry-After", std::to_string(retry_after)});
  return out;
}

void add_member(http::Response& problem, std::string_view name, std::string_view json) {
  problem.body.pop_back();
  problem.body += fmt::format(",\"{}\":{}}}", name, json);
}

http::Response refusal_problem(Refusal refusal, std::string_view language, int retry_after) {
  const PageWords& words = words_in(language);
  const auto& [title, text] = words.refusals[static_cast<std::size_t>(refusal)];
  return problem(status_of(refusal), language, title, {{"", std::string(text)}}, retry_after);
}

}  // namespace minhbach::feedback
