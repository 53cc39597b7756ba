// What cameras write beside a picture goes; the picture, its profile and which side is up stay.
#include "images/without_metadata.h"

#include "disk/real_disk.h"
#include "images/variants.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::images;

namespace {

std::string file(const std::string& name) {
  return *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/" + name);
}

std::string bare(const std::string& bytes) {
  return without_metadata(bytes).value_or("not understood");
}

bool says(std::string_view bytes, std::string_view word) {
  return bytes.find(word) != std::string_view::npos;
}

std::string size_of(std::string_view bytes) {
  const std::optional<PictureHeader> header = read_header(bytes);
  return header ? fmt::format("{}x{}", header->size.width, header->size.height) : "none";
}

}  // namespace

TEST_CASE("place, device, names and remarks are gone, and the picture stands as it stood") {
  for (const char* name : {"dung-doc.jpg", "co-chu.png", "anh.webp"}) {
    INFO(name);
    const std::string before = file(name);
    const std::string after = bare(before);
    CHECK((says(before, "Ai") || says(before, "ThuMay")));
    for (const char* word : {"ThuMay", "bi-mat", "GPS", "<x:xmpmeta", "Creator", "creator"})
      CHECK_FALSE(says(after, word));
    CHECK(size_of(after) == "120x160");  // Turned upright, as before.
    CHECK(size_of(after) == size_of(before));
    // The same pixels.
    const std::vector<Variant> one{{PictureFormat::webp, 100}};
    CHECK(make_variants(after, one) == make_variants(before, one));
    CHECK(bare(after) == after);
  }
}

TEST_CASE("what stands behind the end of a JPEG, a film or a second picture, goes") {
  const std::string whole = file("cmyk.jpg");
  CHECK(bare(whole + "MP4 film, 21.28 N") == bare(whole));
  CHECK(size_of(bare(whole)) == "120x160");
}

TEST_CASE("bytes between the parts of a JPEG, which decoders pass over, hide nothing") {
  const std::string whole = file("dung-doc.jpg");
  const std::size_t second =
      4 + 256u * static_cast<unsigned char>(whole[4]) + static_cast<unsigned char>(whole[5]);
  REQUIRE(second < whole.size());
  const std::string padded = whole.substr(0, second) + std::string(2, '\0') + whole.substr(second);
  CHECK(size_of(padded) == "120x160");
  CHECK(bare(padded) == bare(whole));
  CHECK_FALSE(says(bare(padded), "ThuMay"));
}

TEST_CASE("remarks and XMP in a GIF go, what it shows stays") {
  const std::string whole = file("yen.gif");
  const std::size_t colours = (whole[10] & 0x80) == 0 ? 0 : std::size_t{3} << ((whole[10] & 7) + 1);
  const std::string remarks = std::string("\x21\xFE\x07 21.28N\0", 11) +
                              std::string("\x21\xFF\x0BXMP DataXMP\x04<x:x\0", 20);
  CHECK(bare(whole.substr(0, 13 + colours) + remarks + whole.substr(13 + colours)) == bare(whole));
  CHECK(size_of(bare(whole)) == size_of(whole));
  CHECK(bare(whole + "21.28 N") == bare(whole));
}

TEST_CASE("chunks that are not known to be the picture's go") {
  const std::string png = file("trong-suot.png");
  CHECK(bare(png.substr(0, 33) + std::string("\0\0\0\6gpSx21.28Nxxxx", 18) + png.substr(33)) ==
        bare(png));
  std::string webp = bare(file("anh.webp"));
  const std::string before = webp;
  webp += std::string(
      "GPSx\6\0\0\0"
      "21.28N",
      14);
  webp[4] = static_cast<char>(webp[4] + 14);
  if (static_cast<unsigned char>(webp[4]) < 14) webp[5] = static_cast<char>(webp[5] + 1);
  CHECK(bare(webp) == before);
}

TEST_CASE(
    "a picture that cannot be followed to its end is none to publish; other files come back") {
  CHECK(bare("%PDF-1.4") == "%PDF-1.4");
  CHECK(bare(file("exif-hong.jpg")) != "not understood");
  for (const char* name : {"dung-doc.jpg", "co-chu.png", "anh.webp", "exif-hong.jpg", "yen.gif"}) {
    const std::string whole = file(name);
    for (std::size_t size = 14; size < whole.size(); size += 7) {
      INFO(name << " " << size);
      CHECK_FALSE(without_metadata(whole.substr(0, size)));
    }
  }
}
