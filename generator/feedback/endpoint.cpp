// Which request is for what.
#include "feedback/endpoint.h"

#include <fmt/format.h>

#include "feedback/call.h"
#include "forms/decode.h"
#include "text/calendar.h"
#include "value/from_json.h"

namespace minhbach::feedback {
namespace {

constexpr Seconds vietnam_offset = 7 * 3600;
constexpr Seconds day_seconds = 86400;

/// "/a/b" are "a" and "b"; nothing for a path with signs that none of ours has.
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> out;
  out.reserve(4);
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    out.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return out;
}

}  // namespace

Endpoint::Endpoint(EndpointOptions options, Facts facts, std::unique_ptr<Store> store)
    : options_(std::move(options)),
      facts_(std::make_shared<const Facts>(std::move(facts))),
      guard_(options_.guard),
      writer_(std::move(store), options_.queue_limit,
              [this](Batch batch, const std::vector<Fate>& fates, const Diagnostic* failure) {
                deliver(std::move(batch), fates, failure);
              }) {
  today();
  writer_.run([this](Store& each) { free_bytes_ = each.free_bytes().value_or(0); });
}

Endpoint::~Endpoint() = default;

void Endpoint::renew(Facts facts) {
  auto made = std::make_shared<const Facts>(std::move(facts));
  const std::lock_guard lock(mutex_);
  facts_ = std::move(made);
}

std::shared_ptr<const Facts> Endpoint::facts() const {
  const std::lock_guard lock(mutex_);
  return facts_;
}

std::string Endpoint::today() {
  const std::int64_t day = (options_.time_of_day() + vietnam_offset) / day_seconds;
  if (day != day_) {
    if (day_ != 0) guard_.begin_day();
    day_ = day;
    day_text_ = text::to_iso(text::date_of_day(day));
  }
  return day_text_;
}

void Endpoint::handle(http::Request request, http::Reply reply) {
  today();  // The salt changes at midnight, whatever comes.
  Call call{std::move(request), std::move(reply), facts()};
  dispatch(call);
}

void Endpoint::dispatch(Call& call) {
  const std::string_view path = call.request.path();
  if (path == "/healthz" || path == "/readyz") return answer_health(call);
  std::vector<std::string_view> parts = segments_of(path);
  if (!parts.empty()) call.portal = call.facts->portal(parts[0]);
  if (call.portal == nullptr) {
    // Behind a proxy that passes the whole path on.
    for (const PortalFacts& each : call.facts->portals) {
      const std::string_view prefix = path_of(each.endpoint);
      if (prefix.empty() || !path.starts_with(prefix) ||
          !path.substr(prefix.size()).starts_with('/'))
        continue;
      parts = segments_of(path.substr(prefix.size()));
      call.portal = parts.empty() ? nullptr : call.facts->portal(parts[0]);
      if (call.portal != nullptr) break;
    }
  }
  if (call.portal == nullptr) return refuse(call, Refusal::not_found);
  call.version = &call.portal->versions.front();
  call.read_query();
  if (parts.size() == 2 && parts[1] == style_name) return call.answer(style_sheet());
  if (parts.size() == 2 && parts[1] == "da-nhan") return thank(call);
  if (parts.size() == 2 && parts[1] == "tra-cuu") return look_up(call);
  if (parts.size() >= 2) call.form = call.facts->form(*call.portal, parts[1]);
  if (call.form == nullptr) return refuse(call, Refusal::not_found);
  if (parts.size() == 3 && parts[2] == "ma") return give_nonce(call);
  if (parts.size() == 2) return call.request.method == "GET" ? show_form(call) : submit(call);
  refuse(call, Refusal::not_found);
}

void Endpoint::answer_health(Call& call) {
  const bool is_live = call.request.path() == "/healthz";
  if (!is_live && !measuring_.exchange(true)) {
    // For the next to ask: measuring waits for its turn at the store.
    const bool taken = writer_.run([this](Store& store) {
      free_bytes_ = store.free_bytes().value_or(0);
      measuring_ = false;
    });
    if (!taken) measuring_ = false;
  }
  const std::uint64_t free = free_bytes_;
  const char* why = nullptr;
  if (!is_live && !writer_.works()) why = "the last commit failed\n";
  if (!is_live && writer_.waiting() * 2 > options_.queue_limit) why = "the queue is long\n";
  if (!is_live && free > 0 && free < options_.least_free_bytes) why = "the disk is nearly full\n";
  std::move(call.reply).send(http::text_response(why == nullptr ? 200 : 503, why ? why : "ok\n"));
}

http::Response Endpoint::answer_metrics(const http::Request& request) const {
  if (request.path() != "/metrics") return http::text_response(404, "/metrics\n");
  http::Response out = http::text_response(
      200, metrics_text(counts_, writer_.counts(), writer_.waiting(), free_bytes_));
  out.headers[0].value = "text/plain; version=0.0.4; charset=utf-8";
  return out;
}

void Endpoint::call_writer(std::function<void()> alive) { writer_.run_next(std::move(alive)); }

void Endpoint::give_nonce(Call& call) {
  if (call.request.method == "OPTIONS") return call.answer_preflight();
  if (call.request.method != "GET") return refuse(call, Refusal::wrong_method);
  call.json = true;
  call.page = call.query("trang");
  if (!call.find_version()) return refuse(call, Refusal::malformed);
  if (!call.is_origin_ours()) return refuse(call, Refusal::foreign_origin);
  call.find_client(options_.proxies);
  if (!guard_.take_page(call.client, options_.milliseconds()))
    return refuse(call, Refusal::too_many, 60);
  counts_.add(Event::nonce);
  const Seconds now = options_.now();
  const std::string nonce = issue_nonce(options_.seal, call.nonce_subject(), NonceWay::asked, now);
  std::string body = fmt::format("{{\"ma\":\"{}\",\"cho\":{},\"han\":{}", nonce,
                                 options_.nonce.asked_wait, options_.nonce.lives);
  const std::int64_t time = options_.milliseconds();
  if (guard_.is_under_pressure(time) || guard_.must_work(call.client, time))
    body += ",\"thu_thach\":" + issue_challenge(options_.seal, nonce, now, options_.challenge);
  call.answer(json_response(200, body + "}"));
}

void Endpoint::show_form(Call& call) {
  call.page = call.query("trang");
  if (call.page.empty()) call.page = call.version->base_path;
  if (!call.find_version()) return refuse(call, Refusal::malformed);
  call.find_client(options_.proxies);
  confirm(call, NonceWay::confirmed, {}, 200);
}

void Endpoint::thank(Call& call) {
  if (call.request.method != "GET" && call.request.method != "HEAD")
    return refuse(call, Refusal::wrong_method);
  call.page = call.query("trang");
  if (!call.find_version()) call.page.clear();
  const auto receipt = read_receipt(call.query("ma"));
  call.answer(thanks_page(call.subject(), call.facts->form(*call.portal, call.query("bm")),
                          receipt ? to_text(*receipt) : std::string()));
}

void Endpoint::look_up(Call& call) {
  if (call.request.method == "GET") return call.answer(look_up_page(call.subject(), false, {}, {}));
  if (call.request.method != "POST") return refuse(call, Refusal::wrong_method);
  if (!call.is_origin_ours()) return refuse(call, Refusal::foreign_origin);
  if (call.content_type() != "application/x-www-form-urlencoded")
    return refuse(call, Refusal::wrong_type);
  if (forms::decode_urlencoded(call.request.body, call.answers) != forms::Decoded::good)
    return refuse(call, Refusal::malformed);
  call.set_language(call.given(forms::language_name));
  const std::string typed(call.given("ma"));
  call.answers.clear();
  call.find_client(options_.proxies);
  if (!guard_.take_look_up(call.client, options_.milliseconds()))
    return refuse(call, Refusal::too_many, 60);
  counts_.add(Event::look_up);
  const auto receipt = read_receipt(typed);
  if (!receipt) return call.answer(look_up_page(call.subject(), true, {}, {}));
  auto held = std::make_shared<Call>(std::move(call));
  const bool taken = writer_.run([held, receipt = *receipt](Store& store) {
    const Result<std::optional<Stored>> found = store.find(receipt);
    if (!found) {
      held->answer(refusal_page(Refusal::not_stored, held->subject(), nullptr, {}, 30));
      return;
    }
    // A receipt of another portal says nothing here.
    std::optional<Stored> shown = *found;
    if (shown && shown->submission.portal != held->portal->id) shown.reset();
    std::string folder = shown ? shown->submission.form : std::string();
    for (char& c : folder) c = c == '_' ? '-' : c;
    held->answer(
        look_up_page(held->subject(), true, shown, held->facts->form(*held->portal, folder)));
  });
  if (!taken) held->answer(refusal_page(Refusal::overloaded, held->subject(), nullptr, {}, 30));
}

void Endpoint::refuse(Call& call, Refusal refusal, int retry_after) {
  constexpr Event events[] = {Event::malformed,      Event::not_found,  Event::wrong_method,
                              Event::foreign_origin, Event::wrong_type, Event::limited,
                              Event::overloaded,     Event::not_stored};
  counts_.add(events[static_cast<std::size_t>(refusal)]);
  if (refusal == Refusal::too_many) guard_.note_refusal(call.client, options_.milliseconds());
  const bool passes = refusal == Refusal::too_many || refusal == Refusal::overloaded;
  http::Response out;
  if (call.json) {
    out = refusal_problem(refusal, call.language, retry_after);
  } else if (passes && call.form != nullptr) {
    const std::string nonce(call.given(forms::nonce_name));
    out = refused_form_page(refusal, call.subject(), *call.form, std::move(call.answers), nonce,
                            retry_after);
  } else {
    out = refusal_page(refusal, call.subject(), call.form, call.answers, retry_after);
  }
  if (refusal == Refusal::wrong_method) out.headers.push_back({"Allow", "GET, POST, OPTIONS"});
  call.answer(std::move(out));
}

}  // namespace minhbach::feedback
