// Fingerprints tell parts apart, and give what xxHash's own functions give, however wide.
#include "base/fingerprint.h"

#include "support/catch.h"

using namespace minhbach;

TEST_CASE("the parts of a fingerprint do not run together") {
  Fingerprinter one, two;
  one.add("ab");
  one.add("c");
  two.add("a");
  two.add("bc");
  CHECK(one.finish() != two.finish());
}

TEST_CASE("parts of one text have the fingerprint of the whole, which is XXH3-128") {
  const std::string text(5000, 'a');
  Fingerprinter parts;
  parts.append(std::string_view(text).substr(0, 1500));
  parts.append(std::string_view(text).substr(1500));
  CHECK(parts.finish() == fingerprint(text));
  CHECK(fingerprint("") == Fingerprint{0x6001c324468d497f, 0x99aa06d3014798d8});
}
