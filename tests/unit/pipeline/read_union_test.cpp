// The union of the reads of many pages.
#include "pipeline/read_union.h"

#include <random>
#include <set>

#include "support/catch.h"

using namespace minhbach::pipeline;

TEST_CASE("the union of lists holds each read once, in order") {
  CHECK(ReadUnion().take().empty());
  std::mt19937 random(7);
  const auto any = [&](std::uint32_t below) {
    return static_cast<std::uint32_t>(random() % below);
  };
  for (int round = 0; round < 20; ++round) {
    ReadUnion lists;
    std::set<Read> all;
    for (int list = 0; list < round; ++list) {
      std::set<Read> one;
      for (std::uint32_t left = any(40); left > 0; --left)
        one.insert({static_cast<Read::Kind>(any(3)), any(9), any(4)});
      lists.add({one.begin(), one.end()});
      all.merge(one);
    }
    CHECK(lists.take() == std::vector<Read>(all.begin(), all.end()));
    CHECK(lists.take().empty());
  }
}
