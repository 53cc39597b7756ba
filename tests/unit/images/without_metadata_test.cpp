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
    const std::string after = without_metadata(before);
    CHECK((says(before, "Ai") || says(before, "ThuMay")));
    for (const char* word : {"ThuMay", "bi-mat", "GPS", "<x:xmpmeta", "Creator", "creator"})
      CHECK_FALSE(says(after, word));
    CHECK(size_of(after) == "120x160");  // Turned upright, as before.
    CHECK(size_of(after) == size_of(before));
    // The same pixels.
    const std::vector<Variant> one{{PictureFormat::webp, 100}};
    CHECK(make_variants(after, one) == make_variants(before, one));
    CHECK(without_metadata(after) == after);
  }
}

TEST_CASE("what stands behind the end of a JPEG, a film or a second picture, goes") {
  const std::string whole = file("cmyk.jpg");
  CHECK(without_metadata(whole + "MP4 film, 21.28 N") == without_metadata(whole));
  CHECK(size_of(without_metadata(whole)) == "120x160");
}

TEST_CASE("broken pictures and other files come back without harm") {
  CHECK(without_metadata("%PDF-1.4") == "%PDF-1.4");
  for (const char* name : {"dung-doc.jpg", "co-chu.png", "anh.webp", "exif-hong.jpg"}) {
    const std::string whole = file(name);
    for (std::size_t size = 0; size < whole.size(); size += 7)
      CHECK(without_metadata(whole.substr(0, size)).size() <= size + 40);
  }
}
