// Sorting by texts of which many begin alike, held against the plain comparison.
#include "pipeline/byte_order.h"

#include <random>
#include <string>

#include "support/catch.h"

using namespace minhbach::pipeline;

namespace {

std::vector<std::uint32_t> sorted_plainly(const std::vector<std::string>& texts) {
  std::vector<std::uint32_t> out(texts.size());
  for (std::uint32_t i = 0; i < out.size(); ++i) out[i] = i;
  std::stable_sort(out.begin(), out.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  return out;
}

std::vector<std::uint32_t> sorted(const std::vector<std::string>& texts) {
  return order_by_text(
      texts.size(), [&](std::uint32_t i) -> std::string_view { return texts[i]; }, std::less<>());
}

}  // namespace

TEST_CASE("texts that begin alike, end early, hold zeros or letters of many bytes are in order") {
  using namespace std::string_literals;
  const std::vector<std::string> texts = {"/van-ban/2024/b/",
                                          "/van-ban/2024/a/",
                                          "/van-ban/2024/",
                                          "",
                                          "12345678",
                                          "12345678\0"s,
                                          "12345678\0a"s,
                                          "1234567",
                                          "\0"s,
                                          "\0\0"s,
                                          "đường",
                                          "duong",
                                          "/van-ban/2024/",
                                          "\xff",
                                          "12345678",
                                          "1234567\0"s,
                                          "12345678a",
                                          "/van-ban/2024/á",
                                          "zzzzz",
                                          "1234567"};
  CHECK(sorted(texts) == sorted_plainly(texts));
}

TEST_CASE("any texts are in order, and equal ones in the order that is asked for") {
  std::mt19937 chance(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts(chance() % 60);
    for (std::string& text : texts) {
      text.assign(chance() % 30, 'a');  // Few letters: long beginnings in common.
      for (char& c : text) c = static_cast<char>("ab\0\x80"[chance() % 4]);
    }
    REQUIRE(sorted(texts) == sorted_plainly(texts));
  }
  const std::string long_one(1'000'000, 'a');
  const std::vector<std::string> long_ones = {long_one + "b", long_one, long_one + "a", long_one};
  CHECK(sorted(long_ones) == sorted_plainly(long_ones));
  const std::vector<std::string_view> same(5, "a text of more than eight bytes");
  CHECK(order_by_text(
            same.size(), [&](std::uint32_t i) { return same[i]; }, std::greater<>()) ==
        std::vector<std::uint32_t>{4, 3, 2, 1, 0});
}
