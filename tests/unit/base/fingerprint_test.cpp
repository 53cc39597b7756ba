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
  std::string text(5000, '\0');
  for (unsigned i = 0; i < text.size(); ++i) text[i] = static_cast<char>(i * i % 251);
  Fingerprinter parts;
  parts.append(std::string_view(text).substr(0, 1500));
  parts.append(std::string_view(text).substr(1500));
  // As `xxhsum -H2` prints them.
  const Fingerprint whole{0x924c0d5e41418245, 0x03b1968210409dc8};
  CHECK(fingerprint(text) == whole);
  CHECK(parts.finish() == whole);
  CHECK(fingerprint("") == Fingerprint{0x6001c324468d497f, 0x99aa06d3014798d8});
  CHECK(hash_text(std::string_view(text).substr(0, 100)) == 0x2868604799ba93c9);
}
