// Posters that are drawn from a record's fields: their words, their files, what is wrong with them.
#pragma once

#include <variant>

#include "images/poster.h"
#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// Whether the record is a poster made from words (docs/formats.md, "Posters") and not a picture
/// that somebody made: its type has the role, and its layout is one that is drawn.
bool is_drawn_poster(const Site& site, std::uint32_t record);

/// The address of one of its files, beside its page.
std::string poster_url(std::string_view page_url, images::PosterForm form);

/// As people read and type it: without what every browser adds. Percent forms become letters and
/// digits where `fonts` show them; any other sign would make another address when typed.
std::string shown_address(std::string_view link, const images::FontSet& fonts);

/// Links that lead nowhere, pictures that cannot be drawn, and a theme that draws nothing. In the
/// first language only.
void check_posters(const Context& ctx, const Assembly& assembly, const Theme& theme);

/// What the record says, in the portal's language.
images::Poster poster_words(const PortalView& portal, std::uint32_t record);

/// Of all that makes the drawing `page` what it is.
Fingerprint drawing_answer(const PortalView& portal, const Page& page);

/// The file's bytes, or the problem at its field. One that two forms share is told of one of them.
Result<std::string> draw_page(const Context& ctx, const PortalView& portal, const Page& page,
                              const images::Typesetter& typesetter);

}  // namespace minhbach::pipeline
