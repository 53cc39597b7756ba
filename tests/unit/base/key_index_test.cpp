// The table of numbers by text.
#include "base/key_index.h"

#include <string>

#include "support/catch.h"

using namespace minhbach;

TEST_CASE("an index finds each number by its text while it grows, and the first of two alike") {
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) texts.push_back("ma-" + std::to_string(i));
  const auto text_of = [&](std::uint32_t number) { return std::string_view(texts[number]); };
  KeyIndex index;
  CHECK_FALSE(index.find("ma-1", text_of));
  for (std::uint32_t i = 0; i < texts.size(); ++i) REQUIRE_FALSE(index.add(i, texts[i], text_of));
  texts.push_back("ma-7");
  CHECK(index.add(1000, texts[1000], text_of) == 7u);
  for (std::uint32_t i = 0; i < 1000; ++i) REQUIRE(index.find(texts[i], text_of) == i);
  CHECK_FALSE(index.find("ma-1000", text_of));
  CHECK_FALSE(index.find("", text_of));
}
