// A log that is damaged, and a run that was cut off while it wrote: the next build mends what is
// there.
#include "edited_site.h"

#include "pipeline/earlier_build.h"

using namespace minhbach;

TEST_CASE("a damaged log is ignored with a note, and the outputs come out right") {
  EditedSite site;
  REQUIRE(site.build().sound);
  std::string log = *site.outputs["huyen"].read(pipeline::build_log_path);
  log[log.size() / 2] = static_cast<char>(log[log.size() / 2] ^ 1);
  REQUIRE(site.outputs["huyen"].write(pipeline::build_log_path, log));
  const EditedSite::Run run = site.build();
  CHECK(run.printed.find("note[MB0901]") != std::string::npos);
  CHECK(site.built() == site.build_clean());
}

TEST_CASE("a run cut off while writing is repaired by the next, whatever was edited in between") {
  EditedSite site;
  REQUIRE(site.build().sound);
  const std::string path = "content/huyen/van-ban/thong-bao.md";
  const std::string before = *site.source.read(path);
  std::string edited = before;
  edited.insert(edited.find("tieu_de: ") + std::string_view("tieu_de: ").size(), "Mới - ");
  REQUIRE(site.source.write(path, edited));
  // The disk fills up at the home page: other pages of this build are in place by then.
  const Message full{"MB9001", Severity::error, "đầy", "full", "", ""};
  site.outputs["huyen"].fail_write("index.html", full);
  CHECK_FALSE(site.build().sound);
  // The edit is taken back, so every answer is the one the last whole build was given.
  REQUIRE(site.source.write(path, before));
  MemoryDisk repaired;
  for (const auto& [file, bytes] : files_of(site.outputs["huyen"]))
    REQUIRE(repaired.write(file, bytes));
  for (const std::string_view own : {pipeline::source_memory_path, pipeline::packed_records_path,
                                     pipeline::build_log_path, pipeline::list_path}) {
    REQUIRE(repaired.write(own, *site.outputs["huyen"].read(own)));
  }
  // What says that none of it is to be relied on.
  REQUIRE(repaired.write(pipeline::writing_mark_path,
                         *site.outputs["huyen"].read(pipeline::writing_mark_path)));
  Report report;
  pipeline::Options options;
  options.today = text::date_of_day(site.today);
  options.program = "test";
  const pipeline::Context ctx{site.source, report, options};
  const std::vector<std::string> portals{"huyen"};
  pipeline::build_portals(
      ctx, portals, [&](const std::string&) { return std::make_unique<BorrowedDisk>(repaired); });
  REQUIRE_FALSE(report.has_errors());
  CHECK(files_of(repaired) == site.build_clean().at("huyen"));
}
