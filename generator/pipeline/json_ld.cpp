// Builds the graph of a page.
#include "pipeline/json_ld.h"

#include "pipeline/page_view.h"
#include "pipeline/video_facts.h"

namespace minhbach::pipeline {
namespace {

Value map_value(Arena& arena, const std::vector<Entry>& entries) {
  return Value::map(arena.copy(entries));
}

Value canonical(const Assembly& assembly, const Page& page, Arena& arena) {
  return Value::text(arena.copy(canonical_url(assembly, page)));
}

Value crumbs(const PortalView& portal, const Page& page, const std::vector<const Page*>& above,
             Arena& arena) {
  std::vector<const Page*> trail = above;
  trail.push_back(&page);
  std::vector<Value> items;
  for (std::size_t i = 0; i < trail.size(); ++i) {
    items.push_back(
        map_value(arena, {{"@type", Value::text("ListItem")},
                          {"position", Value::integer(static_cast<std::int64_t>(i + 1))},
                          {"name", Value::text(arena.copy(page_title(portal, *trail[i]).text))},
                          {"item", canonical(portal.assembly(), *trail[i], arena)}}));
  }
  return map_value(arena, {{"@type", Value::text("BreadcrumbList")},
                           {"itemListElement", Value::list(arena.copy(items))}});
}

/// The body answerable for the portal, by name.
Value publisher(const PortalView& portal, Arena& arena) {
  const std::optional<std::uint32_t> agency = portal.agency();
  if (!agency) return Value::none();
  return map_value(arena, {{"@type", Value::text("GovernmentOrganization")},
                           {"name", Value::text(portal.assembly().site->title(*agency))}});
}

std::string_view page_type(const Assembly& assembly, const Page& page) {
  if (page.kind == PageKind::home) return "WebSite";
  if (page.kind != PageKind::record) return "CollectionPage";
  const std::string& own = assembly.site->type_of(page.record).json_ld;
  return own.empty() ? std::string_view("WebPage") : std::string_view(own);
}

/// Who made it, in the record's own words: its author, else who issued the document; "" when it
/// says neither.
std::string_view maker_of(const Site& site, std::uint32_t record) {
  const CommonFields& common = site.common_of(record);
  const std::string_view maker = site.text(record, common.maker);
  return maker.empty() ? site.text(record, common.issuer) : maker;
}

/// The record's own dates, author, keywords and rights, as far as it says them. Only what stands in
/// the record itself: the page is made again when that changes, and not when another record does.
void add_facts(const Site& site, std::uint32_t record, Arena& arena, std::vector<Entry>& self) {
  const CommonFields& common = site.common_of(record);
  const auto add = [&](const char* name, std::string_view text) {
    if (!text.empty()) self.push_back({name, Value::text(text)});
  };
  add("dateCreated", site.text(record, common.made));
  add("datePublished", site.date(record));
  add("dateModified", site.text(record, common.updated));
  add("expires", site.text(record, common.force_to));
  add("copyrightNotice", site.text(record, common.rights));
  if (const std::string_view maker = maker_of(site, record); !maker.empty())
    self.push_back({"creator", map_value(arena, {{"@type", Value::text("Organization")},
                                                 {"name", Value::text(maker)}})});
  if (!common.keywords) return;
  std::vector<Value> words;
  for (const FieldValue& word : site.records()[record].fields[*common.keywords].children())
    words.push_back(Value::text(word.text()));
  if (!words.empty()) self.push_back({"keywords", Value::list(arena.copy(words))});
}

/// Whether the portal's body made it: the type asks for an author, the record names none, and no
/// other agency.
bool is_the_publishers(const Assembly& assembly, std::uint32_t record) {
  const Site& site = *assembly.site;
  const CommonFields& common = site.common_of(record);
  const std::string_view owner = site.text(record, common.owner);
  return common.maker && maker_of(site, record).empty() &&
         (owner.empty() || owner == assembly.portal->agency);
}

}  // namespace

bool can_be_of_agency(const Assembly& assembly, const Page& page) {
  const std::optional<ArchiveNotice>& archive = assembly.portal->archive;
  if (!archive || archive->since.empty()) return true;
  if (page.kind != PageKind::record) return false;
  const std::string_view date = assembly.site->date(page.record);
  return !date.empty() && date < archive->since;
}

Value json_ld(const PortalView& portal, const Page& page, std::string_view summary,
              const std::vector<const Page*>& above, Arena& arena) {
  if (page.kind == PageKind::not_found) return Value::none();
  const Assembly& assembly = portal.assembly();
  const Site& site = *assembly.site;
  std::vector<Entry> self{
      {"@type", Value::text(page_type(assembly, page))},
      {"name",
       Value::text(arena.copy(page.kind == PageKind::home ? assembly.portal->title
                                                          : page_title(portal, page).text))},
      {"description", Value::text(summary)},
      {"url", canonical(assembly, page, arena)},
      {"inLanguage",
       Value::text(page.kind == PageKind::record ? assembly.language_of(page.record)
                                                 : std::string_view(assembly.portal->language))},
  };
  if (page.kind == PageKind::record) {
    add_facts(site, page.record, arena, self);
    add_video_facts(assembly, page.record, arena, self);
  }
  // What another body made, or nobody did, is not published in this body's name.
  const bool own = can_be_of_agency(assembly, page) &&
                   (page.kind != PageKind::record ||
                    (!assembly.is_borrowed(page.record) &&
                     !site.flag(page.record, site.common_of(page.record).illustrative)));
  if (const Value body = publisher(portal, arena); own && !body.is_none()) {
    self.push_back({"publisher", body});
    if (page.kind == PageKind::record && is_the_publishers(assembly, page.record))
      self.push_back({"creator", body});
  }

  std::vector<Value> graph{map_value(arena, self)};
  if (!above.empty()) graph.push_back(crumbs(portal, page, above, arena));
  return map_value(arena, {{"@context", Value::text("https://schema.org")},
                           {"@graph", Value::list(arena.copy(graph))}});
}

}  // namespace minhbach::pipeline
