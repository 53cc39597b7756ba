// Picture sizes from headers, right and broken.
#include "images/image_size.h"

#include <string>

#include "support/catch.h"

using namespace minhbach::images;
using namespace std::string_literals;

namespace {

std::string size_text(std::string_view bytes) {
  const std::optional<ImageSize> size = image_size(bytes);
  return size ? fmt::format("{}x{}", size->width, size->height) : "none";
}

}  // namespace

TEST_CASE("the size is read from the header of each format") {
  CHECK(size_text("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x04\0\0\0\x02\x58"s) == "1024x600");
  CHECK(size_text("GIF89a\x0A\0\x14\0"s) == "10x20");
  CHECK(size_text("\xFF\xD8\xFF\xE0\0\x04zz\xFF\xC0\0\x11\x08\0\x20\0\x30\x03"s) == "48x32");
  CHECK(size_text("RIFFxxxxWEBPVP8X\x0A\0\0\0\0\0\0\0\x63\0\0\x31\0\0"s) == "100x50");
  CHECK(size_text("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"180\">") ==
        "320x180");
  CHECK(size_text("<?xml version='1.0'?><svg width='100%' viewBox='0 0 640 480'>") == "640x480");
}

TEST_CASE("what is no picture, or a broken one, has no size") {
  CHECK(size_text("") == "none");
  CHECK(size_text("%PDF-1.7") == "none");
  CHECK(size_text("\x89PNG\r\n\x1A\n"s) == "none");
  CHECK(size_text("\xFF\xD8\xFF\xE0\0\0"s) == "none");
  CHECK(size_text("<svg>") == "none");
}
