// Colours as a theme's tokens write them, and how well one stands out from another.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace minhbach::pipeline {

/// sRGB; each part from 0 to 255.
using Colour = std::array<double, 3>;

/// "#b0151c"; nothing for any other form.
std::optional<Colour> parse_colour(std::string_view text);
std::string to_hex(const Colour& colour);

/// `share` of `other` (0 to 1) mixed into `colour`.
Colour mixed(const Colour& colour, const Colour& other, double share);

/// From 1 to 21, as WCAG 2.2 defines it.
double contrast(const Colour& a, const Colour& b);

}  // namespace minhbach::pipeline
