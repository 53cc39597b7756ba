// One submission, step by step, from the cheapest check to the disk.
#include <algorithm>

#include <fmt/format.h>

#include "feedback/call.h"
#include "feedback/page_words.h"
#include "feedback/screen_text.h"
#include "forms/check_answers.h"
#include "forms/decode.h"
#include "text/percent.h"
#include "value/from_json.h"

namespace minhbach::feedback {
namespace {

constexpr std::string_view solution_name = "_giai";
constexpr int soon = 30, later = 60;
constexpr Seconds between_logs = 10;

std::string_view words_for(const PageWords& words, NonceState state) {
  return state == NonceState::expired ? words.expired : words.tampered;
}

/// The nonce in a form that has not been taken apart: no sign of it is ever escaped.
std::string_view nonce_in(std::string_view body) {
  const std::size_t at = body.find("_ma=");
  return at == std::string_view::npos ? std::string_view() : body.substr(at + 4);
}

/// Addresses of pages in a text: some are normal, many are advertising.
bool has_many_links(std::string_view text) {
  constexpr int many = 3;
  int count = 0;
  for (std::size_t at = 0; (at = text.find("://", at)) != std::string_view::npos; at += 3) ++count;
  return count >= many;
}

/// Where the browser is sent to after an HTML form.
std::string thanks_address(const PortalFacts& portal, const schema::Form& form,
                           std::string_view receipt, std::string_view page,
                           std::string_view language) {
  static constexpr text::ByteSet path_bytes = text::letters_digits_and("/-._");
  constexpr std::size_t usual = 160;
  std::string out;
  out.reserve(usual);
  out.append(portal.endpoint).append("/").append(portal.id).append("/da-nhan?");
  if (!receipt.empty()) out.append("ma=").append(receipt).append("&");
  out.append("bm=").append(form.folder).append("&_ngon_ngu=").append(language).append("&trang=");
  text::append_percent_encoded(out, page, path_bytes);
  return out;
}

http::Response receipt_response(const PortalFacts& portal, const schema::Form& form, bool json,
                                std::string_view receipt, std::string_view page,
                                std::string_view language) {
  if (!json) {
    http::Response out;
    out.status = 303;
    out.headers = {{"Location", thanks_address(portal, form, receipt, page, language)}};
    out.fixed_headers = "Cache-Control: no-store\r\nReferrer-Policy: same-origin\r\n";
    return out;
  }
  std::string body = "{";
  if (!receipt.empty())
    body += fmt::format("\"bien_nhan\":\"{}\",\"tra_cuu\":{},", receipt,
                        json_string(fmt::format("{}/{}/tra-cuu", portal.endpoint, portal.id)));
  body += fmt::format("\"cam_on\":{}}}", json_string(forms::thanks_of(form, language)));
  return json_response(201, std::move(body));
}

/// With the nonce it came with: what is sent again is the same submission.
http::Response refused(const Submission& one, Manner& manner, Refusal why) {
  if (manner.json) return refusal_problem(why, one.language, soon);
  const std::string nonce(forms::first_of(manner.given, forms::nonce_name));
  return refused_form_page(why, {manner.portal, manner.version, one.page, one.language},
                           *manner.form, std::move(manner.given), nonce, soon);
}

}  // namespace

void Endpoint::submit(Call& call) {
  if (call.request.method == "OPTIONS") return call.answer_preflight();
  call.find_client(options_.proxies);
  if (guard_.is_flooding(call.client, options_.milliseconds())) return answer_flood(call);
  if (!is_admitted(call) || !read_answers(call) || !read_subject(call)) return;
  if (!call.given(forms::trap_name).empty()) {
    // The one thing that is thrown away in silence: a robot that is told would try again.
    counts_.add(Event::trapped);
    return call.answer(
        receipt_response(*call.portal, *call.form, call.json, "", call.page, call.language));
  }
  forms::Filled filled =
      forms::check_answers(*call.form, call.answers, call.language, call.portal->agencies);
  NonceCheck check;
  if (!filled.faults.empty()) {
    counts_.add(Event::invalid);
    if (!call.json) return confirm(call, NonceWay::confirmed, std::move(filled), 422);
    return call.answer(
        problem(422, call.language, words_in(call.language).tampered, filled.faults));
  }
  if (call.given(forms::nonce_name).empty() && !call.json) {
    counts_.add(Event::confirm_page);
    return confirm(call, NonceWay::confirmed, std::move(filled), 200);
  }
  if (!is_nonce_good(call, check) || !is_within_limits(call, check)) return;
  keep(call, check, std::move(filled.answers));
}

/// As little as can be said, with what was written: behind one address there may be others.
void Endpoint::answer_flood(Call& call) {
  counts_.add(Event::limited);
  call.json = call.content_type() == "application/json";
  if (call.json) return call.answer(refusal_problem(Refusal::too_many, call.language, later));
  call.answer(flood_page(*call.form, call.request.body, later));
}

/// By its headers alone.
bool Endpoint::is_admitted(Call& call) {
  const std::string_view type = call.content_type();
  call.json = type == "application/json";
  const auto refused = [&](Refusal why, int retry_after = 0) {
    // The answers are read only to be given back.
    if (why == Refusal::too_many && !call.json) {
      forms::decode_urlencoded(call.request.body, call.answers);
      call.set_language(call.given(forms::language_name));
      call.page = call.given(forms::page_name);
      if (!call.find_version()) call.page = call.version->base_path;
    }
    refuse(call, why, retry_after);
    return false;
  };
  if (call.request.method != "POST") return refused(Refusal::wrong_method);
  if (type.empty()) return refused(Refusal::wrong_type);
  const bool is_opaque = call.request.header("Origin") == "null" && !call.json;
  if (!is_opaque && !call.is_origin_ours()) return refused(Refusal::foreign_origin);
  if (!call.client) counts_.add(Event::no_address);
  const std::int64_t now = options_.milliseconds();
  if (guard_.is_spent(call.client, now)) return refused(Refusal::too_many, later);
  // Who has to work, in a form without a script, when no slow page is left to give out, needs no
  // further look, unless it is one of those pages that comes back.
  if (!call.json && guard_.must_work(call.client, now) && !guard_.has_slow_page(now) &&
      !claims_slow(nonce_in(call.request.body)))
    return refused(Refusal::too_many, later);
  return true;
}

bool Endpoint::read_answers(Call& call) {
  const forms::Decoded done = call.json ? forms::decode_json(call.request.body, call.answers)
                                        : forms::decode_urlencoded(call.request.body, call.answers);
  if (done == forms::Decoded::good) return true;
  refuse(call, Refusal::malformed);
  return false;
}

/// From which page, in which language, of which group.
bool Endpoint::read_subject(Call& call) {
  call.set_language(call.given(forms::language_name));
  call.page = call.given(forms::page_name);
  if (!call.find_version()) {
    refuse(call, Refusal::malformed);
    return false;
  }
  call.group = call.facts->group_of(*call.version, call.page);
  return true;
}

/// The form again, with a nonce to send it with.
void Endpoint::confirm(Call& call, NonceWay way, forms::Filled filled, int status) {
  const std::int64_t now = options_.milliseconds();
  if (way == NonceWay::confirmed && guard_.is_under_pressure(now)) way = NonceWay::slow;
  if (!guard_.take_page(call.client, now)) return refuse(call, Refusal::too_many, later);
  if (way == NonceWay::slow && !guard_.take_slow_page(now))
    return refuse(call, Refusal::overloaded, later);
  const std::string nonce = issue_nonce(options_.seal, call.nonce_subject(), way, options_.now());
  call.answer(form_page(status, call.subject(), *call.form, filled, nonce, way == NonceWay::slow));
}

bool Endpoint::is_nonce_good(Call& call, NonceCheck& check) {
  const std::string_view nonce = call.given(forms::nonce_name);
  check = check_nonce(options_.seal, call.nonce_subject(), nonce, options_.now(), options_.nonce);
  if (check.state == NonceState::good) {
    // A form from nowhere is taken only with a nonce of our own page, which says where it is from.
    const bool is_opaque = call.request.header("Origin") == "null";
    if (!is_opaque) return true;
    refuse(call, Refusal::foreign_origin);
    return false;
  }
  const PageWords& words = words_in(call.language);
  forms::Filled filled{call.answers, {}};
  if (check.state == NonceState::too_early) {
    counts_.add(Event::too_early);
    filled.faults.push_back({"", fmt::format(fmt::runtime(words.too_early), check.left)});
    // With the same nonce: what is sent again is the same submission.
    http::Response out = call.json
                             ? problem(429, call.language, filled.faults[0].message, filled.faults)
                             : form_page(429, call.subject(), *call.form, filled, nonce,
                                         check.way == NonceWay::slow);
    out.headers.push_back({"Retry-After", std::to_string(check.left)});
    call.answer(std::move(out));
    return false;
  }
  counts_.add(Event::bad_nonce);
  filled.faults.push_back({"", std::string(words_for(words, check.state))});
  if (call.json) {
    // The script fetches another one, and sends again.
    call.answer(problem(410, call.language, filled.faults[0].message,
                        {{std::string(forms::nonce_name), filled.faults[0].message}}));
  } else {
    confirm(call, NonceWay::confirmed, std::move(filled), 422);
  }
  return false;
}

bool Endpoint::is_within_limits(Call& call, const NonceCheck& check) {
  const std::int64_t now = options_.milliseconds();
  // Twenty seconds of a reader's patience count as work.
  const bool proved =
      check.way == NonceWay::slow ||
      (!call.given(solution_name).empty() &&
       check_solution(options_.seal, call.given(forms::nonce_name), call.given(solution_name),
                      options_.now(), options_.challenge));
  switch (guard_.judge(call.client, proved, now)) {
    case Verdict::pass: return true;
    case Verdict::wait: refuse(call, Refusal::too_many, later); return false;
    case Verdict::full: refuse(call, Refusal::overloaded, soon); return false;
    case Verdict::prove: break;
  }
  counts_.add(Event::asked_to_work);
  if (!call.json) {
    confirm(call, NonceWay::slow, {call.answers, {}}, 429);
    return false;
  }
  // The challenge is of the same nonce, so that nothing is counted twice.
  http::Response out = refusal_problem(Refusal::too_many, call.language, 0);
  add_member(out, "thu_thach",
             issue_challenge(options_.seal, call.given(forms::nonce_name), options_.now(),
                             options_.challenge));
  call.answer(std::move(out));
  return false;
}

void Endpoint::keep(Call& call, const NonceCheck& check, std::vector<forms::Answer> answers) {
  Submission one;
  one.receipt = check.receipt;
  one.portal = call.portal->id;
  one.form = call.form->id;
  one.group = call.group;
  one.page = call.page;
  one.language = call.language;
  one.day = today();
  for (forms::Answer& answer : answers) {
    if (guard_.is_repeated_text(answer.text, one.receipt)) one.suspicion = "trung_lap";
    if (has_many_links(answer.text)) one.suspicion = "nhieu_lien_ket";
    answer.text = screen_text(answer.text);
  }
  one.answers = std::move(answers);
  if (!one.suspicion.empty()) counts_.add(Event::quarantined);
  Sender sender{std::move(call.reply),
                {call.json, call.facts, call.portal, call.form, call.version,
                 call.json ? std::string(call.request.header("Origin")) : std::string(),
                 call.json ? std::vector<forms::Answer>() : std::move(call.answers)}};
  if (writer_.take(one, sender)) return;
  counts_.add(Event::overloaded);
  http::Response out = refused(one, sender.manner, Refusal::overloaded);
  if (call.json) call.allow_origin(out);
  std::move(sender.reply).send(std::move(out));
}

/// No fate: it was not stored.
http::Response Endpoint::answer_to(const Submission& one, Manner& manner,
                                   std::optional<Fate> fate) {
  const std::string receipt = to_text(one.receipt);
  if (fate == Fate::stored || fate == Fate::repeated)
    return receipt_response(*manner.portal, *manner.form, manner.json, receipt, one.page,
                            one.language);
  if (fate != Fate::changed) return refused(one, manner, Refusal::not_stored);
  const PageSubject subject{manner.portal, manner.version, one.page, one.language};
  const std::string said = fmt::format(fmt::runtime(words_in(one.language).changed), receipt);
  if (!manner.json) {
    const std::string nonce = issue_nonce(options_.seal, {one.portal, one.form, one.page},
                                          NonceWay::confirmed, options_.now());
    return form_page(409, subject, *manner.form, {std::move(manner.given), {{"", said}}}, nonce,
                     false);
  }
  http::Response out = problem(409, one.language, said, {{"", said}});
  add_member(out, "ma_loi", "\"noi_dung_khac\"");
  add_member(out, "bien_nhan", json_string(receipt));
  return out;
}

/// On the writer's thread.
void Endpoint::deliver(Batch batch, const std::vector<Fate>& fates, const Diagnostic* failure) {
  std::vector<http::Answered> answers;
  answers.reserve(batch.senders.size());
  for (std::size_t i = 0; i < batch.senders.size(); ++i) {
    auto& [reply, manner] = batch.senders[i];
    const bool is_kept = failure == nullptr && fates[i] != Fate::refused;
    constexpr Event events[] = {Event::stored, Event::repeated, Event::changed, Event::not_stored};
    counts_.add(is_kept ? events[static_cast<std::size_t>(fates[i])] : Event::not_stored);
    http::Response response =
        answer_to(batch.submissions[i], manner, is_kept ? std::optional(fates[i]) : std::nullopt);
    if (manner.json) {
      response.headers.push_back({"Vary", "Origin"});
      if (!manner.origin.empty() && manner.portal->has_origin(manner.origin)) {
        response.headers.push_back({"Access-Control-Allow-Origin", manner.origin});
        response.headers.push_back({"Access-Control-Expose-Headers", "Retry-After"});
      }
    }
    answers.push_back({std::move(reply), std::move(response)});
  }
  http::send_together(std::move(answers));
  const Seconds now = options_.now();
  if (failure != nullptr && now - told_at_ >= between_logs) {
    told_at_ = now;
    options_.log("store_failed", failure->what(Language::en));
  }
}

}  // namespace minhbach::feedback
