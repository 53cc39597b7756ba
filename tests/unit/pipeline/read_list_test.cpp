// The packed lists of reads.
#include "pipeline/read_list.h"

#include <set>

#include "support/catch.h"

using namespace minhbach::pipeline;

TEST_CASE("what is read again and again is noted seldom, and nothing that is read is left out") {
  ReadNotes notes;
  std::vector<Read> all;
  for (std::uint32_t round = 0; round < 3; ++round) {
    // More than are remembered as noted lately, so that some push others out.
    for (std::uint32_t a = 0; a < 2000; ++a) {
      const Read read{Read::Kind::field, a, a % 7};
      for (int again = 0; again < 5; ++again) notes.add(read);
      if (round == 0) all.push_back(read);
    }
  }
  const std::vector<Read> noted = notes.take();
  CHECK(noted.size() <= 3 * all.size());
  CHECK(std::set<Read>(noted.begin(), noted.end()) == std::set<Read>(all.begin(), all.end()));
}

TEST_CASE("a list of reads gives back each read once, in order") {
  using Kind = Read::Kind;
  const std::vector<Read> sorted{
      {Kind::page, 0, 0},     {Kind::page, 3, 0},  {Kind::field, 0, 0},
      {Kind::field, 0, 200},  {Kind::field, 1, 0}, {Kind::field, 70000, 5},
      {Kind::fact, 70000, 5}, {Kind::call, 0, 0},  {Kind::source, 4000000000u, 9}};
  std::vector<Read> mixed(sorted.rbegin(), sorted.rend());
  mixed.insert(mixed.end(), sorted.begin(), sorted.end());
  std::vector<Read> out;
  ReadList(std::move(mixed)).for_each([&](const Read& read) { out.push_back(read); });
  CHECK(out == sorted);
  ReadList().for_each([](const Read&) { FAIL("there is none"); });
}
