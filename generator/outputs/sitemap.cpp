// Writes the sitemap and robots.txt.
#include "outputs/sitemap.h"

#include <algorithm>

#include <fmt/format.h>

#include "outputs/xml_text.h"

namespace minhbach::outputs {
namespace {

constexpr std::string_view header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view name_space = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr std::string_view links_name_space = " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
constexpr std::size_t addresses_per_file = 50000;

std::string url_set(const std::vector<SitemapEntry>& entries, std::size_t from, std::size_t to) {
  const bool has_languages = from < to && !entries[from].alternates.empty();
  std::string out = fmt::format("{}<urlset xmlns=\"{}\"{}>\n", header, name_space,
                                has_languages ? links_name_space : "");
  for (std::size_t i = from; i < to; ++i) {
    out += "<url><loc>" + xml_text(entries[i].url) + "</loc>";
    if (!entries[i].last_modified.empty())
      out += "<lastmod>" + entries[i].last_modified + "</lastmod>";
    for (const Alternate& alternate : entries[i].alternates) {
      out += fmt::format("\n<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                         xml_text(alternate.language), xml_text(alternate.url));
    }
    out += "</url>\n";
  }
  return out + "</urlset>\n";
}

}  // namespace

std::vector<OutputFile> sitemap(const std::vector<SitemapEntry>& entries,
                                const std::string& root_url) {
  if (entries.size() <= addresses_per_file)
    return {{"sitemap.xml", url_set(entries, 0, entries.size())}};
  std::vector<OutputFile> files;
  std::string index = fmt::format("{}<sitemapindex xmlns=\"{}\">\n", header, name_space);
  for (std::size_t from = 0; from < entries.size(); from += addresses_per_file) {
    const std::string name = fmt::format("sitemap-{}.xml", files.size() + 1);
    files.push_back(
        {name, url_set(entries, from, std::min(entries.size(), from + addresses_per_file))});
    index += "<sitemap><loc>" + xml_text(root_url + name) + "</loc></sitemap>\n";
  }
  files.push_back({"sitemap.xml", index + "</sitemapindex>\n"});
  return files;
}

OutputFile robots_txt(const std::vector<std::string>& sitemaps) {
  std::string text = "User-agent: *\nAllow: /\n";
  for (const std::string& sitemap : sitemaps) text += "Sitemap: " + sitemap + "\n";
  return {"robots.txt", text};
}

}  // namespace minhbach::outputs
