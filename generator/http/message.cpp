// Looking into a request, and making its path safe.
#include "http/message.h"

#include <algorithm>
#include <utility>

namespace minhbach::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

/// Well-formed UTF-8 without control characters and backslashes.
bool is_plain(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F || byte == '\\') return false;
    const std::size_t length = byte < 0x80   ? 1
                               : byte < 0xC2 ? 0
                               : byte < 0xE0 ? 2
                               : byte < 0xF0 ? 3
                               : byte < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      const bool overlong =
          k == 1 && ((byte == 0xE0 && next < 0xA0) || (byte == 0xF0 && next < 0x90));
      const bool outside =
          k == 1 && ((byte == 0xED && next > 0x9F) || (byte == 0xF4 && next > 0x8F));
      if ((next & 0xC0) != 0x80 || overlong || outside) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const Header& header : headers) {
    if (same_name(header.name, name)) return header.value;
  }
  return {};
}

std::size_t Request::header_count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(),
                    [&](const Header& header) { return same_name(header.name, name); }));
}

std::vector<std::string_view> Request::values(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const Header& header : headers) {
    if (same_name(header.name, name)) out.push_back(header.value);
  }
  return out;
}

std::string_view Request::path() const {
  const std::string_view all = target;
  return all.substr(0, all.find('?'));
}

Response text_response(int status, std::string text) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(text)};
}

std::optional<std::string> plain_path(std::string_view path) {
  std::optional<std::string> text = unescape(path);
  if (!text || !text->starts_with('/') || !is_plain(*text)) return std::nullopt;
  for (std::size_t from = 1; from < text->size();) {
    const std::size_t end = std::min(text->find('/', from), text->size());
    const std::string_view part = std::string_view(*text).substr(from, end - from);
    if (part.empty() || part == "." || part == "..") return std::nullopt;
    from = end + 1;
  }
  return text;
}

}  // namespace minhbach::http
