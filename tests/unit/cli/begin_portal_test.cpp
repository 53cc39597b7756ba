// A new portal is written whole or not at all; JSON keeps all but the value that is put in place.
#include "cli/begin_portal.h"

#include "cli/json_value.h"
#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::cli;

TEST_CASE("a new portal that cannot be written whole leaves no file") {
  MemoryDisk disk;
  REQUIRE(disk.write("site/mau/portal.json",
                     "{\"ten\": \"Mẫu\", \"mo_ta\": \"M\", \"dia_chi\": \"https://m.example\", "
                     "\"ngon_ngu\": \"vi\", \"giao_dien\": \"nho\", \"muc\": []}"));
  REQUIRE(disk.write("content/mau/tin-bai/a.md", "---\ntieu_de: A\n---\n"));
  disk.fail_write("site/xa-moi/portal.json", messages::disk_full);
  Report report;
  const pipeline::Context ctx{disk, report, {}};
  CHECK(begin_portal(ctx, disk, "xa-moi", "").empty());
  CHECK(report.has_errors());
  CHECK_FALSE(disk.is_file("content/xa-moi/tin-bai/a.md"));
}

TEST_CASE("a value is put in place of another, and all else stays as it is written") {
  const std::string text = "{ \"a\": [1, {\"b\": \"}\"}],\n  \"b\" : {\"c\": \"\\\"\"}, \"d\": 1 }";
  CHECK(with_value(text, "b", "2") == "{ \"a\": [1, {\"b\": \"}\"}],\n  \"b\" : 2, \"d\": 1 }");
  CHECK(with_value(text, "a", "2") == "{ \"a\": 2,\n  \"b\" : {\"c\": \"\\\"\"}, \"d\": 1 }");
  CHECK(with_value(text, "d", "\"x\"").ends_with("\"d\": \"x\"}"));
  CHECK(with_value(text, "c", "2") == text);
  CHECK(with_value("", "c", "2") == "");
}

TEST_CASE("a value is taken away with the comma that parted it from others") {
  const std::string text =
      "{\n  \"a\": [1, {\"b\": 2}],\n  \"b\": {\"c\": 1, \"d\": {}},\n  \"e\": 3\n}";
  CHECK(without_value(text, "a") == "{\n  \"b\": {\"c\": 1, \"d\": {}},\n  \"e\": 3\n}");
  CHECK(without_value(text, "e") ==
        "{\n  \"a\": [1, {\"b\": 2}],\n  \"b\": {\"c\": 1, \"d\": {}}\n}");
  CHECK(without_value(text, "b.d") ==
        "{\n  \"a\": [1, {\"b\": 2}],\n  \"b\": {\"c\": 1},\n  \"e\": 3\n}");
  CHECK(without_value("{\"a\": 1}", "a") == "{}");
  for (const char* absent : {"c", "b.x", "e.x"}) CHECK(without_value(text, absent) == text);
}
