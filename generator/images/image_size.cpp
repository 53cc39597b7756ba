// Headers of picture formats: PNG (W3C), JPEG (ITU T.81), GIF89a, WebP (RFC 9649), SVG 2.
#include "images/image_size.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace minhbach::images {
namespace {

std::uint32_t byte(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

int big16(std::string_view b, std::size_t at) {
  return static_cast<int>(byte(b, at) << 8 | byte(b, at + 1));
}
int little16(std::string_view b, std::size_t at) {
  return static_cast<int>(byte(b, at + 1) << 8 | byte(b, at));
}
int little24(std::string_view b, std::size_t at) {
  return static_cast<int>(byte(b, at) | byte(b, at + 1) << 8 | byte(b, at + 2) << 16);
}

std::optional<ImageSize> checked(int width, int height) {
  if (width < 1 || height < 1) return std::nullopt;
  return ImageSize{width, height};
}

std::optional<ImageSize> png_size(std::string_view b) {
  if (b.size() < 24 || byte(b, 16) > 0x7F || byte(b, 20) > 0x7F) return std::nullopt;
  return checked(big16(b, 16) << 16 | big16(b, 18), big16(b, 20) << 16 | big16(b, 22));
}

std::optional<ImageSize> jpeg_size(std::string_view b) {
  std::size_t at = 2;
  while (at + 9 < b.size()) {
    if (byte(b, at) != 0xFF) return std::nullopt;
    const std::uint32_t marker = byte(b, at + 1);
    if (marker == 0xFF) {  // Padding before a marker.
      ++at;
      continue;
    }
    // Start of frame, of every coding but the tables that share the range (DHT, JPG, DAC).
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      return checked(big16(b, at + 7), big16(b, at + 5));
    }
    const int length = big16(b, at + 2);
    if (length < 2) return std::nullopt;
    at += 2 + static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

std::optional<ImageSize> webp_size(std::string_view b) {
  const std::string_view chunk = b.substr(12, 4);
  if (chunk == "VP8X") return checked(little24(b, 24) + 1, little24(b, 27) + 1);
  if (chunk == "VP8 ") return checked(little16(b, 26) & 0x3FFF, little16(b, 28) & 0x3FFF);
  if (chunk == "VP8L") {
    const std::uint32_t bits =
        byte(b, 21) | byte(b, 22) << 8 | byte(b, 23) << 16 | byte(b, 24) << 24;
    return checked(static_cast<int>(bits & 0x3FFF) + 1, static_cast<int>(bits >> 14 & 0x3FFF) + 1);
  }
  return std::nullopt;
}

/// The text of attribute `name` in the opening tag `tag`, or "".
std::string attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const bool starts = at > 0 && (tag[at - 1] == ' ' || tag[at - 1] == '\n' ||
                                   tag[at - 1] == '\t' || tag[at - 1] == '\r');
    const std::size_t quote = at + name.size() + 1;
    if (!starts || quote >= tag.size() || tag[quote - 1] != '=') continue;
    if (tag[quote] != '"' && tag[quote] != '\'') continue;
    const std::size_t end = tag.find(tag[quote], quote + 1);
    if (end != std::string_view::npos) return std::string(tag.substr(quote + 1, end - quote - 1));
  }
  return {};
}

/// A length in CSS pixels; 0 for a percentage or another unit, which say nothing of the ratio.
double pixels(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  const std::string_view unit(end);
  return unit.empty() || unit == "px" ? value : 0;
}

std::optional<ImageSize> svg_size(std::string_view b) {
  const std::size_t start = b.substr(0, 4096).find("<svg");
  if (start == std::string_view::npos) return std::nullopt;
  const std::string_view tag = b.substr(start, b.find('>', start) - start);
  double width = pixels(attribute(tag, "width"));
  double height = pixels(attribute(tag, "height"));
  if (width <= 0 || height <= 0) {
    double box[4] = {};
    const std::string view_box = attribute(tag, "viewBox");
    const char* at = view_box.c_str();
    for (double& number : box) {
      while (*at == ' ' || *at == ',') ++at;
      char* end = nullptr;
      number = std::strtod(at, &end);
      at = end;
    }
    width = box[2];
    height = box[3];
  }
  if (!(width < 1e6) || !(height < 1e6)) return std::nullopt;
  return checked(static_cast<int>(std::lround(width)), static_cast<int>(std::lround(height)));
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return png_size(bytes);
  if (bytes.starts_with("\xFF\xD8\xFF")) return jpeg_size(bytes);
  if (bytes.starts_with("GIF8") && bytes.size() >= 10)
    return checked(little16(bytes, 6), little16(bytes, 8));
  if (bytes.starts_with("RIFF") && bytes.size() >= 30 && bytes.substr(8, 4) == "WEBP")
    return webp_size(bytes);
  return svg_size(bytes);
}

}  // namespace minhbach::images
