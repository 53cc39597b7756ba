// Films with and without the place where they were taken.
#include "documents/film.h"

#include <string>

#include "support/catch.h"

using minhbach::documents::tells_place;

namespace {

std::string box(const std::string& type, const std::string& inside) {
  const std::size_t size = inside.size() + 8;
  return std::string{static_cast<char>(size >> 24), static_cast<char>(size >> 16),
                     static_cast<char>(size >> 8), static_cast<char>(size)} +
         type + inside;
}

/// Frames first, as cameras write them.
std::string film(const std::string& about) {
  return box("ftyp", "isom") + box("mdat", std::string(1000, 'x')) + box("moov", about);
}

}  // namespace

TEST_CASE("each way in which phones write a place is seen") {
  const std::string place = box("\xA9xyz", std::string("\0\x12\x15\xC7", 4) + "+21.0285+105.8542/");
  CHECK(tells_place(film(box("udta", place))));
  CHECK(tells_place(film(box("meta", "com.apple.quicktime.location.ISO6709"))));
  CHECK(tells_place(film(box("mvhd", "x") + box("udta", box("loci", "....")))));
}

TEST_CASE("a film without a place, or cut off, tells none") {
  CHECK_FALSE(tells_place(film(box("udta", box("name", "+21.0285+105.8542/")))));
  CHECK_FALSE(tells_place(film("\xA9xyz random bytes of a table")));
  CHECK_FALSE(tells_place(box("mdat", "\xA9xyz....+21.02")));
  CHECK_FALSE(tells_place(std::string("\0\0\0\0moov", 8)));
  CHECK_FALSE(tells_place("\x1A\x45\xDF\xA3 webm"));
  CHECK_FALSE(tells_place(""));
}
