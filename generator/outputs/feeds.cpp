// Writes feeds.
#include "outputs/feeds.h"

#include <fmt/format.h>

#include "text/xml_text.h"
#include "value/from_json.h"

namespace minhbach::outputs {

std::string atom_feed(const Feed& feed) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n"
      "<title>{}</title>\n<subtitle>{}</subtitle>\n<id>{}</id>\n"
      "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n"
      "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n"
      "<updated>{}</updated>\n<author><name>{}</name></author>\n",
      text::xml_text(feed.language), text::xml_text(feed.title), text::xml_text(feed.description),
      text::xml_text(feed.atom_url), text::xml_text(feed.atom_url), text::xml_text(feed.page_url),
      feed.updated, text::xml_text(feed.author));
  for (const FeedEntry& entry : feed.entries) {
    out += fmt::format(
        "<entry{}>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n"
        "<published>{}</published>\n<updated>{}</updated>\n",
        entry.language.empty() ? ""
                               : fmt::format(" xml:lang=\"{}\"", text::xml_text(entry.language)),
        text::xml_text(entry.title), text::xml_text(entry.url), text::xml_text(entry.url),
        entry.published, entry.updated);
    if (!entry.summary.empty())
      out += fmt::format("<summary>{}</summary>\n", text::xml_text(entry.summary));
    out += "</entry>\n";
  }
  return out + "</feed>\n";
}

std::string json_feed(const Feed& feed) {
  std::string out = fmt::format(
      "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":{},\"description\":{},"
      "\"home_page_url\":{},\"feed_url\":{},\"language\":{},\"authors\":[{{\"name\":{}}}],"
      "\"items\":[",
      json_string(feed.title), json_string(feed.description), json_string(feed.page_url),
      json_string(feed.json_url), json_string(feed.language), json_string(feed.author));
  for (std::size_t i = 0; i < feed.entries.size(); ++i) {
    const FeedEntry& entry = feed.entries[i];
    // JSON Feed asks for content_text or content_html in every item; an entry that has no summary
    // of its own repeats its title.
    out += fmt::format(
        "{}\n{{\"id\":{},\"url\":{}{},\"title\":{},\"content_text\":{},\"date_published\":{},"
        "\"date_modified\":{}}}",
        i == 0 ? "" : ",", json_string(entry.url), json_string(entry.url),
        entry.language.empty() ? "" : ",\"language\":" + json_string(entry.language),
        json_string(entry.title), json_string(entry.summary.empty() ? entry.title : entry.summary),
        json_string(entry.published), json_string(entry.updated));
  }
  return out + "\n]}\n";
}

}  // namespace minhbach::outputs
