// Signatures: PNG, JPEG, GIF, RIFF/WEBP, ISO base media brands of HEIF, and SVG's first element.
#include "images/picture_kind.h"

#include <algorithm>
#include <string>

namespace minhbach::images {
namespace {

struct Ending {
  std::string_view ending;
  PictureKind kind;
};

// The usual one of each kind first.
constexpr Ending endings[] = {{".jpg", PictureKind::jpeg},  {".jpeg", PictureKind::jpeg},
                              {".png", PictureKind::png},   {".gif", PictureKind::gif},
                              {".webp", PictureKind::webp}, {".heic", PictureKind::heic},
                              {".heif", PictureKind::heic}, {".svg", PictureKind::svg}};

bool is_heic(std::string_view bytes) {
  if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
  for (const std::string_view brand : {"heic", "heix", "heim", "heis", "mif1"}) {
    if (bytes.substr(8, 4) == brand) return true;
  }
  return false;
}

/// Animated PNG says so in a chunk before the first picture.
bool has_frames(std::string_view png) {
  std::size_t at = 8;
  while (at + 12 <= png.size()) {
    const std::string_view type = png.substr(at + 4, 4);
    if (type == "acTL") return true;
    if (type == "IDAT") return false;
    std::size_t size = 0;
    for (int i = 0; i < 4; ++i)
      size = size << 8 | static_cast<unsigned char>(png[at + static_cast<std::size_t>(i)]);
    at += size + 12;
  }
  return false;
}

}  // namespace

PictureKind kind_of_bytes(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return PictureKind::png;
  if (bytes.starts_with("\xFF\xD8\xFF")) return PictureKind::jpeg;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return PictureKind::gif;
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
    return PictureKind::webp;
  if (is_heic(bytes)) return PictureKind::heic;
  if (bytes.substr(0, 4096).find("<svg") != std::string_view::npos) return PictureKind::svg;
  return PictureKind::none;
}

PictureKind kind_of_name(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const Ending& one : endings) {
    if (name.ends_with(one.ending)) return one.kind;
  }
  return PictureKind::none;
}

std::string_view ending_of(PictureKind kind) {
  for (const Ending& one : endings) {
    if (one.kind == kind) return one.ending;
  }
  return {};
}

bool is_marked_as_film(PictureKind kind, std::string_view bytes) {
  if (kind == PictureKind::png) return has_frames(bytes);
  return kind == PictureKind::webp && bytes.size() > 20 && bytes.substr(12, 4) == "VP8X" &&
         (static_cast<unsigned char>(bytes[20]) & 0x02) != 0;
}

}  // namespace minhbach::images
