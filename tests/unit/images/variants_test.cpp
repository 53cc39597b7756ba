// Pictures of pages: what is made of each format, turned, coloured and bare; and what is refused.
#include "images/variants.h"

#include "disk/real_disk.h"
#include "images/picture_kind.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::images;

namespace {

std::string file(const std::string& name) {
  return *RealDisk(SOURCE_FOLDER).read("tests/unit/images/files/" + name);
}

/// "avif 480, avif 960, …"
std::string plan(int width, int height, bool has_alpha = false) {
  std::string out;
  for (const Variant& variant : variants_of({width, height}, has_alpha))
    out += fmt::format("{} {}, ", ending_of(variant.format).substr(1), variant.width);
  return out.substr(0, out.size() - 2);
}

std::string size_of(std::string_view bytes) {
  const std::optional<PictureHeader> header = read_header(bytes);
  return header ? fmt::format("{}x{}", header->size.width, header->size.height) : "none";
}

}  // namespace

TEST_CASE("three widths in two formats, none wider than the picture, and one for every browser") {
  CHECK(plan(4000, 3000) ==
        "avif 480, avif 960, avif 1600, webp 480, webp 960, webp 1600, jpg 960");
  CHECK(plan(1000, 10) == "avif 480, avif 960, avif 1000, webp 480, webp 960, webp 1000, jpg 960");
  CHECK(plan(480, 10) == "avif 480, webp 480, jpg 480");
  CHECK(plan(20, 20, true) == "avif 20, webp 20, png 20");
}

TEST_CASE("every format is read, turned upright, and leaves nothing of the camera's notes") {
  for (const auto& [name, size] : {std::pair{"dung-doc.jpg", "100x133"},
                                   {"co-chu.png", "100x133"},
                                   {"cmyk.jpg", "100x133"},
                                   {"exif-hong.jpg", "100x75"},
                                   {"anh.heic", "100x75"},
                                   {"trong-suot.png", "100x75"}}) {
    INFO(name);
    const auto made = make_variants(file(name), {{PictureFormat::avif, 100},
                                                 {PictureFormat::webp, 50},
                                                 {PictureFormat::jpeg, 100},
                                                 {PictureFormat::png, 100}});
    REQUIRE(made);
    CHECK(size_of((*made)[0]) == size);
    CHECK(size_of((*made)[2]) == size);
    CHECK((*made)[0].substr(4, 8) == "ftypavif");
    CHECK(kind_of_bytes((*made)[1]) == PictureKind::webp);
    CHECK(kind_of_bytes((*made)[2]) == PictureKind::jpeg);
    for (const std::string& bytes : *made) {
      for (const char* word : {"ThuMay", "bi-mat", "xmpmeta", "Exif", "EXIF", "XMP ", "ICC"})
        CHECK(bytes.find(word) == std::string::npos);
    }
    CHECK(make_variants(file(name), {{PictureFormat::avif, 100}}) ==
          std::vector<std::string>{(*made)[0]});  // The same bytes again.
  }
}

TEST_CASE("a picture in the colours of print comes out in those of screens") {
  const auto made = make_variants(file("cmyk.jpg"), {{PictureFormat::png, 100}});
  REQUIRE(made);
  CHECK((*made)[0][25] == 2);  // PNG colour type: red, green, blue.
}

TEST_CASE("a film is known before it is decoded") {
  CHECK(read_header(file("dong.gif"))->is_film);
  CHECK_FALSE(read_header(file("yen.gif"))->is_film);
  std::string moving = file("anh.webp");
  CHECK_FALSE(is_marked_as_film(PictureKind::webp, moving));
  moving[20] = static_cast<char>(moving[20] | 2);
  CHECK(is_marked_as_film(PictureKind::webp, moving));
  CHECK_FALSE(is_marked_as_film(PictureKind::png, file("co-chu.png")));
}

TEST_CASE("a picture that ends in the middle is refused, in every format") {
  for (const char* name : {"dung-doc.jpg", "co-chu.png", "anh.webp", "anh.heic", "cmyk.jpg"}) {
    INFO(name);
    const std::string whole = file(name);
    CHECK_FALSE(make_variants(whole.substr(0, whole.size() * 2 / 3), {{PictureFormat::png, 100}}));
  }
}

TEST_CASE("formats that pages have no use for are not read, though the library could") {
  CHECK_FALSE(read_header("P6\n1 1\n255\nabc"));
  CHECK_FALSE(read_header("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"));
  CHECK_FALSE(read_header(*RealDisk(SOURCE_FOLDER).read("tests/unit/documents/files/co-chu.pdf")));
  CHECK_FALSE(read_header("II*\0\x08\0\0\0"));
}

TEST_CASE("the kind of a picture is told by its bytes, and by its name in any case") {
  CHECK(kind_of_bytes(file("anh.heic")) == PictureKind::heic);
  CHECK(kind_of_bytes(file("anh.webp")) == PictureKind::webp);
  CHECK(kind_of_bytes("MZ") == PictureKind::none);
  CHECK(kind_of_name("a/b.v1/IMG_0001.JPG") == PictureKind::jpeg);
  CHECK(kind_of_name("a.svg/b") == PictureKind::none);
}

TEST_CASE("a HEIC becomes one JPEG that everybody can open") {
  const std::optional<std::string> whole = as_jpeg(file("anh.heic"));
  REQUIRE(whole);
  CHECK(size_of(*whole) == "160x120");
}
