// Gathers what each output needs and calls its writer.
#include "pipeline/make_outputs.h"

#include <algorithm>
#include <set>

#include "model/page_policy.h"
#include "model/url.h"
#include "outputs/feeds.h"
#include "outputs/host_rules.h"
#include "outputs/redirects.h"
#include "outputs/sitemap.h"
#include "outputs/title_index.h"
#include "pipeline/links.h"
#include "pipeline/list_data.h"
#include "pipeline/messages.h"
#include "pipeline/page_view.h"
#include "pipeline/sharing_messages.h"
#include "pipeline/words.h"
#include "publish/guards.h"
#include "table/write_csv.h"

namespace minhbach::pipeline {
namespace {

constexpr std::size_t entries_per_feed = 20;

std::string absolute(const Assembly& assembly, std::string_view url) {
  return assembly.portal->address + encode_path(url);
}

/// What the record's page is known by everywhere.
std::string canonical(const Assembly& assembly, std::uint32_t record) {
  return canonical_url(assembly, *assembly.page_at(assembly.urls[record]));
}

/// RFC 3339 of a record's date; a feed must have one, so of a month or year it is the first day.
std::string feed_time(std::string_view iso) {
  const Result<text::Date> date = text::parse_date(iso);
  return date ? text::to_rfc3339(*date) : std::string();
}

void add_feeds(const PortalView& portal, std::string_view folder, const std::string& title,
               std::span<const std::uint32_t> records, std::vector<OutputFile>& out) {
  const Assembly& assembly = portal.assembly();
  const Site& site = *assembly.site;
  outputs::Feed feed;
  feed.title = title;
  feed.description = assembly.portal->description;
  feed.author = assembly.portal->title;
  feed.language = assembly.portal->language;
  feed.page_url = absolute(assembly, folder);
  feed.atom_url = absolute(assembly, std::string(folder) + "atom.xml");
  feed.json_url = absolute(assembly, std::string(folder) + "feed.json");
  for (const std::uint32_t record : records) {
    if (feed.entries.size() == entries_per_feed) break;
    const std::string_view date = site.date(record);
    const std::string_view updated = site.updated(record);
    if (assembly.urls[record].empty() || updated.empty()) continue;
    outputs::FeedEntry entry;
    entry.url = canonical(assembly, record);
    if (assembly.language_of(record) != feed.language)
      entry.language = assembly.language_of(record);
    entry.title = site.title(record);
    entry.summary = site.text(record, site.common_of(record).summary);
    entry.published = feed_time(date.empty() ? updated : date);
    entry.updated = feed_time(updated);
    feed.updated = std::max(feed.updated, entry.updated);
    feed.entries.push_back(std::move(entry));
  }
  if (feed.updated.empty()) return;  // Atom asks for a time, and nothing has one.
  const std::string path = std::string(folder.substr(1));
  out.push_back({path + "atom.xml", outputs::atom_feed(feed)});
  out.push_back({path + "feed.json", outputs::json_feed(feed)});
}

void add_all_feeds(const PortalView& portal, std::vector<OutputFile>& out) {
  const Assembly& assembly = portal.assembly();
  add_feeds(portal, "/", assembly.portal->title, portal.latest(), out);
  for (std::size_t t = 0; t < assembly.lists.size(); ++t) {
    if (!has_feed(assembly, static_cast<TypeId>(t))) continue;
    add_feeds(
        portal, assembly.lists[t].url,
        section_title(*assembly.portal, assembly.site->types[t]) + " – " + assembly.portal->title,
        assembly.lists[t].records, out);
  }
}

/// What the page of figures shows, for who goes on reckoning with it.
void add_figures(const PortalView& portal, std::vector<OutputFile>& out) {
  const Assembly& assembly = portal.assembly();
  if (!assembly.portal->takes_forms()) return;
  const auto word = [&](std::string_view key) { return std::string(portal.theme().string(key)); };
  std::vector<std::vector<std::string>> rows;
  for (const UsefulCell& cell : assembly.site->figures_of(*assembly.portal).cells) {
    if (cell.votes == 0) continue;
    const Share share = wilson_share(cell.useful, cell.votes);
    const std::string group = word("nhom_y_kien_" + cell.group);
    rows.push_back({group.empty() ? cell.group : group, cell.quarter, std::to_string(cell.votes),
                    std::to_string(cell.useful), fmt::format("{:.1f}", share.value),
                    fmt::format("{:.1f}", share.low), fmt::format("{:.1f}", share.high),
                    cell.as_of});
  }
  if (rows.empty()) return;
  const std::vector<std::string> header{
      word("nhom_noi_dung"),   word("quy"),          word("luot_danh_gia"), word("so_huu_ich"),
      word("ty_le_phan_tram"), word("tu_phan_tram"), word("den_phan_tram"), word("tinh_den_ngay")};
  out.push_back({"y-kien/ket-qua/huu-ich.csv", table::write_csv(header, rows)});
}

/// The page in all languages that it is in, for those that read sitemaps.
std::vector<outputs::Alternate> alternates(const Assembly& assembly, const Page& page) {
  const Portal& portal = *assembly.portal;
  std::vector<outputs::Alternate> out;
  if (portal.languages.size() < 2) return out;
  for (const std::string& language : portal.languages) {
    if (is_in_language(assembly, page, language))
      out.push_back({language, language_address(portal, language) + encode_path(page.url)});
  }
  return out;
}

void add_robots(const Portal& portal, std::vector<OutputFile>& out) {
  if (portal.is_further_language()) return;  // Asked for at the root alone.
  std::vector<std::string> sitemaps;
  if (portal.placement.empty()) {
    for (const std::string& language : portal.languages)
      sitemaps.push_back(language_address(portal, language) + "/sitemap.xml");
  }
  out.push_back(outputs::robots_txt(sitemaps));
}

/// A further placement has none: its pages are to be found at the first one.
void add_sitemap(const Assembly& assembly, std::vector<OutputFile>& out) {
  add_robots(*assembly.portal, out);
  if (!assembly.portal->placement.empty()) return;
  outputs::Sitemap sitemap(assembly.portal->address + "/");
  for (const Page& page : assembly.pages) {
    if (page.kind == PageKind::not_found || page.kind == PageKind::drawing) continue;
    // One that shows the original is found at the original's address.
    if (!is_in_language(assembly, page, assembly.portal->language)) continue;
    std::string_view changed;
    if (page.kind == PageKind::record) {
      changed = assembly.site->updated(page.record);
    }
    sitemap.add({absolute(assembly, page.url), changed, alternates(assembly, page)});
  }
  for (OutputFile& file : sitemap.finish()) out.push_back(std::move(file));
}

/// An address of `chuyen_tu`, which may have been copied from where browsers show it escaped.
std::string old_address(const FieldValue& written) { return decode_path(written.text()); }

struct Move {
  std::string from;
  std::uint32_t record;
};

std::vector<Move> moves_of(const Assembly& assembly) {
  const Site& site = *assembly.site;
  std::vector<Move> out;
  for (const std::uint32_t record : assembly.members) {
    const std::optional<std::size_t> field = site.common_of(record).moved_from;
    // A mounted record has moved in its own portal, not here.
    if (!field || assembly.urls[record].empty() || assembly.mount_of(record) != nullptr) continue;
    for (const FieldValue& old : site.records()[record].fields[*field].children())
      out.push_back({old_address(old), record});
  }
  return out;
}

void add_redirects(const PortalView& portal, std::vector<OutputFile>& out) {
  const Assembly& assembly = portal.assembly();
  for (const auto& [from, record] : moves_of(assembly)) {
    const Words title = title_words(assembly, record);
    const Value shown = words_value(*assembly.portal, title);
    out.push_back({output_path(from),
                   outputs::redirect_page(
                       page_link(*assembly.portal, assembly.urls[record]),
                       canonical(assembly, record), title.text, portal.theme().string("da_chuyen"),
                       assembly.portal->language, shown.language(), portal.policy())});
  }
}

/// Sections are found by their names too, and forms by theirs; lists of one value are not: they are
/// many, and a step from their section.
void add_section_titles(const PortalView& view, outputs::TitleIndex& index) {
  const Assembly& assembly = view.assembly();
  const Portal& portal = *assembly.portal;
  const std::string_view own = view.theme().string("chuyen_muc");
  const std::string_view kind = own.empty() ? view.theme().string("muc_luc") : own;
  const auto add = [&](const Page& page) {
    const Wording title = page_title(view, page);
    const Value shown = words_value(portal, {title.text, title.language});
    index.add({title.text, shown.language()}, page_link(portal, page.url), {kind});
  };
  for (const Page& page : assembly.pages) {
    const bool is_section =
        page.kind == PageKind::list && page.list.facet == 0 && page.list.number == 1;
    if (is_section || page.kind == PageKind::feedback) add(page);
  }
}

void add_titles(const PortalView& view, std::vector<OutputFile>& out) {
  outputs::TitleIndex index;
  const Assembly& assembly = view.assembly();
  const Portal& portal = *assembly.portal;
  add_section_titles(view, index);
  for (const std::uint32_t record : assembly.alphabetical) {
    const Words title = title_words(assembly, record);
    const Words section = section_words(portal, assembly.site->type_of(record));
    const Value title_shown = words_value(portal, title);
    const Value section_shown = words_value(portal, section);
    index.add({title.text, title_shown.language()}, page_link(portal, assembly.urls[record]),
              {section.text, section_shown.language()});
  }
  out.push_back({"tieu-de.json", index.finish()});
}

void add_host_rules(const Assembly& assembly, std::vector<OutputFile>& out) {
  const Portal& portal = *assembly.portal;
  outputs::HostFacts facts;
  facts.base_path = portal.base_path;
  facts.policy = header_policy(portal);
  facts.languages.assign(portal.languages.begin() + 1, portal.languages.end());
  facts.precompressed = portal.precompress;
  facts.https_days = portal.https_days;
  for (const auto& [from, record] : moves_of(assembly))
    facts.moved.push_back({from, std::string(assembly.urls[record])});
  for (OutputFile& file : outputs::host_rules(facts)) out.push_back(std::move(file));
}

/// Attachments go out as they are: those that stand there already, from the same bytes, stay.
void add_attachments(const Assembly& assembly, const EarlierBuild& earlier, const Disk& placed,
                     std::vector<OutputFile>& out) {
  for (const Attachment* attachment : assembly.published) {
    const images::PictureKind picture = attachment->facts.picture;
    if (picture == images::PictureKind::heic && !attachment->is_static) continue;  // make_pictures
    OutputFile& file = out.emplace_back();
    file.path = attachment->url.substr(1);
    file.source = attachment->source;
    file.source_digest = attachment->digest;
    file.is_bare = picture != images::PictureKind::none && !attachment->is_static;
    const ingest::RememberedSource* then =
        earlier.is_whole() ? earlier.sources.find(attachment->source) : nullptr;
    file.kept = then != nullptr && then->digest == attachment->digest && placed.is_file(file.path);
  }
}

/// The addresses of pages that are made up: none may be published as real (publish/guards.h).
void add_illustrations(const Assembly& assembly, std::vector<OutputFile>& out) {
  const Site& site = *assembly.site;
  std::vector<std::string_view> urls;
  for (const std::uint32_t record : assembly.members) {
    if (site.flag(record, site.common_of(record).illustrative) && !assembly.urls[record].empty())
      urls.push_back(assembly.urls[record]);
  }
  if (urls.empty()) return;
  std::sort(urls.begin(), urls.end());
  std::string text;
  for (const std::string_view url : urls) text += std::string(url) + "\n";
  out.push_back({std::string(publish::illustrations_path), std::move(text)});
}

}  // namespace

std::vector<OutputFile> make_outputs(const PortalView& portal, const EarlierBuild& earlier,
                                     const Disk& placed) {
  std::vector<OutputFile> out;
  add_all_feeds(portal, out);
  add_figures(portal, out);
  add_sitemap(portal.assembly(), out);
  add_redirects(portal, out);
  add_titles(portal, out);
  add_list_data(portal, out);
  add_attachments(portal.assembly(), earlier, placed, out);
  if (portal.assembly().portal->is_further_language()) return out;
  add_illustrations(portal.assembly(), out);
  for (const auto& [name, asset] : portal.theme().assets)
    out.push_back({asset.url.substr(1), asset.bytes});
  add_host_rules(portal.assembly(), out);
  return out;
}

void check_language_folders(const Context& ctx, const Portal& portal,
                            const std::vector<OutputFile>& outputs) {
  if (portal.is_further_language()) return;
  for (std::size_t i = 1; i < portal.languages.size(); ++i) {
    for (const OutputFile& file : outputs) {
      if (!file.path.starts_with(portal.languages[i] + "/")) continue;
      Diagnostic diagnostic;
      diagnostic.message = &messages::language_folder_taken;
      diagnostic.place.file = file.source.empty() ? portal.file : file.source;
      diagnostic.arguments = {quote("/" + file.path), quote(portal.languages[i])};
      ctx.report.add(std::move(diagnostic));
    }
  }
}

void check_redirects(const Context& ctx, const Assembly& assembly) {
  const Site& site = *assembly.site;
  std::set<std::string> seen;
  for (const std::uint32_t record : assembly.members) {
    const std::optional<std::size_t> field = site.common_of(record).moved_from;
    if (!field || assembly.mount_of(record) != nullptr) continue;
    for (const FieldValue& old : site.records()[record].fields[*field].children()) {
      const std::string url = old_address(old);
      const bool sound =
          url.starts_with('/') && url.ends_with('/') && url.find("..") == std::string::npos &&
          url.find("//") == std::string::npos && url.find_first_of(":%") == std::string::npos &&
          outputs::is_plain_in_rules(url);
      const bool taken = assembly.page_at(url) != nullptr || !seen.insert(url).second;
      if (sound && !taken) continue;
      ctx.report.add(site.diagnostic(
          sound ? messages::redirect_taken : messages::redirect_wrong,
          {std::string(site.records()[record].file), static_cast<int>(old.line), old.column},
          {quote(url)}));
    }
  }
}

}  // namespace minhbach::pipeline
