// What a request says of itself.
#include "feedback/call.h"

#include <algorithm>

#include "feedback/screen_text.h"
#include "forms/decode.h"

namespace minhbach::feedback {
namespace {

constexpr std::size_t longest_page = 200;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::erase(out, ' ');
  return out;
}

}  // namespace

void Endpoint::Call::read_query() {
  const std::string_view target = request.target;
  const std::size_t mark = target.find('?');
  if (mark == std::string_view::npos) return;
  forms::decode_urlencoded(target.substr(mark + 1), queried);
  set_language(query(forms::language_name));
}

void Endpoint::Call::set_language(std::string_view asked) {
  if (asked == "en" || asked == "vi") language = asked;
  const auto at =
      std::find_if(portal->versions.begin(), portal->versions.end(),
                   [&](const PortalVersion& each) { return each.language == language; });
  if (at != portal->versions.end()) version = &*at;
}

bool Endpoint::Call::find_version() {
  if (page.size() > longest_page) return false;
  for (const char c : page) {
    const bool is_usual = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '_' || c == '-';
    if (!is_usual) return false;
  }
  // An address is kept: it must not carry what is masked in texts.
  if (screen_text(page) != page) return false;
  const auto plain = http::plain_path(page);
  if (!plain || *plain != page) return false;
  const PortalVersion* found = portal->version_of(page, language);
  if (found == nullptr) return false;
  version = found;
  return true;
}

std::string_view Endpoint::Call::content_type() const {
  constexpr std::string_view known[] = {"application/x-www-form-urlencoded", "application/json"};
  if (request.header_count("Content-Type") != 1) return {};
  const std::string_view said = request.header("Content-Type");
  for (const std::string_view each : known) {
    if (said == each) return each;
  }
  const std::string type = lower(said);
  for (const std::string_view each : known) {
    if (type == each || type == std::string(each) + ";charset=utf-8") return each;
  }
  return {};
}

bool Endpoint::Call::is_origin_ours() const {
  const std::size_t count = request.header_count("Origin");
  if (count > 1) return false;
  const std::string_view origin = request.header("Origin");
  if (count == 1) return portal->has_origin(origin) || origin == origin_of(portal->endpoint);
  // Browsers that say no Origin with a form say at least whether it is another site's.
  return request.header("Sec-Fetch-Site") != "cross-site" || request.method == "GET";
}

void Endpoint::Call::find_client(const Proxies& proxies) {
  client = client_address(request.peer, request.values("X-Forwarded-For"), proxies);
}

void Endpoint::Call::allow_origin(http::Response& response) const {
  const std::string_view origin = request.header("Origin");
  response.headers.push_back({"Vary", "Origin"});
  if (portal == nullptr || origin.empty() || !portal->has_origin(origin)) return;
  response.headers.push_back({"Access-Control-Allow-Origin", std::string(origin)});
  response.headers.push_back({"Access-Control-Expose-Headers", "Retry-After"});
}

void Endpoint::Call::answer(http::Response response) {
  if (json) allow_origin(response);
  std::move(reply).send(std::move(response));
}

void Endpoint::Call::answer_preflight() {
  http::Response out{204,
                     {{"Access-Control-Allow-Methods", "GET, POST"},
                      {"Access-Control-Allow-Headers", "Content-Type"},
                      {"Access-Control-Max-Age", "86400"}},
                     {}};
  allow_origin(out);
  std::move(reply).send(std::move(out));
}

}  // namespace minhbach::feedback
