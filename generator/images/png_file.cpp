// Colours to numbers, then deflate.
#include "images/png_file.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <zlib.h>

namespace minhbach::images {
namespace {

void add32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

void add_chunk(std::string& out, std::string_view kind, std::string_view data) {
  add32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t from = out.size();
  out.append(kind).append(data);
  add32(out, static_cast<std::uint32_t>(
                 crc32_z(0, reinterpret_cast<const Bytef*>(out.data() + from), out.size() - from)));
}

/// The number of the palette's colour nearest to a pixel's; lately asked ones are remembered.
class Nearest {
 public:
  explicit Nearest(const std::vector<Rgb>& palette) : palette_(palette) {
    known_.fill({0xFFFFFFFF, 0});
  }

  std::uint8_t of(std::uint32_t pixel) {
    pixel &= 0xFFFFFF;
    Known& known = known_[pixel * 0x9E3779B1u >> 20];
    if (known.pixel != pixel) known = {pixel, search(pixel)};
    return known.number;
  }

 private:
  struct Known {
    std::uint32_t pixel;
    std::uint8_t number;
  };

  std::uint8_t search(std::uint32_t pixel) const {
    const int red = static_cast<int>(pixel >> 16), green = pixel >> 8 & 0xFF, blue = pixel & 0xFF;
    int least = 1 << 30;
    std::size_t best = 0;
    for (std::size_t i = 0; i < palette_.size() && least > 0; ++i) {
      const int r = red - palette_[i].red, g = green - palette_[i].green,
                b = blue - palette_[i].blue;
      const int far = r * r + g * g + b * b;
      if (far < least) {
        least = far;
        best = i;
      }
    }
    return static_cast<std::uint8_t>(best);
  }

  const std::vector<Rgb>& palette_;
  std::array<Known, 4096> known_;
};

/// One byte a pixel, each row behind a 0 (no filter: numbers of colours have no slopes).
std::string numbered(const Pixels& pixels, const std::vector<Rgb>& palette) {
  Nearest nearest(palette);
  const auto width = static_cast<std::size_t>(pixels.width);
  std::string out(static_cast<std::size_t>(pixels.height) * (width + 1), '\0');
  char* to = out.data();
  for (int y = 0; y < pixels.height; ++y) {
    ++to;
    const std::uint32_t* row = pixels.first + static_cast<std::size_t>(y) * pixels.stride;
    std::uint32_t last = ~row[0];
    char number = 0;
    for (std::size_t x = 0; x < width; ++x) {
      if (row[x] != last) {
        last = row[x];
        number = static_cast<char>(nearest.of(last));
      }
      *to++ = number;
    }
  }
  return out;
}

std::string deflated(const std::string& bytes) {
  z_stream stream{};
  // Long runs of one number: looking for longer matches takes twice the time for a tenth.
  constexpr int level = 4, memory = 9;
  if (deflateInit2(&stream, level, Z_DEFLATED, 15, memory, Z_DEFAULT_STRATEGY) != Z_OK)
    std::abort();  // Out of memory, or another library than it was built with.
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::vector<Rgb> palette_of(const ColourPairs& pairs) {
  std::vector<Rgb> out;
  const auto add = [&](Rgb colour) {
    if (out.size() < 256 && std::find(out.begin(), out.end(), colour) == out.end())
      out.push_back(colour);
  };
  for (const auto& [ground, ink] : pairs) {
    add(ground);
    add(ink);
  }
  const int steps =
      std::clamp(64 / static_cast<int>(std::max<std::size_t>(pairs.size(), 1)), 2, 24);
  for (const auto& [ground, ink] : pairs) {
    for (int i = 1; i < steps; ++i) {
      const auto between = [&](int from, int to) {
        return static_cast<std::uint8_t>(from + (to - from) * i / steps);
      };
      add({between(ground.red, ink.red), between(ground.green, ink.green),
           between(ground.blue, ink.blue)});
    }
  }
  return out;
}

std::string png_of(const Pixels& pixels, const std::vector<Rgb>& palette) {
  std::string header, colours;
  add32(header, static_cast<std::uint32_t>(pixels.width));
  add32(header, static_cast<std::uint32_t>(pixels.height));
  header.append("\x08\x03\0\0\0", 5);  // Eight bits, numbers of colours.
  for (const Rgb& colour : palette) {
    for (const std::uint8_t part : {colour.red, colour.green, colour.blue})
      colours += static_cast<char>(part);
  }
  std::string out("\x89PNG\r\n\x1A\n");
  add_chunk(out, "IHDR", header);
  add_chunk(out, "PLTE", colours);
  add_chunk(out, "IDAT", deflated(numbered(pixels, palette)));
  add_chunk(out, "IEND", {});
  return out;
}

}  // namespace minhbach::images
