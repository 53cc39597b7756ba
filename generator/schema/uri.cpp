// Addresses, judged letter by letter.
#include "schema/uri.h"

#include <algorithm>
#include <string>

namespace minhbach::schema {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Only what RFC 3986 allows to stand somewhere in an address, `%` before two hex digits, one `#`.
bool has_only_uri_letters(std::string_view text) {
  bool in_fragment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
    } else if (c == '#') {
      if (in_fragment) return false;
      in_fragment = true;
    } else if (!is_letter(c) && !is_digit(c) &&
               std::string_view("-._~:/?[]@!$&'()*+,;=").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

/// The scheme with which `text` starts, in lower case; "" when it has none.
std::string scheme(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return {};
  std::string out;
  for (const char c : text.substr(0, colon)) {
    if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return {};
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool runs_code(std::string_view name) {
  return name == "javascript" || name == "data" || name == "vbscript";
}

bool has_host(std::string_view text, std::string_view name) {
  if (name != "http" && name != "https" && name != "ftp") return text.size() > name.size() + 1;
  const std::string_view rest = text.substr(name.size() + 1);
  return rest.starts_with("//") && rest.size() > 2 &&
         std::string_view("/?#").find(rest[2]) == std::string_view::npos;
}

}  // namespace

bool is_uri(std::string_view text) {
  const std::string name = scheme(text);
  return !name.empty() && !runs_code(name) && has_only_uri_letters(text) && has_host(text, name);
}

bool is_uri_reference(std::string_view text) {
  if (!scheme(text).empty()) return is_uri(text);
  if (text.empty() || !has_only_uri_letters(text)) return false;
  // A first part with a colon would be read as a scheme.
  return text.substr(0, text.find_first_of("/?#")).find(':') == std::string_view::npos;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64) return false;
  const std::string_view name = text.substr(0, at);
  const std::string_view host = text.substr(at + 1);
  const auto dots_are_inside = [](std::string_view part) {
    return !part.starts_with('.') && !part.ends_with('.') &&
           part.find("..") == std::string_view::npos;
  };
  if (!dots_are_inside(name) || !dots_are_inside(host)) return false;
  if (host.find('.') == std::string_view::npos) return false;
  const auto good_in_name = [](char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view("._%+-").find(c) != std::string_view::npos;
  };
  const auto good_in_host = [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '-';
  };
  return std::all_of(name.begin(), name.end(), good_in_name) &&
         std::all_of(host.begin(), host.end(), good_in_host) && is_letter(text.back());
}

}  // namespace minhbach::schema
