// What people type for an output leads to its path, however they write it.
#include "cli/meant_outputs.h"

#include <filesystem>

#include "support/catch.h"
#include "unit/disk/temporary_folder.h"

using namespace minhbach;
using namespace minhbach::cli;

namespace {

Portal portal_at(const std::string& address, const std::string& base_path) {
  Portal portal;
  portal.id = "xa";
  portal.address = address;
  portal.base_path = base_path;
  return portal;
}

using Paths = std::vector<std::string>;

bool contains(const Paths& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

}  // namespace

TEST_CASE("addresses and paths of a page, with or without its ends, mean its output") {
  const TemporaryFolder root;
  const Portal portal = portal_at("https://tinh.example/xa", "/xa/");
  const BuiltPortalFolder built{&portal, root.path + "/site/xa/public"};
  for (const char* typed :
       {"/thu-tuc/1.004222/", "/thu-tuc/1.004222", "thu-tuc/1.004222", "thu-tuc/1.004222/",
        "thu-tuc/1.004222/index.html", "/thu-tuc/1.004222/index.html", "/xa/thu-tuc/1.004222/",
        "xa/thu-tuc/1.004222/index.html", "https://tinh.example/xa/thu-tuc/1.004222/",
        "http://localhost:8000/xa/thu-tuc/1.004222/?a=b#c", "thu%2Dtuc/1.004222/",
        "site/xa/public/thu-tuc/1.004222/index.html", "site/xa/public/thu-tuc/1.004222/",
        "./site/xa/../xa/public/thu-tuc/1.004222"}) {
    INFO(typed);
    CHECK(contains(meant_outputs(typed, built, root.path), "thu-tuc/1.004222/index.html"));
  }
  for (const char* typed : {"/", "/xa/", "/xa", "xa", "index.html", "https://tinh.example/xa",
                            "https://tinh.example/xa/", "site/xa/public", "site/xa/public/"}) {
    INFO(typed);
    CHECK(contains(meant_outputs(typed, built, root.path), "index.html"));
  }
  CHECK(meant_outputs("/404.html", built, root.path).front() == "404.html");
  CHECK(meant_outputs(root.path + "/site/xa/public/404.html", built, root.path).front() ==
        "404.html");
}

TEST_CASE("a base path is taken off only where it ends, and first") {
  const TemporaryFolder root;
  const Portal portal = portal_at("https://tinh.example/xa", "/xa/");
  const BuiltPortalFolder built{&portal, root.path + "/ra"};
  CHECK(meant_outputs("/xa/a/", built, root.path) == Paths{"a/index.html", "xa/a/index.html"});
  CHECK(meant_outputs("/xa-khac/a/", built, root.path) == Paths{"xa-khac/a/index.html"});
  const Portal plain = portal_at("https://xa.example", "/");
  CHECK(meant_outputs("/xa/a/", {&plain, root.path + "/ra"}, root.path) ==
        Paths{"xa/a/index.html"});
}

TEST_CASE("what can be no output means none") {
  const TemporaryFolder root;
  const Portal portal = portal_at("https://xa.example", "/");
  const BuiltPortalFolder built{&portal, root.path + "/ra"};
  for (const char* typed : {"", "..", "/../x", "a//b", "."}) {
    INFO(typed);
    CHECK(meant_outputs(typed, built, root.path).empty());
  }
}

TEST_CASE("of several portals, the place on disk or the longer address tells which is meant") {
  const TemporaryFolder root;
  const Portal province = portal_at("https://tinh.example", "/");
  const Portal commune = portal_at("https://tinh.example/xa", "/xa/");
  const BuiltPortalFolder first{&province, root.path + "/site/tinh/public"};
  const BuiltPortalFolder second{&commune, root.path + "/site/xa/public"};
  const auto sure = [&](const char* typed, const BuiltPortalFolder& built) {
    return belongs(typed, built, root.path);
  };
  CHECK(sure("https://tinh.example/xa/a/", second) > sure("https://tinh.example/xa/a/", first));
  CHECK(sure("https://tinh.example/a/", first) > 0);
  CHECK(sure("https://tinh.example/a/", second) == 0);
  CHECK(sure("https://tinh.example/xanh/", second) == 0);
  CHECK(sure("site/xa/public/index.html", second) > 0);
  CHECK(sure("site/xa/public/index.html", first) == 0);
  CHECK(sure("/a/", first) == 0);
  CHECK(sure("", first) == 0);
}
