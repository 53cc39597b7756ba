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

/// Of letters that codes and file names are made of, the small one; 0 for all others.
constexpr std::array<char, 256> small_code_letters() {
  std::array<char, 256> table{};
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<unsigned char>(c)] = c;
    table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
  }
  for (const char c : std::string_view("0123456789.-")) table[static_cast<unsigned char>(c)] = c;
  return table;
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
  std::string out;
  out.reserve(file.size() + relative.size());
  const auto walk = [&](std::string_view path) {
    for (std::size_t from = 0; from <= path.size();) {
      const std::size_t end = std::min(path.find('/', from), path.size());
      const std::string_view part = path.substr(from, end - from);
      if (part == "..") {
        if (out.empty()) return false;
        const std::size_t slash = out.rfind('/');
        out.resize(slash == std::string::npos ? 0 : slash);
      } else if (!part.empty() && part != ".") {
        if (!out.empty()) out += '/';
        out += part;
      }
      from = end + 1;
    }
    return true;
  };
  const std::size_t slash = file.rfind('/');
  if (slash != std::string_view::npos) walk(file.substr(0, slash));
  return walk(relative) ? out : std::string();
}

void append_encoded_path(std::string& out, std::string_view path) {
  constexpr char digits[] = "0123456789ABCDEF";
  bool is_plain = true;
  for (const char c : path) is_plain &= path_bytes[static_cast<unsigned char>(c)];
  if (is_plain) {
    out += path;
    return;
  }
  for (const char c : path) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (path_bytes[byte]) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
}

std::string encode_path(std::string_view path) {
  std::string out;
  append_encoded_path(out, path);
  return out;
}

std::string decode_path(std::string_view path) {
  if (path.find('%') == std::string_view::npos) return std::string(path);
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
  static constexpr std::array<char, 256> small = small_code_letters();
  std::string out(text);
  bool is_code = false;  // Of dots alone it is none.
  for (char& c : out) {
    is_code = is_code || c != '.';
    c = small[static_cast<unsigned char>(c)];
    if (c == '\0') return text::slug(text);
  }
  return is_code ? out : text::slug(text);
}

}  // namespace minhbach
