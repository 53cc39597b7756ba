// Address arithmetic.
#include "model/url.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/slug.h"

namespace minhbach {
namespace {

constexpr std::array<bool, 256> make_path_bytes() {
  std::array<bool, 256> table{};
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = true;
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
  for (const char c : std::string_view("-._~!$&'()*+,;=:@/"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}

/// What stands in a path as it is (RFC 3986, pchar and '/').
constexpr std::array<bool, 256> path_bytes = make_path_bytes();

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string output_path(std::string_view url) {
  std::string path(url.substr(1));
  if (path.empty() || path.back() == '/') path += "index.html";
  return path;
}

std::vector<std::string_view> ancestors(std::string_view url) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i + 1 < url.size(); ++i) {
    if (url[i] == '/') out.push_back(url.substr(0, i + 1));
  }
  return out;
}

std::string resolve_path(std::string_view file, std::string_view relative) {
  std::vector<std::string_view> parts;
  const auto walk = [&](std::string_view path) {
    for (std::size_t from = 0; from <= path.size();) {
      const std::size_t end = std::min(path.find('/', from), path.size());
      const std::string_view part = path.substr(from, end - from);
      if (part == "..") {
        if (parts.empty()) return false;
        parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
      from = end + 1;
    }
    return true;
  };
  const std::size_t slash = file.rfind('/');
  if (slash != std::string_view::npos) walk(file.substr(0, slash));
  if (!walk(relative)) return {};
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

std::string encode_path(std::string_view path) {
  constexpr char digits[] = "0123456789ABCDEF";
  const auto is_plain = [](char c) { return path_bytes[static_cast<unsigned char>(c)]; };
  const auto first = std::find_if_not(path.begin(), path.end(), is_plain);
  std::string out(path.begin(), first);
  for (const char c : path.substr(out.size())) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (path_bytes[byte]) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::string decode_path(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size()) {
      const int high = hex_digit(path[i + 1]);
      const int low = hex_digit(path[i + 2]);
      if (high >= 0 && low >= 0) {
        out += static_cast<char>(high * 16 + low);
        i += 2;
        continue;
      }
    }
    out += path[i];
  }
  return out;
}

std::string address_part(std::string_view text) {
  const bool code = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
  });
  if (!code || text.find_first_not_of('.') == std::string_view::npos) return text::slug(text);
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace minhbach
