// Compressed copies beside outputs: made when asked for, only of what changed, gone when not
// wanted.
#include "edited_site.h"

#include "outputs/compress.h"
#include "pipeline/earlier_build.h"

using namespace minhbach;

namespace {

constexpr const char* portal_file = "site/huyen/portal.json";
constexpr const char* news = "content/huyen/van-ban/thong-bao.md";
constexpr const char* page = "van-ban/2023/thong-bao/index.html";

void want_copies(EditedSite& site, bool wanted) {
  std::string text = *site.source.read(portal_file);
  const std::string key = "\"nen_san\": true,\n  ";
  if (wanted) {
    text.insert(text.find("\"ten\""), key);
  } else {
    text.erase(text.find(key), key.size());
  }
  REQUIRE(site.source.write(portal_file, text));
}

void add_to(EditedSite& site, const char* path, const std::string& more) {
  REQUIRE(site.source.write(path, *site.source.read(path) + more));
}

std::size_t copies_in(const Files& files) {
  std::size_t count = 0;
  for (const auto& [path, bytes] : files) count += path.ends_with(".gz") || path.ends_with(".br");
  return count;
}

/// Each text of the portal has exactly the copies that its bytes call for.
void check_copies(const Files& files) {
  for (const auto& [path, bytes] : files) {
    if (!outputs::is_compressible(path)) continue;
    for (const std::string_view ending : outputs::copy_endings) {
      CAPTURE(path, ending);
      const auto copy = files.find(path + std::string(ending));
      const auto wanted = outputs::compressed(bytes, ending);
      REQUIRE((copy != files.end()) == wanted.has_value());
      if (wanted) CHECK(copy->second == *wanted);
    }
  }
}

Files build(EditedSite& site) {
  site.outputs["huyen"].forget();
  const EditedSite::Run run = site.build();
  INFO(run.printed);
  REQUIRE(run.sound);
  Files files = site.built()["huyen"];
  CHECK(files == site.build_clean()["huyen"]);
  return files;
}

std::vector<std::string> touched(const EditedSite& site) {
  std::vector<std::string> out = site.outputs.at("huyen").touched();
  std::erase_if(out, [](const std::string& path) { return path.starts_with(".minhbach/"); });
  return out;
}

}  // namespace

TEST_CASE("copies come with the key, go with it, and are those of another portal never") {
  EditedSite site;
  const Files before = build(site);
  CHECK(copies_in(before) == 0);
  want_copies(site, true);
  const Files with = build(site);
  CHECK(copies_in(with) > 20);
  CHECK(copies_in(site.built()["xa"]) == 0);
  check_copies(with);
  want_copies(site, false);
  CHECK(build(site) == before);
}

TEST_CASE("an edit makes the copies of what it changed anew, and no others") {
  EditedSite site;
  want_copies(site, true);
  build(site);
  build(site);
  CHECK(touched(site).empty());
  add_to(site, news, "\nMột đoạn nữa.\n");
  check_copies(build(site));
  CHECK(touched(site) ==
        std::vector<std::string>{page, std::string(page) + ".br", std::string(page) + ".gz"});
}

TEST_CASE("a page that grows gets copies, and one that shrinks loses them") {
  EditedSite site;
  // A frame so small that a short page is not worth a copy.
  REQUIRE(site.source.write("themes/mau/templates/khung.html",
                            "<!doctype html>{{ trang.tieu_de }}{% block noi_dung %}{% endblock %}"));
  REQUIRE(site.source.write("content/huyen/trang/ngan.md", "---\ntieu_de: Ngắn\n---\nNgắn.\n"));
  want_copies(site, true);
  const std::string before = *site.source.read("content/huyen/trang/ngan.md");
  const std::string path = "trang/ngan/index.html";
  REQUIRE_FALSE(build(site).contains(path + ".gz"));
  add_to(site, "content/huyen/trang/ngan.md", std::string(3000, 'a') + "\n");
  CHECK(build(site).contains(path + ".gz"));
  REQUIRE(site.source.write("content/huyen/trang/ngan.md", before));
  CHECK_FALSE(build(site).contains(path + ".gz"));
  build(site);
  CHECK(touched(site).empty());
}

TEST_CASE("a copy that was removed comes back") {
  EditedSite site;
  want_copies(site, true);
  const Files whole = build(site);
  REQUIRE(site.outputs["huyen"].remove(std::string(page) + ".br"));
  CHECK(build(site) == whole);
  CHECK(touched(site) == std::vector<std::string>{std::string(page) + ".br"});
}

TEST_CASE("after a run that was cut off no copy is trusted") {
  EditedSite site;
  want_copies(site, true);
  const Files whole = build(site);
  // As a run leaves them that had written the copies of an edit that was then taken back.
  REQUIRE(site.outputs["huyen"].write(std::string(page) + ".gz", "of another text"));
  REQUIRE(site.outputs["huyen"].write(pipeline::writing_mark_path, ""));
  CHECK(build(site) == whole);
}
