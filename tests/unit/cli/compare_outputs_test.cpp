// Two trees of outputs: what is told of their differences.
#include "cli/compare_outputs.h"
#include "disk/memory_disk.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::cli;

namespace {

struct Trees {
  MemoryDisk built, clean;
  Report report;

  std::size_t compare() { return compare_outputs(built, clean, "ra", 2, report); }
  std::string printed() const {
    std::string out;
    for (const Diagnostic& diagnostic : report.sorted()) {
      out += diagnostic.place.file + ": " + diagnostic.what(Language::en) + "\n";
    }
    return out;
  }
};

}  // namespace

TEST_CASE("equal files are counted, and the generator's own notes are not compared") {
  Trees trees;
  for (MemoryDisk* disk : {&trees.built, &trees.clean}) {
    REQUIRE(disk->write("a/b.html", "b"));
    REQUIRE(disk->write("rong.txt", ""));
  }
  REQUIRE(trees.built.write(".minhbach/nhat-ky", "3"));
  REQUIRE(trees.clean.write(".minhbach/nhat-ky", "4"));
  CHECK(trees.compare() == 2);
  CHECK(trees.printed() == "");
}

TEST_CASE("each difference is told with its path and the number of the first byte that differs") {
  Trees trees;
  REQUIRE(trees.built.write("a.html", "one"));
  REQUIRE(trees.clean.write("a.html", "ons"));
  REQUIRE(trees.built.write("b.html", "one"));
  REQUIRE(trees.clean.write("b.html", "one more"));
  REQUIRE(trees.built.write("c.html", ""));
  REQUIRE(trees.clean.write("d/c.html", ""));
  REQUIRE(trees.built.write("e.html", "same"));
  REQUIRE(trees.clean.write("e.html", "same"));
  CHECK(trees.compare() == 1);
  CHECK(trees.printed() ==
        "ra/a.html: differs from a build from nothing, from byte 3 on (this file: 3 bytes, that "
        "one: 3)\n"
        "ra/b.html: differs from a build from nothing, from byte 4 on (this file: 3 bytes, that "
        "one: 8)\n"
        "ra/c.html: a build from nothing does not make this file\n"
        "ra/d/c.html: this file is missing: a build from nothing makes it\n");
}

TEST_CASE("rules for hosts are compared, though their names begin with a dot") {
  Trees trees;
  REQUIRE(trees.built.write(".htaccess", "one"));
  REQUIRE(trees.clean.write(".htaccess", "two"));
  REQUIRE(trees.clean.write(".minhbach/nginx.conf", ""));
  CHECK(trees.compare() == 0);
  CHECK(trees.printed() ==
        "ra/.htaccess: differs from a build from nothing, from byte 1 on (this file: 3 bytes, that "
        "one: 3)\n"
        "ra/.minhbach/nginx.conf: this file is missing: a build from nothing makes it\n");
}

TEST_CASE("a file that cannot be read is an error, not equal") {
  Trees trees;
  REQUIRE(trees.built.write("a.html", "a"));
  REQUIRE(trees.clean.write("a.html", "a"));
  const Message broken{"MB9001", Severity::error, "hỏng", "broken", "", ""};
  trees.built.fail_read("a.html", broken);
  CHECK(trees.compare() == 0);
  CHECK(trees.printed() == "ra/a.html: broken\n");
}
