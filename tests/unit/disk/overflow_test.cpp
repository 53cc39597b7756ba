// Texts put aside come back whole, from memory and from the file, from several threads.
#include "disk/overflow.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "support/catch.h"

using minhbach::Overflow;
using minhbach::Waiting;

TEST_CASE("texts put aside from several threads come back as they were") {
  Overflow overflow(1000);
  std::vector<Waiting> waiting(500);
  const auto text = [](std::size_t i) { return std::string(i, static_cast<char>('a' + i % 26)); };
  minhbach::parallel_for(waiting.size(), 4,
                         [&](std::size_t i, unsigned) { waiting[i] = overflow.put(text(i)); });
  for (std::size_t i = 0; i < waiting.size(); ++i) REQUIRE(overflow.get(waiting[i]) == text(i));
}

TEST_CASE("where no file can be made all stays in memory") {
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before != nullptr ? before : "";
  ::setenv("TMPDIR", "/proc/not-there", 1);
  Overflow overflow(0);
  const Waiting waiting = overflow.put("một");
  before != nullptr ? ::setenv("TMPDIR", kept.c_str(), 1) : ::unsetenv("TMPDIR");
  CHECK(overflow.get(waiting) == "một");
  CHECK(overflow.get(overflow.put("hai")) == "hai");
  CHECK(overflow.get({}) == "");
}
