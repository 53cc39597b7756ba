// Following mounts from portal to portal.
#include "pipeline/mounts.h"

#include "disk/memory_disk.h"
#include "pipeline/read_portal.h"
#include "support/catch.h"

using namespace minhbach;

namespace {

/// A portal that mounts what `mounts` names.
void write_portal(MemoryDisk& disk, const std::string& id, const std::vector<std::string>& mounts) {
  std::string gan;
  for (const std::string& from : mounts)
    gan += (gan.empty() ? "" : ", ") + (R"({"tu": ")" + from) +
           R"(", "loai": [], "co_quan_cong_bo": "X"})";
  REQUIRE(disk.write("site/" + id + "/portal.json",
                     R"({"ten": "X", "mo_ta": "X", "dia_chi": "https://x.example", )"
                     R"("ngon_ngu": "vi", "giao_dien": "nho", "muc": [], "gan": [)" +
                         gan + "]}"));
  REQUIRE(disk.write("data/" + id + "/co-quan/x.json", "{}"));
}

Portal read(const MemoryDisk& disk, const std::string& id) {
  Report report;
  const std::string path = "site/" + id + "/portal.json";
  const auto portal = pipeline::read_portal(id, SourceText(path, *disk.read(path)), report);
  REQUIRE(portal);
  return *portal;
}

std::vector<std::string> codes(const Report& report) {
  std::vector<std::string> out;
  for (const Diagnostic& diagnostic : report.sorted()) out.emplace_back(diagnostic.message->code);
  return out;
}

}  // namespace

TEST_CASE("each portal.json is read once, however many mounts lead to it") {
  MemoryDisk disk;
  write_portal(disk, "a", {"b", "c", "d"});
  write_portal(disk, "b", {"d"});
  write_portal(disk, "c", {"b", "d"});
  write_portal(disk, "d", {});
  Portal a = read(disk, "a"), c = read(disk, "c");
  disk.forget();

  Report report;
  const pipeline::Context ctx{disk, report, {}};
  const std::vector<schema::Type> types;
  pipeline::MountFinder mounts(ctx, types);
  mounts.remember(a);
  mounts.find(a);
  mounts.find(c);
  CHECK(codes(report).empty());
  CHECK(disk.counts().reads == 3);  // b, c and d: a is remembered.
}

TEST_CASE("each circle of mounts is told once, two circles as two") {
  MemoryDisk disk;
  write_portal(disk, "a", {"b"});
  write_portal(disk, "b", {"c", "a"});
  write_portal(disk, "c", {"a"});
  Report report;
  const pipeline::Context ctx{disk, report, {}};
  const std::vector<schema::Type> types;
  pipeline::MountFinder mounts(ctx, types);
  for (const char* id : {"a", "b", "c"}) {
    Portal portal = read(disk, id);
    mounts.find(portal);
    CHECK(portal.mounts[0].is_in_circle);
  }
  CHECK(codes(report) == std::vector<std::string>{"MB0766", "MB0766"});
}
