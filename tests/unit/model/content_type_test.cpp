// What files are to a browser.
#include "model/content_type.h"

#include "support/catch.h"

using namespace minhbach;

TEST_CASE("a file's type follows from its ending, in any case") {
  CHECK(content_type("a/b.html") == "text/html; charset=utf-8");
  CHECK(content_type("A.PDF") == "application/pdf");
  CHECK(content_type("fonts/x.1f2e.woff2") == "font/woff2");
  CHECK(content_type("a.atom") == "application/atom+xml; charset=utf-8");
  CHECK(content_type("tin-bai/atom.xml") == "application/atom+xml; charset=utf-8");
  CHECK(content_type("feed.json") == "application/feed+json; charset=utf-8");
  CHECK(content_type("sitemap.xml") == "application/xml; charset=utf-8");
  CHECK(content_type("a.zip") == "application/zip");
  for (const char* path : {"", "a", "a.b/c", "a.", "a.exe", ".html/x"}) {
    CHECK(content_type(path) == "application/octet-stream");
  }
}
