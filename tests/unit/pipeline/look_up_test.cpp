// The tables of numbers by text, and the packed lists of reads.
#include "model/key_index.h"
#include "pipeline/read_list.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::pipeline;

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
  std::vector<Read> noted = notes.take();
  CHECK(noted.size() <= 3 * all.size());
  sort_and_drop_twins(noted);
  CHECK(noted == all);
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
