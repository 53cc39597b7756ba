// Looking into a request, and making its path safe.
#include "http/message.h"

#include <algorithm>
#include <utility>

#include "text/percent.h"
#include "text/utf8.h"

namespace minhbach::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return a == b || std::equal(a.begin(), a.end(), b.begin(), b.end(),
                              [](char x, char y) { return lower(x) == lower(y); });
}

/// Well-formed UTF-8 without control characters and backslashes.
bool is_plain(std::string_view text) {
  const auto is_odd = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
  };
  return std::none_of(text.begin(), text.end(), is_odd) && text::is_utf8(text);
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
  std::string out;
  if (!text::percent_decode(path, out) || !out.starts_with('/') || !is_plain(out))
    return std::nullopt;
  for (std::size_t from = 1; from < out.size();) {
    const std::size_t end = std::min(out.find('/', from), out.size());
    const std::string_view part = std::string_view(out).substr(from, end - from);
    if (part.empty() || part == "." || part == "..") return std::nullopt;
    from = end + 1;
  }
  return out;
}

}  // namespace minhbach::http
