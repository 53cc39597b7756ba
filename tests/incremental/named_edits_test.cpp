// Which outputs a named edit rewrites, as a list; and how a damaged or foreign log is met.
#include "edited_site.h"

#include "pipeline/build_memory.h"

using namespace minhbach;

namespace {

using Paths = std::vector<std::string>;

void replace(EditedSite& site, const std::string& path, std::string_view from, std::string_view to) {
  std::string text = *site.source.read(path);
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(site.source.write(path, text.replace(at, from.size(), to)));
}

/// The outputs of portal huyen that the next build rewrites.
Paths rewritten(EditedSite& site) {
  site.outputs["huyen"].forget();
  const EditedSite::Run run = site.build();
  INFO(run.printed);
  REQUIRE(run.sound);
  Paths out = site.outputs["huyen"].touched();
  std::erase_if(out, [](const std::string& path) { return path.starts_with(".minhbach/"); });
  return out;
}

}  // namespace

TEST_CASE("a second build of the same site rewrites nothing") {
  EditedSite site;
  REQUIRE(site.build().sound);
  CHECK(rewritten(site) == Paths{});
}

TEST_CASE("a paragraph added to a body rewrites that page alone") {
  EditedSite site;
  REQUIRE(site.build().sound);
  const std::string path = "content/huyen/van-ban/thong-bao.md";
  REQUIRE(site.source.write(path, *site.source.read(path) + "\nThêm một đoạn.\n"));
  CHECK(rewritten(site) == Paths{"van-ban/2023/thong-bao/index.html"});
}

TEST_CASE("another day rewrites only pages that say something of the day") {
  EditedSite site;
  REQUIRE(site.build().sound);
  site.today += 1;
  CHECK(rewritten(site) == Paths{"index.html"});
}

TEST_CASE("a style sheet's new name reaches every page") {
  EditedSite site;
  REQUIRE(site.build().sound);
  const std::string path = "themes/mau/assets/css/chinh.css";
  REQUIRE(site.source.write(path, *site.source.read(path) + "p{margin:0}\n"));
  const Paths paths = rewritten(site);
  const auto pages = std::count_if(paths.begin(), paths.end(), [](const std::string& p) { return p.ends_with(".html"); });
  CHECK(pages > 40);
}

TEST_CASE("a template rewrites the pages it makes and no other") {
  EditedSite site;
  REQUIRE(site.build().sound);
  const std::string path = "themes/mau/templates/404.html";
  std::string text = *site.source.read(path);
  REQUIRE(text.find("<p>") != std::string::npos);
  replace(site, path, "<p>", "<p>Xin lỗi. ");
  CHECK(rewritten(site) == Paths{"404.html"});
}

TEST_CASE("an output that somebody deleted is made again") {
  EditedSite site;
  REQUIRE(site.build().sound);
  REQUIRE(site.outputs["huyen"].remove("404.html"));
  CHECK(rewritten(site) == Paths{"404.html"});
}

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
  replace(site, path, "tieu_de: ", "tieu_de: Mới - ");
  // The disk fills up at the home page: other pages of this build are in place by then.
  const Message full{"MB9001", Severity::error, "đầy", "full", "", ""};
  site.outputs["huyen"].fail_write("index.html", full);
  CHECK_FALSE(site.build().sound);
  // The edit is taken back, so every answer is the one the last whole build was given.
  REQUIRE(site.source.write(path, before));
  MemoryDisk repaired;
  for (const auto& [file, bytes] : files_of(site.outputs["huyen"])) REQUIRE(repaired.write(file, bytes));
  REQUIRE(repaired.write(pipeline::build_log_path, *site.outputs["huyen"].read(pipeline::build_log_path)));
  REQUIRE(repaired.write(".minhbach/da-xuat.txt", *site.outputs["huyen"].read(".minhbach/da-xuat.txt")));
  Report report;
  pipeline::Options options;
  options.today = text::date_of_day(site.today);
  options.program = "test";
  const pipeline::Context ctx{site.source, report, options};
  const std::vector<std::string> portals{"huyen"};
  pipeline::build_portals(ctx, portals, [&](const std::string&) { return std::make_unique<BorrowedDisk>(repaired); });
  REQUIRE_FALSE(report.has_errors());
  CHECK(files_of(repaired) == site.build_clean().at("huyen"));
}
