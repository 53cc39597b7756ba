// Segments of JPEG, chunks of PNG and WebP, blocks of GIF: those that are named here stay.
#include "images/without_metadata.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace minhbach::images {
namespace {

std::uint32_t byte(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

std::uint32_t number(std::string_view bytes, std::size_t at, int size, bool big_endian) {
  std::uint32_t out = 0;
  for (int i = 0; i < size; ++i)
    out = out << 8 | byte(bytes, at + static_cast<std::size_t>(big_endian ? i : size - 1 - i));
  return out;
}

/// The orientation that EXIF data (TIFF, from its byte order mark on) tell; 1 is upright.
std::uint32_t orientation(std::string_view tiff) {
  const bool big = tiff.starts_with("MM");
  if (!big && !tiff.starts_with("II")) return 1;
  const std::size_t table = number(tiff, 4, 4, big);
  const std::size_t count = table < tiff.size() ? number(tiff, table, 2, big) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = table + 2 + 12 * i;
    if (entry + 12 > tiff.size()) break;
    if (number(tiff, entry, 2, big) != 0x0112) continue;
    const std::uint32_t value = number(tiff, entry + 8, 2, big);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/// EXIF data that say nothing but which side is up.
std::string bare_exif(std::uint32_t turned) {
  std::string out("MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
  out += static_cast<char>(turned);
  return out.append(6, '\0');
}

/// Whether a JPEG segment belongs to the picture: tables and frames; of the application's, JFIF,
/// colour profile and Adobe's note on how colours are coded.
bool stays(std::uint32_t marker, std::string_view data) {
  if (marker == 0xFE) return false;
  if (marker < 0xE0 || marker > 0xEF) return true;
  return (marker == 0xE0 && data.starts_with("JFIF")) ||
         (marker == 0xE2 && data.starts_with("ICC_PROFILE")) ||
         (marker == 0xEE && data.starts_with("Adobe"));
}

/// Where the coded picture data from `at` on end: at the next marker that is none of theirs.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    const std::uint32_t next = byte(bytes, at + 1);
    if (byte(bytes, at) == 0xFF && next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7))
      return at;
  }
  return bytes.size();
}

/// Whether a marker stands alone, without a length and data behind it.
bool is_alone(std::uint32_t marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD9); }

/// Where the code of the next marker stands. As decoders do, passes over anything before it.
std::size_t next_marker(std::string_view bytes, std::size_t at) {
  for (++at; at < bytes.size(); ++at) {
    if (byte(bytes, at - 1) == 0xFF && byte(bytes, at) != 0xFF && byte(bytes, at) != 0) return at;
  }
  return bytes.size();
}

std::optional<std::string> bare_jpeg(std::string_view bytes) {
  std::string kept;
  std::uint32_t turned = 1;
  std::size_t at = 2;
  while (true) {
    at = next_marker(bytes, at);
    if (at == bytes.size()) return std::nullopt;
    const std::uint32_t marker = byte(bytes, at);
    // Phones put films and second pictures behind the end, with a place and time of their own.
    if (marker == 0xD9) break;
    if (marker == 0xD8 || (marker < 0xC0 && marker != 0x01)) return std::nullopt;
    ++at;
    if (is_alone(marker)) continue;
    const std::size_t size = number(bytes, at, 2, true);
    if (size < 2 || size > bytes.size() - at) return std::nullopt;
    const std::string_view data = bytes.substr(at + 2, size - 2);
    if (marker == 0xE1 && data.starts_with(std::string_view("Exif\0\0", 6)))
      turned = orientation(data.substr(6));
    const std::size_t end = marker == 0xDA ? end_of_scan(bytes, at + size) : at + size;
    if (stays(marker, data)) kept.append("\xFF").append(bytes, at - 1, end - at + 1);
    at = end;
  }
  std::string out(bytes.substr(0, 2));
  if (turned != 1) {
    out.append("\xFF\xE1\0\x22", 4).append("Exif\0\0", 6);
    out += bare_exif(turned);
  }
  return out.append(kept).append("\xFF\xD9");
}

std::uint32_t png_checksum(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit)
        value = (value & 1) != 0 ? 0xEDB88320 ^ value >> 1 : value >> 1;
      made[i] = value;
    }
    return made;
  }();
  std::uint32_t out = 0xFFFFFFFF;
  for (const char c : bytes) out = table[(out ^ static_cast<unsigned char>(c)) & 0xFF] ^ out >> 8;
  return ~out;
}

void append_big32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

/// Whether a PNG chunk belongs to the picture: those that no picture is read without, and of the
/// others transparency, colours, density and background.
bool is_of_png(std::string_view type) {
  constexpr std::string_view others = "tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP";
  return (type[0] >= 'A' && type[0] <= 'Z') || others.find(type) != std::string_view::npos;
}

std::optional<std::string> bare_png(std::string_view bytes) {
  std::string out(bytes.substr(0, 8));
  std::size_t at = 8;
  while (at + 12 <= bytes.size()) {
    const std::size_t size = number(bytes, at, 4, true);
    if (size > bytes.size() - at - 12) break;
    const std::string_view type = bytes.substr(at + 4, 4);
    const std::uint32_t turned = type == "eXIf" ? orientation(bytes.substr(at + 8, size)) : 1;
    if (turned != 1) {
      const std::string exif = bare_exif(turned), chunk = "eXIf" + exif;
      append_big32(out, static_cast<std::uint32_t>(exif.size()));
      append_big32(out += chunk, png_checksum(chunk));
    }
    if (is_of_png(type)) out.append(bytes, at, size + 12);
    at += size + 12;
    if (type == "IEND") return out;  // What programs put behind it is not the picture.
  }
  return std::nullopt;
}

bool is_of_webp(std::string_view type) {
  for (const std::string_view known : {"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"}) {
    if (type == known) return true;
  }
  return false;
}

std::optional<std::string> bare_webp(std::string_view bytes) {
  // What stands behind the length that the file gives itself is not the picture.
  const std::size_t length = number(bytes, 4, 4, false);
  if (length > bytes.size() - 8) return std::nullopt;
  bytes = bytes.substr(0, length + 8);
  std::string chunks;
  std::size_t flags_at = std::string::npos;
  std::string exif;
  std::size_t at = 12;
  while (at + 8 <= bytes.size()) {
    const std::size_t size = number(bytes, at + 4, 4, false);
    if (size > bytes.size() - at - 8) return std::nullopt;
    const std::string_view type = bytes.substr(at, 4);
    if (type == "VP8X") flags_at = chunks.size() + 8;
    if (type == "EXIF") {
      std::string_view tiff = bytes.substr(at + 8, size);
      if (tiff.starts_with(std::string_view("Exif\0\0", 6))) tiff.remove_prefix(6);
      if (const std::uint32_t turned = orientation(tiff); turned != 1)
        exif = std::string("EXIF\x1A\0\0\0", 8) + bare_exif(turned);
    } else if (is_of_webp(type)) {
      chunks.append(bytes, at, size + 8).append(size % 2, '\0');
    }
    at += size + 8 + size % 2;
  }
  if (flags_at < chunks.size()) {
    const unsigned kept = exif.empty() ? 0xF3u : 0xFBu;  // 0x08: EXIF, 0x04: XMP.
    chunks[flags_at] = static_cast<char>(static_cast<unsigned char>(chunks[flags_at]) & kept);
  }
  chunks += exif;
  std::string out = "RIFF";
  const auto size = static_cast<std::uint32_t>(chunks.size() + 4);
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(size >> shift & 0xFF);
  return out + "WEBP" + chunks;
}

/// The bytes of a GIF's colour table, whose size is in the flags before it; 0 without one.
std::size_t colour_table(std::uint32_t flags) {
  return (flags & 0x80) == 0 ? 0 : std::size_t{3} << ((flags & 7) + 1);
}

/// Where the row of blocks from `at` on ends: behind an empty one. Past the end when none is empty.
std::size_t end_of_blocks(std::string_view gif, std::size_t at) {
  while (at < gif.size() && byte(gif, at) != 0) at += byte(gif, at) + 1;
  return at + 1;
}

/// Whether a GIF extension belongs to the picture: how long and how often it is shown, its colours.
bool is_of_gif(std::string_view extension) {
  if (byte(extension, 1) == 0xF9) return true;
  const std::string_view name = extension.substr(std::min<std::size_t>(3, extension.size()), 11);
  return byte(extension, 1) == 0xFF && (name == "NETSCAPE2.0" || name == "ICCRGBG1012");
}

std::optional<std::string> bare_gif(std::string_view bytes) {
  std::size_t at = 13 + colour_table(byte(bytes, 10));
  std::string out(bytes.substr(0, at));
  while (at < bytes.size()) {
    const std::uint32_t what = byte(bytes, at);
    if (what == 0x3B) return out += '\x3B';
    if (what != 0x21 && what != 0x2C) break;
    const std::size_t data = what == 0x21 ? 2 : 11 + colour_table(byte(bytes, at + 9));
    const std::size_t end = end_of_blocks(bytes, at + data);
    if (end > bytes.size()) break;
    const std::string_view block = bytes.substr(at, end - at);
    if (what == 0x2C || is_of_gif(block)) out += block;
    at = end;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> without_metadata(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return bare_png(bytes);
  if (bytes.starts_with("\xFF\xD8\xFF")) return bare_jpeg(bytes);
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
    return bare_webp(bytes);
  if (bytes.starts_with("GIF8")) return bare_gif(bytes);
  return std::string(bytes);
}

}  // namespace minhbach::images
