// The pages by which a portal takes feedback, and what templates may ask of forms and figures.
#pragma once

#include "pipeline/assemble_portal.h"
#include "pipeline/page_reader.h"
#include "pipeline/page_view.h"

namespace minhbach::pipeline {

/// Page::record of a page of the kind `feedback`: one of these, or from `first_form` on an index
/// into Assembly::forms.
enum FeedbackPage : std::uint32_t {
  hub_page,
  look_up_page,
  privacy_page,
  figures_page,
  first_form
};

/// Where a portal says what is kept of what readers send, and for how long.
inline constexpr std::string_view privacy_path = "/y-kien/quyen-rieng-tu/";

/// Chooses the portal's forms and adds their pages; nothing for a portal that takes no feedback or
/// does not say where.
void add_feedback_pages(const Context& ctx, Assembly& assembly);

/// The title of such a page.
Wording feedback_title(const PortalView& portal, const Page& page);
Wording feedback_summary(const PortalView& portal, const Page& page);

/// `trang.y_kien`: which of them it is, and of a form's page the form's id.
Value feedback_page_value(const PortalView& portal, const Page& page, Arena& arena);

/// `cong.noi_tiep_nhan`: where the portal's forms are sent, without final '/'; none.
Value endpoint_value(const Portal& portal, Arena& arena);

/// A form with its HTML, none when the portal does not take it.
Value form_value(const PageReader& reader, std::string_view id, Arena& arena);

/// What stands inside a form's <form> on the portal's pages: the same on all of them.
std::string form_html_of(const Assembly& assembly, const schema::Form& form);

/// All forms that the portal takes, without their HTML, in the order of their ids.
Value forms_value(const PageReader& reader, Arena& arena);

/// Cells of the figures, newest quarter first.
Value figures_value(const PageReader& reader, Arena& arena);

}  // namespace minhbach::pipeline
