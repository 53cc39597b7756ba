// Makes the values of one page.
#include "pipeline/page_view.h"

#include "model/url.h"
#include "pipeline/feedback_pages.h"
#include "pipeline/json_ld.h"
#include "pipeline/links.h"
#include "pipeline/posters.h"
#include "pipeline/queries.h"
#include "pipeline/share_pictures.h"
#include "pipeline/shared_views.h"
#include "pipeline/words.h"
#include "text/collation.h"

namespace minhbach::pipeline {
namespace {

Value text_or_none(std::string_view text) {
  return text.empty() ? Value::none() : Value::text(text);
}

std::string_view kind_name(PageKind kind) {
  switch (kind) {
    case PageKind::home: return "trang_chu";
    case PageKind::record: return "ban_ghi";
    case PageKind::list: return "danh_sach";
    case PageKind::az_index: return "muc_luc";
    case PageKind::not_found: return "khong_tim_thay";
    case PageKind::feedback: return "y_kien";
    case PageKind::drawing: break;  // No template sees it.
  }
  return {};
}

Value map_value(Arena& arena, const std::vector<Entry>& entries) {
  return Value::map(arena.copy(entries));
}

Value wording_value(const PortalView& portal, const Wording& words, Arena& arena) {
  return words_value(*portal.assembly().portal, {arena.copy(words.text), words.language});
}

Value link_list(const PortalView& portal, const std::vector<const Page*>& pages, Arena& arena) {
  std::vector<Value> out;
  for (const Page* page : pages) {
    out.push_back(
        map_value(arena, {{"ten", wording_value(portal, page_title(portal, *page), arena)},
                          {"url", portal.url(page->url, arena)}}));
  }
  return Value::list(arena.copy(out));
}

Value outline_value(const Assembly& assembly, std::uint32_t record,
                    const markdown::Document& document, Arena& arena) {
  std::vector<Value> out;
  for (const markdown::Heading& heading : document.outline) {
    out.push_back(map_value(
        arena, {{"cap", Value::integer(heading.level)},
                {"id", Value::text(arena.copy(heading.id))},
                {"ten", words_value(*assembly.portal,
                                    {arena.copy(heading.text), assembly.language_of(record)})}}));
  }
  return Value::list(arena.copy(out));
}

/// The feeds that follow what this page shows: its type's, else the portal's.
Value feeds_value(const PortalView& portal, const Page& page, Arena& arena) {
  const Assembly& assembly = portal.assembly();
  std::string folder = "/";
  if (page.kind == PageKind::record || page.kind == PageKind::list) {
    const TypeId type =
        page.kind == PageKind::list ? page.list.type : assembly.site->records()[page.record].type;
    if (has_feed(assembly, type)) folder = assembly.lists[static_cast<std::size_t>(type)].url;
  }
  if (folder == "/" && !portal.has_latest()) return Value::list({});
  std::vector<Value> out;
  for (const auto& [name, file, kind] :
       {std::tuple{"Atom", "atom.xml", "application/atom+xml"},
        std::tuple{"JSON Feed", "feed.json", "application/feed+json"}}) {
    out.push_back(map_value(arena, {{"ten", Value::text(name)},
                                    {"url", portal.url(folder + file, arena)},
                                    {"kieu", Value::text(kind)}}));
  }
  return Value::list(arena.copy(out));
}

Value alphabet_value(const PageReader& reader, Arena& arena) {
  const Assembly& assembly = reader.assembly();
  const std::span<const std::uint32_t> all(assembly.alphabetical);
  std::vector<Value> out;
  for (std::size_t from = 0; from < all.size();) {
    const std::string letter = text::first_letter(assembly.site->title(all[from]));
    std::size_t to = from + 1;
    while (to < all.size() && text::first_letter(assembly.site->title(all[to])) == letter) ++to;
    out.push_back(map_value(
        arena,
        {{"chu", Value::text(arena.copy(letter))},
         {"muc", Value::object(*arena.make<RecordsView>(reader, all.subspan(from, to - from)))}}));
    from = to;
  }
  return Value::list(arena.copy(out));
}

/// The body as HTML, none when there is nothing in it; for a reader without one, what it is made
/// of: that changes when the body, or where a link in it leads, changes.
Value body_value(const PageReader& reader, std::uint32_t record, const ingest::Body& body,
                 Arena& arena) {
  const PortalView& portal = reader.portal();
  const Assembly& assembly = portal.assembly();
  if (!assembly.site->store.texts[record].body) return Value::none();
  if (reader.body() != nullptr) {
    const std::string& html = body.document.html;
    if (html.empty()) return Value::none();
    return in_page_language(*assembly.portal, portal.filled(record, body.document, html, arena),
                            assembly.language_of(record));
  }
  std::string marks = fmt::format("{:x} {:x}", body.html.low, body.html.high);
  for (const markdown::Slot& slot : body.document.slots) marks += portal.filling(record, slot);
  return Value::text(arena.copy(marks));
}

/// This page in all languages of the portal; none when there is but one.
Value languages_value(const Assembly& assembly, const Page& page, Arena& arena) {
  const Portal& portal = *assembly.portal;
  std::vector<Value> out;
  if (portal.languages.size() < 2 || page.kind == PageKind::not_found) return Value::list({});
  for (const std::string& language : portal.languages) {
    out.push_back(map_value(
        arena,
        {{"ma", Value::text(language)},
         {"url", Value::text(arena.copy(language_path(portal, language) + encode_path(page.url)))},
         {"url_day_du",
          Value::text(arena.copy(language_address(portal, language) + encode_path(page.url)))},
         {"hien_tai", Value::boolean(language == portal.language)},
         {"da_dich", Value::boolean(is_in_language(assembly, page, language))}}));
  }
  return Value::list(arena.copy(out));
}

/// None where the page has no picture to share.
Value share_value(const PortalView& portal, const Page& page, Arena& arena) {
  const std::optional<ShareAddress> shared = share_address(portal, page);
  if (!shared) return Value::none();
  const Portal& own = *portal.assembly().portal;
  return map_value(arena, {{"url_day_du", Value::text(arena.copy(own.address + shared->url))},
                           {"rong", Value::integer(shared->width)},
                           {"cao", Value::integer(shared->height)}});
}

/// The files of a poster that is drawn; none of any other page.
Value drawings_value(const PageReader& reader, const Page& page, Arena& arena) {
  const Assembly& assembly = reader.assembly();
  std::vector<Value> out;
  for (const images::PosterForm form : images::poster_forms) {
    const std::string url = poster_url(page.url, form);
    const Page* drawing = page.kind == PageKind::record ? assembly.page_at(url) : nullptr;
    if (drawing == nullptr || drawing->kind != PageKind::drawing) return Value::none();
    const auto index = static_cast<std::size_t>(drawing - assembly.pages.data());
    out.push_back(map_value(arena, {{"url", reader.portal().url(drawing->url, arena)},
                                    {"duoi", Value::text(images::file_name(form).substr(
                                                 images::file_name(form).rfind('.') + 1))},
                                    {"kich_thuoc", Value::integer(static_cast<std::int64_t>(
                                                       reader.size_of_drawing(index)))}}));
  }
  return Value::list(arena.copy(out));
}

/// Questions::add_page and add_list_page answer for this without making it: what is new here has to
/// be named there.
Value page_value(const PageReader& reader, const Page& page, Arena& arena) {
  const PortalView& portal = reader.portal();
  const Assembly& assembly = portal.assembly();
  const Site& site = *assembly.site;
  const bool is_record = page.kind == PageKind::record;
  ingest::Body room;
  const ingest::Body& body = reader.body() != nullptr ? *reader.body() : room;
  std::string_view date, updated;
  if (is_record) {
    if (reader.body() == nullptr) room = site.body(page.record);
    date = site.date(page.record);
    updated = site.text(page.record, site.common_of(page.record).updated);
  }
  const std::vector<const Page*> above = breadcrumbs(assembly, page);
  const Wording summed = page_summary(portal, page, body.document);
  const std::string_view summary = arena.copy(summed.text);
  return map_value(
      arena, {{"kieu", Value::text(kind_name(page.kind))},
              {"tieu_de", wording_value(portal, page_title(portal, page), arena)},
              {"mo_ta", words_value(*assembly.portal, {summary, summed.language})},
              {"url", portal.url(page.url, arena)},
              {"url_day_du", Value::text(arena.copy(canonical_url(assembly, page)))},
              {"ngon_ngu", Value::text(is_record ? assembly.language_of(page.record)
                                                 : std::string_view(assembly.portal->language))},
              {"cac_ngon_ngu", languages_value(assembly, page, arena)},
              {"duong_dan", link_list(portal, above, arena)},
              {"than", is_record ? body_value(reader, page.record, body, arena) : Value::none()},
              {"de_muc", is_record ? outline_value(assembly, page.record, body.document, arena)
                                   : Value::list({})},
              {"ngay", text_or_none(date)},
              {"cap_nhat", text_or_none(updated)},
              {"json_ld", json_ld(portal, page, summary, above, arena)},
              {"nguon_cap_du_lieu", feeds_value(portal, page, arena)},
              {"anh_chia_se", share_value(portal, page, arena)},
              {"hinh_ve", drawings_value(reader, page, arena)},
              {"phan_trang",
               page.kind == PageKind::list ? pagination_value(portal, page, arena) : Value::none()},
              {"y_kien", page.kind == PageKind::feedback ? feedback_page_value(portal, page, arena)
                                                         : Value::none()}});
}

}  // namespace

bool is_in_language(const Assembly& assembly, const Page& page, std::string_view language) {
  const Portal& portal = *assembly.portal;
  if (page.kind != PageKind::record || language == portal.languages.front()) return true;
  if (language == portal.language) return assembly.language_of(page.record) == language;
  const Site& site = *assembly.site;
  std::uint32_t original = page.record;
  while (const Derived* derived = site.derived_of(original)) original = derived->base;
  const std::uint32_t version = site.version_of(original, portal.id, language, false);
  return site.records()[version].language.text() == language;
}

std::string canonical_url(const Assembly& assembly, const Page& page) {
  const Portal& portal = *assembly.portal;
  return is_in_language(assembly, page, portal.language)
             ? portal.canonical_address + encode_path(page.url)
             : language_address(portal, portal.languages.front()) + encode_path(page.url);
}

std::vector<Entry> own_values(const PageReader& reader, const Page& page, Arena& arena) {
  std::vector<Entry> out{{"trang", page_value(reader, page, arena)}};
  if (page.kind == PageKind::list) out.push_back({"danh_sach", list_value(reader, page, arena)});
  if (page.kind == PageKind::az_index)
    out.push_back({"bang_chu_cai", alphabet_value(reader, arena)});
  return out;
}

std::vector<Entry> page_globals(const PageReader& reader, const Page& page, Arena& arena) {
  reader.note(Read::Kind::page, static_cast<std::size_t>(&page - reader.assembly().pages.data()));
  std::vector<Entry> out = own_values(reader, page, arena);
  out.push_back({"cong", Value::object(*arena.make<PortalMembers>(reader))});
  out.push_back({"chu", Value::object(*arena.make<StringMembers>(reader))});
  if (page.kind == PageKind::record) out.push_back({"ban_ghi", reader.record(page.record, arena)});
  add_queries(reader, arena, out);
  return out;
}

Value shared_list_values(const PageReader& reader, TypeId type, Arena& arena) {
  const PortalView& portal = reader.portal();
  Page page;
  page.kind = PageKind::list;
  page.list.type = type;
  return map_value(
      arena,
      {{"loai", reader.type(type, arena)},
       {"cot", columns_value(*portal.assembly().portal, portal.assembly().site->type(type), arena)},
       {"loc", facets_value(portal, page, arena)},
       {"mo_ta", wording_value(portal, page_summary(portal, page, {}), arena)},
       {"nguon_cap_du_lieu", feeds_value(portal, page, arena)}});
}

std::string_view page_template(const Assembly& assembly, const Theme& theme, const Page& page) {
  const auto chosen = [&](std::string_view of_type, std::string_view of_theme) {
    return of_theme.empty() || theme.templates.has(of_type) ? of_type : of_theme;
  };
  switch (page.kind) {
    case PageKind::home: return "trang-chu.html";
    case PageKind::record:
      return chosen(assembly.site->type_of(page.record).page_template, theme.record_template);
    case PageKind::list:
      return chosen(assembly.site->type(page.list.type).list_template, theme.list_template);
    case PageKind::az_index: return "muc-luc.html";
    case PageKind::not_found: return "404.html";
    case PageKind::feedback: return "y-kien.html";
    case PageKind::drawing: break;
  }
  return {};
}

Wording page_title(const PortalView& portal, const Page& page) {
  const Assembly& assembly = portal.assembly();
  const auto string = [&](std::string_view key) {
    return Wording{std::string(portal.theme().string(key)), assembly.portal->language};
  };
  switch (page.kind) {
    case PageKind::home: return string("trang_chu");
    case PageKind::az_index: return string("muc_luc");
    case PageKind::not_found: return string("khong_tim_thay");
    case PageKind::feedback: return feedback_title(portal, page);
    case PageKind::drawing: break;
    case PageKind::list: {
      Wording out{std::string(page.title), list_language(assembly, page.list)};
      if (page.list.number > 1) {
        out.text += " (" + std::string(portal.theme().string("trang")) + " " +
                    std::to_string(page.list.number) + ")";
      }
      return out;
    }
    case PageKind::record:
      return {std::string(page.title), title_words(assembly, page.record).language};
  }
  return {};
}

Wording page_summary(const PortalView& portal, const Page& page, const markdown::Document& body) {
  constexpr std::size_t longest = 200;  // Code points; search engines show about 160.
  const Assembly& assembly = portal.assembly();
  const Site& site = *assembly.site;
  if (page.kind == PageKind::record) {
    const std::optional<std::size_t> field = site.common_of(page.record).summary;
    const std::string_view summary = site.text(page.record, field);
    if (!summary.empty())
      return {std::string(summary), field_language(assembly, page.record, *field)};
    std::string lead = markdown::excerpt(body, longest);
    if (!lead.empty()) return {std::move(lead), assembly.language_of(page.record)};
  }
  if (page.kind == PageKind::feedback) return feedback_summary(portal, page);
  if (page.kind == PageKind::list) {
    const schema::Type& type = site.type(page.list.type);
    for (const Section& section : assembly.portal->sections) {
      if (section.type == type.id && !section.description.empty())
        return {section.description, description_language(*assembly.portal, section)};
    }
  }
  return {assembly.portal->description, assembly.portal->language_of("mo_ta")};
}

std::vector<const Page*> breadcrumbs(const Assembly& assembly, const Page& page) {
  std::vector<const Page*> out;
  for (const std::string_view url : ancestors(page.url)) {
    if (const Page* above = assembly.page_at(url)) out.push_back(above);
  }
  return out;
}

}  // namespace minhbach::pipeline
