// Which pictures a decoder unpacks as a whole, and how much that takes.
#include "images/decoding_memory.h"

#include "disk/real_disk.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::images;

namespace {

std::string file(const std::string& name) {
  return *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/" + name);
}

/// The beginning of a PNG of those colours (2: red, green, blue; 6: and transparency).
std::string png(int depth, int colours, bool interlaced) {
  return std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x03\xE8\0\0\x03\xE8", 24) +
         static_cast<char>(depth) + static_cast<char>(colours) + std::string(2, '\0') +
         static_cast<char>(interlaced);
}

/// The beginning of a JPEG of three components, the first sampled as said.
std::string jpeg(unsigned char frame, unsigned char sampling, char components_in_scan) {
  std::string out("\xFF\xD8\xFF", 3);
  out += static_cast<char>(frame);
  out += std::string("\0\x11\x08\x03\xE8\x03\xE8\x03\x01", 9) + static_cast<char>(sampling) +
         std::string("\0\x02\x11\0\x03\x11\0", 7);
  out += std::string("\xFF\xDA\0\x0C", 4) + components_in_scan;
  return out + std::string(16, '\0');
}

constexpr ImageSize million{1000, 1000};

std::uint64_t memory(std::string_view bytes, ImageSize size, bool has_alpha = false) {
  return picture_memory(bytes, size, has_alpha);
}
/// What every picture of that size takes, to be encoded.
const std::uint64_t least = memory("", million);

}  // namespace

TEST_CASE("pictures that are read line by line take no memory for themselves") {
  for (const std::string& bytes : {png(16, 6, false), jpeg(0xC0, 0x22, 3), file("dung-doc.jpg")}) {
    CHECK_FALSE(is_decoded_whole(bytes));
    CHECK(memory(bytes, million) == least + bytes.size());
  }
}

TEST_CASE("an interlaced PNG takes what its pixels take, more with sixteen bits") {
  CHECK(is_decoded_whole(png(8, 2, true)));
  CHECK(memory(png(8, 6, true), million) > memory(png(8, 2, true), million));
  CHECK(memory(png(16, 6, true), million) > memory(png(8, 6, true), million));
}

TEST_CASE("a JPEG in several scans takes its coefficients, fewer where colours are coarse") {
  CHECK(memory(jpeg(0xC2, 0x22, 3), million) > least);
  CHECK(memory(jpeg(0xC2, 0x11, 3), million) > memory(jpeg(0xC2, 0x22, 3), million));
  CHECK(is_decoded_whole(jpeg(0xC0, 0x22, 1)));  // Not “progressive”, and in several scans too.
}

TEST_CASE("transparency and great height take more") {
  CHECK(memory(png(8, 6, false), million, true) > least);
  CHECK(memory("", {1600, 16000}) > most_picture_memory);
  CHECK(memory("", {4000, 3000}) < most_picture_memory / 4);
}

TEST_CASE("WebP, HEIC and GIF are unpacked as a whole") {
  for (const char* name : {"anh.webp", "anh.heic", "yen.gif"}) CHECK(is_decoded_whole(file(name)));
}
