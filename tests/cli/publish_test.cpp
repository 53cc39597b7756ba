// `publish`: builds that must not go out, as the program refuses them.
#include "program.h"

namespace {

namespace fs = std::filesystem;

/// The small site with a place "chinh", a folder of this machine.
struct PublishedSite : SiteCopy {
  PublishedSite() { add_place("xa-mau"); }

  void add_place(const std::string& portal) const {
    std::string text = read(path + "/site/xa-mau/portal.json");
    if (text.find("noi_xuat_ban") == std::string::npos)
      text.insert(text.find('{') + 1,
                  "\"noi_xuat_ban\": {\"chinh\": {\"loai\": \"thu_muc\", \"dia_chi\": \"" + path +
                      "/web\"}},");
    write("site/" + portal + "/portal.json", text);
  }
  Outcome publish(const std::string& words) const {
    return run("publish " + words + " --to chinh", "", path);
  }
  std::string home() const { return read(path + "/web/index.html"); }
};

}  // namespace

TEST_CASE("what was never built, or not to its end, is not published") {
  const PublishedSite site;
  Outcome outcome = site.publish("xa-mau");
  INFO(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "MB1443"));
  REQUIRE(run("build", "", site.path).code == 0);
  CHECK(site.publish("xa-mau").code == 0);
  const std::string before = site.home();
  CHECK(before.size() > 100);

  site.write("site/xa-mau/public/.minhbach/dang-ghi", "minhbach dang-ghi 1\n");
  outcome = site.publish("xa-mau");
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "MB1444"));
  REQUIRE(run("build", "", site.path).code == 0);  // Which mends it.
  CHECK(site.publish("xa-mau").code == 0);
}

TEST_CASE("a portal that is not there is said once") {
  const PublishedSite site;
  const Outcome outcome = run("rollback khac --to chinh", "", site.path);
  INFO(outcome.out);
  CHECK(outcome.code == 2);
  CHECK(says(outcome, "MB0701"));
  CHECK(!says(outcome, "MB0105"));
}

TEST_CASE("a rollback goes back by the number behind the portals, unless a portal is called so") {
  const PublishedSite site;
  const auto roll_back = [&](const std::string& words) {
    const Outcome outcome = run("rollback " + words, "", site.path);
    INFO(outcome.out);
    return outcome;
  };
  std::vector<std::string> homes;
  const std::string words_path = "themes/nho/strings/vi.json", first_title = "Trang chủ";
  const std::string words = read(site.path + "/" + words_path);
  const std::size_t at = words.find(first_title);
  REQUIRE(at != std::string::npos);
  for (const char* title : {"Một", "Hai", "Ba"}) {
    site.write(words_path, std::string(words).replace(at, first_title.size(), title));
    REQUIRE(run("build", "", site.path).code == 0);
    REQUIRE(site.publish("xa-mau").code == 0);
    homes.push_back(site.home());
  }
  REQUIRE(homes[0] != homes[1]);
  CHECK(roll_back("xa-mau --to chinh 2").code == 0);
  CHECK(site.home() == homes[0]);
  CHECK(roll_back("--to chinh 1").code == 0);
  CHECK(site.home() == homes[2]);
  CHECK(says(roll_back("--to chinh 99"), "MB1430"));
  CHECK(roll_back("xa-mau --to chinh 0").code == 2);
  fs::create_directories(site.path + "/site/2");
  CHECK(!says(roll_back("2 --to chinh"), "MB1430"));
  CHECK(site.home() == homes[2]);
}

TEST_CASE("what stands from before a build with errors is not published") {
  const PublishedSite site;
  REQUIRE(run("build", "", site.path).code == 0);
  const std::string odd = "content/xa-mau/khong-co-loai/mot.md";
  site.write(odd, "---\ntieu_de: Một\n---\n");
  REQUIRE(run("build", "", site.path).code == 1);
  const Outcome outcome = site.publish("xa-mau");
  INFO(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "MB1474"));
  fs::remove_all(site.path + "/content/xa-mau/khong-co-loai");
  CHECK(run("check", "", site.path).code == 0);
  CHECK(site.publish("xa-mau").code == 1);  // Only a build makes it good.
  REQUIRE(run("build", "", site.path).code == 0);
  CHECK(site.publish("xa-mau").code == 0);
}

TEST_CASE("a build older than what is there, and another portal, are refused") {
  const PublishedSite site;
  REQUIRE(run("build", "", site.path).code == 0);
  fs::copy(site.path + "/site/xa-mau/public", site.path + "/cu", fs::copy_options::recursive);
  fs::last_write_time(site.path + "/cu/.minhbach/nhat-ky",
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  REQUIRE(site.publish("xa-mau").code == 0);
  site.write("cu/index.html", "<p>cũ</p>");
  Outcome outcome = site.publish("xa-mau --out '" + site.path + "/cu'");
  INFO(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "MB1427"));
  CHECK(site.home() != "<p>cũ</p>");
  CHECK(site.publish("xa-mau --cu-hon --out '" + site.path + "/cu'").code == 0);
  CHECK(site.home() == "<p>cũ</p>");

  fs::create_directories(site.path + "/site/xa-khac");
  site.add_place("xa-khac");
  REQUIRE(run("build xa-khac", "", site.path).code == 0);
  outcome = site.publish("xa-khac");
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "MB1426"));
  CHECK(site.home() == "<p>cũ</p>");
}
