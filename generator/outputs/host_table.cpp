// Puts the facts of a portal into the table.
#include "outputs/host_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/url.h"

namespace minhbach::outputs {

HostTable make_host_table(const HostFacts& facts) {
  HostTable out;
  out.base = decode_path(facts.base_path);
  out.url_base = facts.base_path;
  out.languages = facts.languages;
  out.precompressed = facts.precompressed;
  // The endpoint must learn the origin of a form, and nobody more.
  out.headers = {
      {"Content-Security-Policy", facts.policy},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "strict-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"}};
  if (facts.https_days > 0)
    out.headers.emplace_back("Strict-Transport-Security",
                             fmt::format("max-age={}", facts.https_days * 86'400ULL));
  std::vector<std::string> folders{""};
  for (const std::string& language : facts.languages) folders.push_back(language + "/");
  for (const std::string& folder : folders) {
    for (const MovedPage& page : facts.moved)
      out.redirects.push_back({out.base + folder + page.from.substr(1),
                               out.url_base + folder + encode_path(page.to.substr(1))});
  }
  std::sort(out.redirects.begin(), out.redirects.end(),
            [](const auto& a, const auto& b) { return a.from < b.from; });
  return out;
}

std::string pattern_of(std::string_view plain) {
  std::string out;
  for (const char c : plain) {
    if (std::string_view("\\.+*?()[]{}|^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

bool is_plain_in_rules(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const bool is_control = (c >= 0 && c < ' ') || c == 0x7F;
    return is_control || std::string_view("\"'\\<>`*?#$;|^{}").find(c) != std::string_view::npos;
  });
}

}  // namespace minhbach::outputs
