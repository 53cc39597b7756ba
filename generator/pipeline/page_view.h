// One page as its template reads it: `trang`, and `ban_ghi`, `danh_sach` or `bang_chu_cai`.
#pragma once

#include "pipeline/list_view.h"
#include "pipeline/page_reader.h"

namespace minhbach::pipeline {

/// The globals of a page, made in `arena`. `page` is one of the assembly's.
std::vector<Entry> page_globals(const PageReader& reader, const Page& page, Arena& arena);

/// What the page is by itself, without what it asks for: `trang`, and `danh_sach` or
/// `bang_chu_cai`. Made whole, so it counts as one read. For a reader without a body, `trang.than`
/// is what the body is made of.
std::vector<Entry> own_values(const PageReader& reader, const Page& page, Arena& arena);

/// What all pages of a type's lists have in common: their type, columns, facets (none chosen),
/// summary, feeds.
Value shared_list_values(const PageReader& reader, TypeId type, Arena& arena);

/// The template that renders a page: its type's, or the one that the theme has for all types.
std::string_view page_template(const Assembly& assembly, const Theme& theme, const Page& page);

/// Words made for one page, and their language.
struct Wording {
  std::string text;
  std::string_view language;
};

/// The title of a page as readers see it; lists say their page number. What a list is narrowed to
/// decides the language of the whole.
Wording page_title(const PortalView& portal, const Page& page);

/// A page's summary as plain text: the record's, the start of its body, or the portal's.
Wording page_summary(const PortalView& portal, const Page& page, const markdown::Document& body);

/// The pages above a page, the home page first.
std::vector<const Page*> breadcrumbs(const Assembly& assembly, const Page& page);

/// Whether the page says in `language` what it says: a record's page where it is not translated
/// shows the original. All other pages are in each language of the portal.
bool is_in_language(const Assembly& assembly, const Page& page, std::string_view language);

/// What the page is known by everywhere: its address under the first placement, and of one that
/// shows the original in place of a translation the original's.
std::string canonical_url(const Assembly& assembly, const Page& page);

}  // namespace minhbach::pipeline
