// Writes the sitemap and robots.txt.
#include "outputs/sitemap.h"

#include <fmt/format.h>

#include "text/xml_text.h"

namespace minhbach::outputs {
namespace {

constexpr std::string_view header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view name_space = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr std::string_view links_name_space = " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
constexpr std::size_t addresses_per_file = 50000;

}  // namespace

void Sitemap::add(const SitemapEntry& entry) {
  if (in_part_ == addresses_per_file) end_part();
  ++in_part_;
  has_languages_ = !entry.alternates.empty();
  part_ += "<url><loc>" + text::xml_text(entry.url) + "</loc>";
  if (!entry.last_modified.empty())
    part_.append("<lastmod>").append(entry.last_modified).append("</lastmod>");
  for (const Alternate& alternate : entry.alternates) {
    part_ += fmt::format("\n<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                         text::xml_text(alternate.language), text::xml_text(alternate.url));
  }
  part_ += "</url>\n";
}

void Sitemap::end_part() {
  parts_.push_back(fmt::format("{}<urlset xmlns=\"{}\"{}>\n{}</urlset>\n", header, name_space,
                               has_languages_ ? links_name_space : "", part_));
  part_.clear();
  in_part_ = 0;
}

std::vector<OutputFile> Sitemap::finish() {
  end_part();
  if (parts_.size() == 1) return {{"sitemap.xml", std::move(parts_[0])}};
  std::vector<OutputFile> files;
  std::string index = fmt::format("{}<sitemapindex xmlns=\"{}\">\n", header, name_space);
  for (std::string& part : parts_) {
    const std::string name = fmt::format("sitemap-{}.xml", files.size() + 1);
    index += "<sitemap><loc>" + text::xml_text(root_url_ + name) + "</loc></sitemap>\n";
    files.push_back({name, std::move(part)});
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
