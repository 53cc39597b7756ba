// Chooses, names and shows them.
#include "pipeline/feedback_pages.h"

#include "forms/form_html.h"
#include "pipeline/links.h"
#include "pipeline/messages.h"
#include "pipeline/words.h"

namespace minhbach::pipeline {
namespace {

constexpr std::string_view folder = "/y-kien/";

struct FixedPage {
  std::string_view name;  ///< In `trang.y_kien.loai`.
  std::string_view url;
  std::string_view title;    ///< Key of the theme's strings.
  std::string_view summary;  ///< The same.
};
/// In the order of FeedbackPage.
constexpr FixedPage fixed_pages[] = {
    {"gioi_thieu", "/y-kien/", "y_kien", "y_kien_mo_ta"},
    {"tra_cuu", "/y-kien/tra-cuu/", "tra_cuu_bien_nhan", "tra_cuu_bien_nhan_mo_ta"},
    {"quyen_rieng_tu", privacy_path, "quyen_rieng_tu", "quyen_rieng_tu_mo_ta"},
    {"ket_qua", "/y-kien/ket-qua/", "ket_qua_danh_gia", "ket_qua_danh_gia_mo_ta"},
};

/// A vote is cast where the page is that it is about.
bool has_page(const schema::Form& form) { return form.role != "huu_ich"; }

std::string form_url(const schema::Form& form) { return fmt::format("{}{}/", folder, form.folder); }

std::string address_of(const Portal& portal) { return portal.endpoint + "/" + portal.id; }

void report_unknown_form(const Context& ctx, const Assembly& assembly, const std::string& id) {
  const Portal& portal = *assembly.portal;
  Diagnostic diagnostic;
  diagnostic.message = &messages::form_unknown;
  diagnostic.place = {portal.file, portal.forms_line, portal.forms_column};
  diagnostic.arguments = {quote(id)};
  std::vector<std::string_view> ids;
  for (const schema::Form& form : assembly.site->forms) ids.push_back(form.id);
  diagnostic.nearest = nearest_name(id, ids);
  ctx.report.add(std::move(diagnostic));
}

void choose_forms(const Context& ctx, Assembly& assembly) {
  const std::vector<std::string>& wanted = assembly.portal->forms;
  for (const schema::Form& form : assembly.site->forms) {
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), form.id) != wanted.end())
      assembly.forms.push_back(&form);
  }
  for (const std::string& id : wanted) {
    const bool is_known = std::any_of(assembly.site->forms.begin(), assembly.site->forms.end(),
                                      [&](const schema::Form& form) { return form.id == id; });
    if (!is_known) report_unknown_form(ctx, assembly, id);
  }
}

/// Whom a question can be for: the portal's own agencies, in list order.
std::vector<forms::Agency> agencies(const Assembly& assembly) {
  std::vector<forms::Agency> out;
  const Site& site = *assembly.site;
  for (std::size_t t = 0; t < site.types.size(); ++t) {
    if (site.types[t].role != "agency") continue;
    for (const std::uint32_t record : assembly.lists[t].records) {
      if (assembly.is_borrowed(record)) continue;
      out.push_back({std::string(site.records()[record].id), std::string(site.title(record))});
    }
  }
  return out;
}

std::vector<Entry> form_facts(const PageReader& reader, const schema::Form& form, Arena& arena) {
  const Portal& portal = *reader.assembly().portal;
  const std::string_view language = portal.language;
  return {{"id", Value::text(form.id)},
          {"vai_tro", Value::text(form.role)},
          {"ten", Value::text(forms::title_of(form, language))},
          {"mo_ta", Value::text(forms::help_of(form, language))},
          {"luu_giu", Value::integer(form.keep_days)},
          {"thu_muc", Value::text(form.folder)},
          {"url",
           has_page(form) ? reader.portal().url(arena.copy(form_url(form)), arena) : Value::none()},
          {"gui_toi", Value::text(arena.copy(address_of(portal) + "/" + form.folder))}};
}

}  // namespace

void add_feedback_pages(const Context& ctx, Assembly& assembly) {
  if (!assembly.portal->takes_forms()) return;
  choose_forms(ctx, assembly);
  for (std::uint32_t i = 0; i < first_form; ++i)
    assembly.pages.push_back({PageKind::feedback, fixed_pages[i].url, "", i, {}});
  for (std::uint32_t i = 0; i < assembly.forms.size(); ++i) {
    const schema::Form& form = *assembly.forms[i];
    if (!has_page(form)) continue;
    assembly.pages.push_back({PageKind::feedback,
                              assembly.texts->copy(form_url(form)),
                              forms::title_of(form, assembly.portal->language),
                              first_form + i,
                              {}});
  }
}

Wording feedback_title(const PortalView& portal, const Page& page) {
  const std::string& language = portal.assembly().portal->language;
  return {
      std::string(page.record < first_form ? portal.theme().string(fixed_pages[page.record].title)
                                           : page.title),
      language};
}

Wording feedback_summary(const PortalView& portal, const Page& page) {
  const Assembly& assembly = portal.assembly();
  const std::string& language = assembly.portal->language;
  return {std::string(page.record < first_form
                          ? portal.theme().string(fixed_pages[page.record].summary)
                          : forms::help_of(*assembly.forms[page.record - first_form], language)),
          language};
}

Value feedback_page_value(const PortalView& portal, const Page& page, Arena& arena) {
  const bool is_form = page.record >= first_form;
  return Value::map(arena.copy(std::vector<Entry>{
      {"loai", Value::text(is_form ? "bieu_mau" : fixed_pages[page.record].name)},
      {"bieu_mau", is_form ? Value::text(portal.assembly().forms[page.record - first_form]->id)
                           : Value::none()}}));
}

Value endpoint_value(const Portal& portal, Arena& arena) {
  return portal.takes_forms() ? Value::text(arena.copy(address_of(portal))) : Value::none();
}

std::string form_html_of(const Assembly& assembly, const schema::Form& form) {
  const std::string privacy = page_link(*assembly.portal, fixed_pages[privacy_page].url);
  return forms::form_html(form, {assembly.portal->language, privacy, agencies(assembly)}, {});
}

Value form_value(const PageReader& reader, std::string_view id, Arena& arena) {
  const Assembly& assembly = reader.assembly();
  const auto at = std::find_if(assembly.forms.begin(), assembly.forms.end(),
                               [&](const schema::Form* form) { return form->id == id; });
  if (at == assembly.forms.end()) return Value::none();
  std::vector<Entry> out = form_facts(reader, **at, arena);
  const auto index = static_cast<std::size_t>(at - assembly.forms.begin());
  out.push_back({"html", Value::markup(reader.portal().form_html(index))});
  return Value::map(arena.copy(out));
}

Value forms_value(const PageReader& reader, Arena& arena) {
  std::vector<Value> out;
  for (const schema::Form* form : reader.assembly().forms)
    out.push_back(Value::map(arena.copy(form_facts(reader, *form, arena))));
  return Value::list(arena.copy(out));
}

Value figures_value(const PageReader& reader, Arena& arena) {
  const Assembly& assembly = reader.assembly();
  std::vector<Value> out;
  for (const UsefulCell& cell : assembly.site->figures_of(*assembly.portal).cells) {
    std::vector<Entry> entries{{"nhom", Value::text(cell.group)},
                               {"quy", Value::text(cell.quarter)},
                               {"an", Value::boolean(cell.votes == 0)}};
    if (cell.votes > 0) {
      const Share share = wilson_share(cell.useful, cell.votes);
      entries.insert(entries.end(), {{"n", Value::integer(cell.votes)},
                                     {"huu_ich", Value::integer(cell.useful)},
                                     {"ty_le", Value::number(share.value)},
                                     {"thap", Value::number(share.low)},
                                     {"cao", Value::number(share.high)},
                                     {"den_ngay", Value::text(cell.as_of)}});
    }
    out.push_back(Value::map(arena.copy(entries)));
  }
  return Value::list(arena.copy(out));
}

}  // namespace minhbach::pipeline
