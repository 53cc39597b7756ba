// Feeds, sitemap, redirects and the title index: well-formed whatever the titles hold.
#include "outputs/feeds.h"

#include <algorithm>

#include "outputs/redirects.h"
#include "outputs/sitemap.h"
#include "outputs/title_index.h"
#include "text/xml_text.h"
#include "support/catch.h"
#include "value/from_json.h"
#include "value/node.h"

using namespace minhbach;

namespace {

const std::string hostile = "<Đất> & \"nước\" 'x' ]]> --> \x01\x0B &amp; {{ }}";

/// Whether `xml` is well-formed in what our writers can get wrong: every tag closed in order, every
/// & a reference, no control characters, quoted attributes.
std::string xml_problem(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    const unsigned char byte = static_cast<unsigned char>(xml[i]);
    if (byte < 0x20 && byte != '\n' && byte != '\t') return "control character";
    if (xml[i] == '&') {
      const std::string reference = xml.substr(i, xml.find(';', i) - i + 1);
      if (reference != "&amp;" && reference != "&lt;" && reference != "&gt;" &&
          reference != "&quot;" && reference != "&#39;") {
        return "reference " + reference;
      }
    }
    if (xml[i] == '>') return "stray >";
    if (xml[i] != '<') continue;
    std::size_t end = i;
    bool quoted = false;
    while (++end < xml.size() && (quoted || xml[end] != '>')) {
      if (xml[end] == '"') quoted = !quoted;
      if (xml[end] == '<') return "< in a tag";
    }
    const std::string tag = xml.substr(i + 1, end - i - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" \n"));
    if (tag.starts_with('/')) {
      if (open.empty() || "/" + open.back() != tag) return "end of " + tag;
      open.pop_back();
    } else if (!tag.starts_with('?') && !tag.ends_with('/')) {
      open.push_back(name);
    }
    i = end;
  }
  return open.empty() ? "" : "open " + open.back();
}

outputs::Feed feed() {
  outputs::Feed out;
  out.title = out.description = out.author = hostile;
  out.language = "vi";
  out.page_url = "https://a.example/?a=1&b=2";
  out.atom_url = "https://a.example/atom.xml";
  out.json_url = "https://a.example/feed.json";
  out.updated = "2024-05-17T00:00:00+07:00";
  out.entries.push_back({"https://a.example/x/", hostile, hostile, out.updated, out.updated});
  out.entries.push_back(
      {"https://a.example/y/", "Không tóm tắt", "", out.updated, out.updated, "en"});
  return out;
}

Node json(const std::string& text) {
  const Result<Node> node = read_json(SourceText("x.json", text));
  REQUIRE(node);
  return *node;
}

}  // namespace

TEST_CASE("the checker of XML finds what it is for") {
  CHECK(xml_problem("<a b=\"c>\"><d/>&lt;</a>").empty());
  for (const char* bad : {"<a>", "<a></b>", "<a>&x;</a>", "<a>></a>", "<a>\x01</a>"})
    CHECK_FALSE(xml_problem(bad).empty());
}

TEST_CASE("an Atom feed is well-formed whatever its titles hold") {
  const std::string xml = outputs::atom_feed(feed());
  CHECK(xml_problem(xml) == "");
  CHECK(xml.find("<title>&lt;Đất&gt; &amp; &quot;nước&quot; &#39;x&#39; ]]&gt; --&gt;  &amp;amp; "
                 "{{ }}</title>") != std::string::npos);
  CHECK(xml.find("<id>https://a.example/x/</id>") != std::string::npos);
  CHECK(xml.find("<entry>\n<title>&lt;") != std::string::npos);
  CHECK(xml.find("<entry xml:lang=\"en\">\n<title>Không") != std::string::npos);
}

TEST_CASE("characters that XML forbids are left out, their neighbours are not") {
  CHECK(text::xml_text("a\x01\x0B\rb\t\n") == "ab\t\n");
  CHECK(text::xml_text("\uFFFD\xEF\xBF\xBE\xEF\xBF\xBF\uFFFC\xEF\xBF") ==
        "\uFFFD\uFFFC\xEF\xBF");
}

TEST_CASE("a JSON feed is JSON whatever its titles hold, and each item has content") {
  const Node root = json(outputs::json_feed(feed()));
  CHECK(root.find("version")->text == "https://jsonfeed.org/version/1.1");
  const std::vector<Node>& items = root.find("items")->items;
  REQUIRE(items.size() == 2);
  CHECK(items[0].find("title")->text == hostile);
  CHECK(items[0].find("language") == nullptr);
  CHECK(items[1].find("language")->text == "en");
  CHECK(items[1].find("content_text")->text == "Không tóm tắt");
}

TEST_CASE("a JSON feed without entries is JSON too") {
  outputs::Feed empty = feed();
  empty.entries.clear();
  CHECK(json(outputs::json_feed(empty)).find("items")->items.empty());
  CHECK(xml_problem(outputs::atom_feed(empty)) == "");
}

TEST_CASE("up to 50,000 addresses stand in one sitemap, more are parted under an index") {
  const auto full = [] {
    outputs::Sitemap sitemap("https://a.example/");
    for (int i = 0; i < 50000; ++i) sitemap.add({"https://a.example/x&y/", "2024-05"});
    return sitemap;
  };
  std::vector<OutputFile> files = full().finish();
  REQUIRE(files.size() == 1);
  CHECK(files[0].path == "sitemap.xml");
  outputs::Sitemap sitemap = full();
  sitemap.add({"https://a.example/last/", ""});
  files = sitemap.finish();
  REQUIRE(files.size() == 3);
  CHECK(files[0].path == "sitemap-1.xml");
  CHECK(files[1].path == "sitemap-2.xml");
  CHECK(files[1].bytes ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        "<url><loc>https://a.example/last/</loc></url>\n</urlset>\n");
  CHECK(files[2].path == "sitemap.xml");
  CHECK(files[2].bytes.find("<loc>https://a.example/sitemap-2.xml</loc>") != std::string::npos);
  for (const OutputFile& file : files) CHECK(xml_problem(file.bytes) == "");
}

TEST_CASE("a sitemap names a page in all languages, and is XML") {
  outputs::Sitemap sitemap("https://a.example/");
  sitemap.add({"https://a.example/",
               "",
               {{"vi", "https://a.example/"}, {"en", "https://a.example/en/?a&b"}}});
  const std::string text = sitemap.finish()[0].bytes;
  CHECK(xml_problem(text) == "");
  CHECK(text.find("<xhtml:link rel=\"alternate\" hreflang=\"en\" "
                  "href=\"https://a.example/en/?a&amp;b\"/>") != std::string::npos);
}

TEST_CASE("robots.txt says where the sitemap is") {
  CHECK(outputs::robots_txt({"https://a.example/ddci/sitemap.xml"}).bytes ==
        "User-agent: *\nAllow: /\nSitemap: https://a.example/ddci/sitemap.xml\n");
}

TEST_CASE("a redirect page names its target as link, refresh and canonical address, escaped") {
  const std::string html = outputs::redirect_page("/x/?a&b", "https://a.example/x/?a&b", hostile,
                                                  "Đã chuyển tới", "vi", "", "<meta name=\"p\">");
  CHECK(html.find("content=\"0; url=/x/?a&amp;b\"") != std::string::npos);
  CHECK(html.find("<a href=\"/x/?a&amp;b\">&lt;Đất&gt;") != std::string::npos);
  CHECK(html.find("<link rel=\"canonical\" href=\"https://a.example/x/?a&amp;b\">") !=
        std::string::npos);
  CHECK(html.find("noindex") != std::string::npos);
  CHECK(html.find("<meta charset=\"utf-8\">\n<meta name=\"p\">\n<title>") != std::string::npos);
}

TEST_CASE("the title index numbers each section once") {
  outputs::TitleIndex index;
  index.add({hostile}, "/a/", {"Tin"});
  index.add({"B", "vi"}, "/b/", {"Thủ tục", "vi"});
  index.add({"C"}, "/c/", {"Tin"});
  const Node root = json(index.finish());
  REQUIRE(root.find("phan")->items.size() == 2);
  const std::vector<Node>& entries = root.find("muc")->items;
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].items[0].text == hostile);
  CHECK(entries[2].items[2].text == "0");
  CHECK(json(outputs::TitleIndex().finish()).find("muc")->items.empty());
}
