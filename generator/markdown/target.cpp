// Reads addresses the way browsers do, so that nothing slips past in disguise.
#include "markdown/target.h"

namespace minhbach::markdown {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_scheme_byte(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string_view without_leading_blanks(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= 0x20) url.remove_prefix(1);
  return url;
}

/// A host follows the scheme's `//`, so that the address cannot mean a path of this site.
bool has_host(std::string_view after_colon) {
  if (!after_colon.starts_with("//")) return false;
  after_colon.remove_prefix(2);
  return !after_colon.empty() && after_colon[0] != '/' && after_colon[0] != '\\' &&
         after_colon[0] != '?' && after_colon[0] != '#';
}

}  // namespace

std::string scheme_of(std::string_view url) {
  std::string scheme;
  for (const char c : without_leading_blanks(url)) {
    if (is_control(c)) continue;
    if (c == ':') return scheme;
    if (!is_scheme_byte(c) || (scheme.empty() && !is_letter(c))) return {};
    scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return {};
}

TargetKind classify_target(std::string_view url) {
  const std::string_view bare = without_leading_blanks(url);
  if (bare.empty()) return url.empty() ? TargetKind::empty : TargetKind::refused;
  for (const char c : url) {
    if (is_control(c)) return TargetKind::refused;
  }
  const auto is_slash = [](char c) { return c == '/' || c == '\\'; };
  if (bare.size() > 1 && is_slash(bare[0]) && is_slash(bare[1])) return TargetKind::host_only;

  const std::string scheme = scheme_of(bare);
  if (scheme.empty()) return TargetKind::site;
  const std::string_view after = bare.substr(scheme.size() + 1);
  if (scheme == "http" || scheme == "https") {
    return has_host(after) ? TargetKind::external : TargetKind::refused;
  }
  if (scheme == "mailto" || scheme == "tel") {
    return after.empty() ? TargetKind::refused : TargetKind::contact;
  }
  return TargetKind::refused;
}

}  // namespace minhbach::markdown
