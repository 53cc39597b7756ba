// Decides a portal: members, addresses, references, lists, pages.
#include "pipeline/assemble_portal.h"

#include "pipeline/assign_addresses.h"
#include "pipeline/byte_order.h"
#include "pipeline/choose_members.h"
#include "pipeline/feedback_pages.h"
#include "pipeline/make_lists.h"
#include "pipeline/messages.h"
#include "pipeline/posters.h"
#include "pipeline/words.h"
#include "schema/wording.h"

namespace minhbach::pipeline {
namespace {

/// Walks a record's values and notes every reference.
class ReferenceWalk {
 public:
  ReferenceWalk(const Context& ctx, Assembly& assembly) : ctx_(ctx), assembly_(assembly) {}

  void walk(std::uint32_t record) {
    const Site& site = *assembly_.site;
    walk(record, site.type_of(record).fields, site.records()[record].fields, "");
  }

 private:
  void walk(std::uint32_t record, std::span<const schema::Field> fields,
            std::span<const FieldValue> values, const std::string& prefix) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const schema::Field& field = fields[i];
      const FieldValue& value = values[i];
      if (prefix.empty()) top_field_ = i;
      if (field.kind == schema::FieldKind::reference) {
        note(record, field, value, prefix + field.name);
      } else if (field.kind == schema::FieldKind::group) {
        walk(record, field.children, value.children(), prefix + field.name + ".");
      } else if (field.kind == schema::FieldKind::list) {
        const schema::Field& item = field.children[0];
        for (const FieldValue& child : value.children()) {
          if (item.kind == schema::FieldKind::reference)
            note(record, item, child, prefix + field.name);
          if (item.kind == schema::FieldKind::group) {
            walk(record, item.children, child.children(), prefix + field.name + ".");
          }
        }
      }
    }
  }

  void note(std::uint32_t record, const schema::Field& field, const FieldValue& value,
            const std::string& path) {
    if (value.kind != FieldValue::Kind::text) return;
    const Site& site = *assembly_.site;
    const std::optional<TypeId> type = site.find_type(field.reference_type);
    if (!type) return;  // schema::check_types has said so.
    if (const std::optional<std::uint32_t> target =
            assembly_.resolve(record, *type, value.text())) {
      References& references = assembly_.references;
      references.add(record, *target, references.path_of(field, path));
      return;
    }
    Diagnostic diagnostic =
        site.diagnostic(messages::reference_unknown,
                        {std::string(site.field_file(record, top_field_)),
                         static_cast<int>(value.line), value.column},
                        {schema::title_of(site.type(*type)), quote(value.text())});
    std::vector<std::string_view> ids;
    for (const std::uint32_t member : assembly_.members) {
      if (site.records()[member].type == *type) ids.push_back(site.records()[member].id);
    }
    diagnostic.nearest = nearest_name(value.text(), ids);
    ctx_.report.add(std::move(diagnostic));
  }

  const Context& ctx_;
  Assembly& assembly_;
  std::size_t top_field_ = 0;  ///< In which of the record's own fields the walk is.
};

void add_list_pages(Assembly& assembly, std::size_t type, std::uint32_t facet, std::uint32_t value,
                    std::string_view url, std::string_view title, std::size_t records) {
  const std::size_t count =
      std::max<std::size_t>(1, (records + records_per_page - 1) / records_per_page);
  for (std::size_t number = 1; number <= count; ++number) {
    Page page;
    page.kind = PageKind::list;
    page.url = number == 1 ? url : assembly.texts->copy(list_page_url(url, number));
    page.title = title;
    page.list = {static_cast<TypeId>(type), facet, value, static_cast<std::uint32_t>(number),
                 static_cast<std::uint32_t>(count)};
    assembly.pages.push_back(std::move(page));
  }
}

bool has_section(const Portal& portal, std::string_view type) {
  return std::any_of(portal.sections.begin(), portal.sections.end(),
                     [&](const Section& section) { return section.type == type; });
}

/// A record sits on a list or on the home page, or two types have one list.
void report_address_twice(const Context& ctx, const Site& site, const Page& first,
                          const Page& second) {
  if (first.kind == PageKind::record || second.kind == PageKind::record) {
    const Page& record_page = first.kind == PageKind::record ? first : second;
    ctx.report.add(site.about(record_page.record, messages::url_of_list, {quote(first.url)}));
    return;
  }
  Diagnostic diagnostic;
  diagnostic.message = &messages::list_url_taken;
  diagnostic.place.file =
      site.type((second.kind == PageKind::list ? second : first).list.type).file;
  diagnostic.arguments = {quote(first.url)};
  ctx.report.add(std::move(diagnostic));
}

void sort_pages(Assembly& assembly) {
  std::vector<Page>& pages = assembly.pages;
  const std::vector<std::uint32_t> order = order_by_text(
      pages.size(), [&](std::uint32_t i) { return pages[i].url; }, std::less<>());
  std::vector<Page> sorted;
  sorted.reserve(pages.size());
  for (const std::uint32_t i : order) sorted.push_back(pages[i]);
  pages = std::move(sorted);
}

void make_pages(const Context& ctx, Assembly& assembly, bool draws) {
  const Site& site = *assembly.site;
  assembly.pages.push_back({PageKind::home, "/", assembly.portal->title, 0, {}});
  assembly.pages.push_back({PageKind::az_index, "/muc-luc/", "", 0, {}});
  assembly.pages.push_back({PageKind::not_found, "/404.html", "", 0, {}});
  add_feedback_pages(ctx, assembly);
  for (const std::uint32_t record : assembly.members) {
    if (assembly.urls[record].empty()) continue;
    assembly.pages.push_back(
        {PageKind::record, assembly.urls[record], site.title(record), record, {}});
    if (!draws || !is_drawn_poster(site, record)) continue;
    for (std::uint8_t form = 0; form < std::size(images::poster_forms); ++form) {
      const std::string url = poster_url(assembly.urls[record], images::poster_forms[form]);
      assembly.pages.push_back(
          {PageKind::drawing, assembly.texts->copy(url), site.title(record), record, {}, form});
    }
  }
  for (std::size_t t = 0; t < site.types.size(); ++t) {
    const TypeList& list = assembly.lists[t];
    // An empty list is a page too where the menu leads to it: it says what is missing.
    if (list.url.empty() ||
        (list.records.empty() && !has_section(*assembly.portal, site.types[t].id)))
      continue;
    const std::string title = section_title(*assembly.portal, site.types[t]);
    add_list_pages(assembly, t, 0, 0, list.url, assembly.texts->copy(title), list.records.size());
    for (std::uint32_t f = 0; f < list.facets.size(); ++f) {
      for (std::uint32_t v = 0; v < list.facets[f].values.size(); ++v) {
        const FacetValue& value = list.facets[f].values[v];
        add_list_pages(assembly, t, f + 1, v, value.url,
                       assembly.texts->copy(title + ": " + value.title), value.records.size());
      }
    }
  }
  sort_pages(assembly);
  assembly.page_by_url = KeyIndex(assembly.pages.size());
  const auto url_of = [&](std::uint32_t page) { return assembly.pages[page].url; };
  for (std::uint32_t i = 0; i < assembly.pages.size(); ++i) {
    const Page& page = assembly.pages[i];
    const std::optional<std::uint32_t> other = assembly.page_by_url.add(i, page.url, url_of);
    if (!other) continue;
    const Page& taker = assembly.pages[*other];
    // Two records with one address have been reported.
    if (taker.kind == PageKind::record && page.kind == PageKind::record) continue;
    report_address_twice(ctx, site, taker, page);
  }
}

void check_sections(const Context& ctx, const Assembly& assembly) {
  const Portal& portal = *assembly.portal;
  std::vector<std::string_view> ids;
  for (const schema::Type& type : assembly.site->types) ids.push_back(type.id);
  std::vector<std::string_view> seen;
  for (const Section& section : portal.sections) {
    const bool is_known = assembly.site->find_type(section.type).has_value();
    const bool is_twice = std::find(seen.begin(), seen.end(), section.type) != seen.end();
    seen.push_back(section.type);
    if (is_known && !is_twice) continue;
    Diagnostic diagnostic;
    diagnostic.message = is_known ? &messages::section_twice : &messages::section_type_unknown;
    diagnostic.place = {portal.file, section.line, 0};
    diagnostic.arguments = {quote(section.type)};
    if (!is_known) diagnostic.nearest = nearest_name(section.type, ids);
    ctx.report.add(std::move(diagnostic));
  }
}

/// The attachment as this portal publishes it; null when it is another's.
const Attachment* attachment_here(const Attachment& attachment, const Portal& portal,
                                  Assembly& assembly) {
  if (attachment.portal == portal.id || attachment.portal == ingest::shared_portal)
    return &attachment;
  if (attachment.is_static || !portal.takes(attachment.portal)) return nullptr;
  Attachment& mounted = assembly.mounted_files.emplace_back(attachment);
  // Under the folder it comes from, so that it meets no file of the portal's own.
  mounted.url = published_name("/tep/" + mounted.source.substr(mounted.source.find('/') + 1));
  return &mounted;
}

/// `co_quan` and `don_vi` of a portal name records of the type that has the role.
void check_named_record(const Context& ctx, const Assembly& assembly, std::string_view key,
                        std::string_view role, std::string_view id) {
  if (id.empty()) return;
  const Site& site = *assembly.site;
  std::vector<std::string_view> ids;
  for (const std::uint32_t member : assembly.members) {
    if (site.type_of(member).role == role) ids.push_back(site.records()[member].id);
  }
  if (std::find(ids.begin(), ids.end(), id) != ids.end()) return;
  Diagnostic diagnostic;
  diagnostic.message = &messages::portal_record_unknown;
  diagnostic.place.file = assembly.portal->file;
  diagnostic.arguments = {quote(key), quote(id)};
  diagnostic.nearest = nearest_name(id, ids);
  ctx.report.add(std::move(diagnostic));
}

}  // namespace

const Page* Assembly::page_at(std::string_view url) const {
  const auto found = page_by_url.find(url, [this](std::uint32_t page) { return pages[page].url; });
  return found ? &pages[*found] : nullptr;
}

std::size_t Assembly::count_pages() const {
  return static_cast<std::size_t>(std::count_if(
      pages.begin(), pages.end(), [](const Page& page) { return page.kind != PageKind::drawing; }));
}

std::optional<std::uint32_t> Assembly::shown_from(std::string_view file) const {
  const auto found = written_by_file.find(
      file, [this](std::uint32_t at) { return site->records()[written_in[at].of].file; });
  return found ? std::optional(written_in[*found].record) : std::nullopt;
}

std::optional<std::uint32_t> Assembly::find_in(const std::vector<KeyIndex>& by_type, TypeId type,
                                               std::string_view id) const {
  return by_type[static_cast<std::size_t>(type)].find(
      id, [this](std::uint32_t record) { return site->records()[record].id; });
}

std::optional<std::uint32_t> Assembly::find(TypeId type, std::string_view id) const {
  return find_in(record_by_id, type, id);
}

std::optional<std::uint32_t> Assembly::resolve(std::uint32_t from, TypeId type,
                                               std::string_view id) const {
  if (mounted_by_id.empty()) return find(type, id);
  const auto folder = mounted_by_id.find(site->records()[from].portal);
  return folder == mounted_by_id.end() ? find(type, id) : find_in(folder->second, type, id);
}

const Mount* Assembly::mount_of(std::uint32_t record) const {
  const auto at = mount_by_record.find(record);
  return at != mount_by_record.end() ? at->second : nullptr;
}

bool Assembly::is_borrowed(std::uint32_t record) const {
  return mount_of(record) != nullptr || site->flag(record, site->common_of(record).borrowed);
}

std::string_view Assembly::language_of(std::uint32_t record) const {
  const std::string_view own = site->records()[record].language.text();
  return own.empty() ? std::string_view(portal->languages.front()) : own;
}

std::uint32_t Assembly::in_first_language(std::uint32_t record) const {
  const auto at = first_by_record.find(record);
  return at != first_by_record.end() ? at->second : record;
}

std::string list_page_url(std::string_view first_page, std::size_t number) {
  std::string url(first_page);
  if (number > 1) url += "trang/" + std::to_string(number) + "/";
  return url;
}

std::string section_title(const Portal& portal, const schema::Type& type) {
  return std::string(section_words(portal, type).text);
}

bool has_feed(const Assembly& assembly, TypeId type) {
  const TypeList& list = assembly.lists[static_cast<std::size_t>(type)];
  if (list.url.empty() || assembly.site->type(type).date_field.empty()) return false;
  // The newest dated record stands first.
  return !list.records.empty() && !assembly.site->date(list.records[0]).empty();
}

Assembly assemble_portal(const Context& ctx, const Site& site, const Portal& portal, bool draws) {
  Assembly assembly;
  assembly.site = &site;
  assembly.portal = &portal;
  assembly.texts = std::make_unique<Arena>();
  for (const auto& [file, attachment] : site.attachments) {
    const Attachment* taken = attachment_here(attachment, portal, assembly);
    if (taken == nullptr) continue;
    assembly.attachment_by_file.emplace(file, taken);
    if (assembly.attachment_by_url.emplace(taken->url, taken).second) continue;
    Diagnostic diagnostic;
    diagnostic.message = &messages::output_taken;
    diagnostic.place.file = file;
    diagnostic.arguments = {quote(attachment.url)};
    ctx.report.add(std::move(diagnostic));
  }
  choose_members(ctx, assembly);
  assign_addresses(ctx, assembly, check_unique_values(ctx, assembly));
  assembly.references = References(site.records().size());
  make_lists(assembly, ctx.options.jobs);
  // After the lists, so that what points at a record is noted in list order.
  ReferenceWalk walk(ctx, assembly);
  for (const TypeList& list : assembly.lists) {
    for (const std::uint32_t record : list.records) {
      walk.walk(record);
    }
  }
  assembly.references.finish();
  check_sections(ctx, assembly);
  check_named_record(ctx, assembly, "co_quan", "agency", portal.agency);
  check_named_record(ctx, assembly, "don_vi", "unit", portal.unit);
  make_pages(ctx, assembly, draws);
  return assembly;
}

}  // namespace minhbach::pipeline
