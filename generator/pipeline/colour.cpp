// Reads and compares colours.
#include "pipeline/colour.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace minhbach::pipeline {
namespace {

double luminance(const Colour& colour) {
  const auto linear = [](double part) {
    const double value = part / 255;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

}  // namespace

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  Colour out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char* const from = text.data() + 1 + 2 * i;
    int part = 0;
    const auto read = std::from_chars(from, from + 2, part, 16);
    if (read.ptr != from + 2 || part < 0) return std::nullopt;
    out[i] = part;
  }
  return out;
}

std::string to_hex(const Colour& colour) {
  const auto whole = [](double part) { return static_cast<int>(std::lround(part)); };
  return fmt::format("#{:02x}{:02x}{:02x}", whole(colour[0]), whole(colour[1]), whole(colour[2]));
}

Colour mixed(const Colour& colour, const Colour& other, double share) {
  Colour out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = std::round(colour[i] * (1 - share) + other[i] * share);
  return out;
}

double contrast(const Colour& a, const Colour& b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

}  // namespace minhbach::pipeline
