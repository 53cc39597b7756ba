// Address arithmetic.
#include "model/url.h"

#include <algorithm>
#include <array>

#include "text/find_last.h"
#include "text/percent.h"
#include "text/slug.h"

namespace minhbach {
namespace {

/// What stands in a path as it is (RFC 3986, pchar and '/').
constexpr text::ByteSet path_bytes = text::letters_digits_and("-._~!$&'()*+,;=:@/");

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
  // Paths of files have no "." and no "..": the folder stands as it is.
  const auto above = [](std::string_view path) {
    const std::size_t slash = text::find_last(path, '/');
    return path.substr(0, slash == std::string_view::npos ? 0 : slash);
  };
  std::string_view folder = above(file);
  while (relative.starts_with("../")) {
    if (folder.empty()) return {};
    folder = above(folder);
    relative.remove_prefix(3);
  }
  std::string out;
  out.reserve(folder.size() + 1 + relative.size());
  out = folder;
  for (std::size_t from = 0; from <= relative.size();) {
    const std::size_t end = std::min(relative.find('/', from), relative.size());
    const std::string_view part = relative.substr(from, end - from);
    if (part == "..") {
      if (out.empty()) return {};
      out.resize(above(out).size());
    } else if (!part.empty() && part != ".") {
      if (!out.empty()) out += '/';
      out += part;
    }
    from = end + 1;
  }
  return out;
}

void append_encoded_path(std::string& out, std::string_view path) {
  text::append_percent_encoded(out, path, path_bytes);
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
    const int byte = path[i] == '%' ? text::percent_byte(path, i) : -1;
    if (byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
      continue;
    }
    out += path[i];
  }
  return out;
}

std::string address_part(std::string_view text) {
  static constexpr std::array<char, 256> small = small_code_letters();
  const auto small_of = [](char c) { return small[static_cast<unsigned char>(c)]; };
  if (text.find_first_not_of('.') == std::string_view::npos) return text::slug(text);
  // As most ids are.
  if (std::ranges::all_of(text, [&](char c) { return c != '\0' && small_of(c) == c; }))
    return std::string(text);
  if (!std::ranges::all_of(text, [&](char c) { return small_of(c) != '\0'; }))
    return text::slug(text);
  std::string out(text);
  std::ranges::transform(out, out.begin(), small_of);
  return out;
}

}  // namespace minhbach
