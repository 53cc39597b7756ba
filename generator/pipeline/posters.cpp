// From fields to words, and from what is wrong back to a field.
#include "pipeline/posters.h"

#include "images/canvas.h"
#include "images/kept_files.h"
#include "model/url.h"
#include "pipeline/drawing_messages.h"
#include "pipeline/links.h"
#include "pipeline/messages.h"
#include "pipeline/page_view.h"
#include "pipeline/words.h"
#include "text/letter_case.h"
#include "text/normal_form.h"
#include "text/typography.h"
#include "text/utf8.h"

namespace minhbach::pipeline {
namespace {

struct NamedLayout {
  std::string_view name;
  images::PosterLayout layout;
};
/// Choices of the field `bo_cuc`. Any other is a picture that somebody made.
constexpr NamedLayout layouts[] = {{"loi_moi", images::PosterLayout::invitation},
                                   {"ba_buoc", images::PosterLayout::three_steps},
                                   {"con_so", images::PosterLayout::number},
                                   {"thong_bao", images::PosterLayout::notice}};

constexpr std::string_view layout_field = "bo_cuc", link_field = "lien_ket", picture_field = "anh";

const FieldValue* value(const Site& site, std::uint32_t record, std::string_view name) {
  const std::optional<std::size_t> field = site.type_of(record).field(name);
  return field ? &site.records()[record].fields[*field] : nullptr;
}

std::string text(const Site& site, std::uint32_t record, std::string_view name) {
  const FieldValue* held = value(site, record, name);
  std::string out(held != nullptr ? held->text() : std::string_view());
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
  return out;
}

/// The same for drawing: names and numbers do not break over lines.
std::string words(const Site& site, std::uint32_t record, std::string_view name) {
  return text::keep_together(text(site, record, name));
}

std::vector<std::string> texts(const Site& site, std::uint32_t record, std::string_view name) {
  std::vector<std::string> out;
  if (const FieldValue* held = value(site, record, name)) {
    for (const FieldValue& item : held->children()) out.emplace_back(item.text());
  }
  return out;
}

const NamedLayout* layout_of(const Site& site, std::uint32_t record) {
  if (site.type_of(record).role != "poster") return nullptr;
  const FieldValue* held = value(site, record, layout_field);
  // Without its message, which may be declared as not yet published, there is nothing to draw.
  const FieldValue* message = value(site, record, "thong_diep");
  if (held == nullptr || message == nullptr || message->text().empty()) return nullptr;
  for (const NamedLayout& one : layouts) {
    if (one.name == held->text()) return &one;
  }
  return nullptr;
}

/// The field that a part of a poster comes from.
std::string_view field_of(images::PosterPart part) {
  switch (part) {
    case images::PosterPart::issuer: return "co_quan";
    case images::PosterPart::portal:
    case images::PosterPart::label: return layout_field;
    case images::PosterPart::audience: return "doi_tuong";
    case images::PosterPart::message: return "thong_diep";
    case images::PosterPart::lines: return "dong";
    case images::PosterPart::number: return "so";
    case images::PosterPart::source: return "nguon";
    case images::PosterPart::steps: return "buoc";
    case images::PosterPart::call: return "keu_goi";
    case images::PosterPart::link: return link_field;
    case images::PosterPart::picture: return picture_field;
  }
  return {};
}

/// Of the field, or of the record where it has none.
Place place_of(const Site& site, std::uint32_t record, std::string_view name) {
  const Record& at = site.records()[record];
  const std::optional<std::size_t> field = site.type_of(record).field(name);
  if (!field || at.fields[*field].line == 0) return {std::string(at.file), at.line, 0};
  const FieldValue& held = at.fields[*field];
  return {std::string(site.field_file(record, *field)), static_cast<int>(held.line), held.column};
}

/// The page of this portal that `link` names, without what stands behind '#'.
const Page* linked_page(const Assembly& assembly, std::string_view link) {
  return assembly.page_at(link.substr(0, link.find('#')));
}

/// The picture that stands on the poster; null when it has none.
const Attachment* picture_of(const Assembly& assembly, std::uint32_t record) {
  const std::string path = text(*assembly.site, record, picture_field);
  return path.empty() ? nullptr : find_attachment(assembly, record, path);
}

/// Only a kind that the program can decode. Else told of: by a file's own findings where it has
/// some.
void check_picture(const Context& ctx, const Assembly& assembly, std::uint32_t record) {
  const Site& site = *assembly.site;
  const Attachment* const file = picture_of(assembly, record);
  if (file == nullptr) return;  // No such file: check_links has said so.
  const Place place = place_of(site, record, picture_field);
  const FileFacts& facts = file->facts;
  if (facts.picture == images::PictureKind::none || facts.picture == images::PictureKind::svg) {
    ctx.report.add(site.diagnostic(messages::poster_picture_unusable, place,
                                   {quote(text(site, record, picture_field))}));
  } else if (facts.image && facts.image->width < images::least_picture_width) {
    ctx.report.add(site.diagnostic(
        messages::poster_picture_small, place,
        {std::to_string(facts.image->width), std::to_string(images::least_picture_width)}));
  }
}

/// Absolute: the page that the record names, else its own.
std::string whole_link(const Assembly& assembly, std::uint32_t record) {
  const std::string link = text(*assembly.site, record, link_field);
  if (!link.empty() && !link.starts_with('/')) return link;
  const Page* page = assembly.page_at(assembly.urls[record]);
  if (const Page* named = linked_page(assembly, link); !link.empty() && named != nullptr)
    page = named;
  const std::size_t anchor = std::min(link.find('#'), link.size());
  return canonical_url(assembly, *page) + link.substr(anchor);
}

/// Whether `text`, typed into a browser, becomes the percent form that it was decoded from.
bool can_be_typed(std::string_view text, const images::FontSet& fonts) {
  if (!text::is_utf8(text) || !text::is_nfc(text) || fonts.first_missing(text) != 0) return false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t one = text::next_code_point(text, at);
    const bool is_plain = one < 0x80 && std::string_view("-._~").find(static_cast<char>(one)) !=
                                            std::string_view::npos;
    if (!is_plain && !text::is_letter_or_digit(one)) return false;
  }
  return true;
}

/// `link` with those runs of its percent forms as letters that can be read and typed.
std::string readable(std::string_view link, const images::FontSet& fonts) {
  std::string out;
  for (std::size_t at = 0; at < link.size();) {
    std::size_t end = at;
    while (end + 2 < link.size() && link[end] == '%') end += 3;
    if (end == at) {
      out += link[at++];
      continue;
    }
    const std::string_view run = link.substr(at, end - at);
    const std::string decoded = decode_path(run);
    out += can_be_typed(decoded, fonts) ? std::string_view(decoded) : run;
    at = end;
  }
  return out;
}

/// The agency that the record names; "" when it names none.
std::string_view issuer_name(const Assembly& assembly, std::uint32_t record) {
  const Site& site = *assembly.site;
  const std::string own = text(site, record, "co_quan");
  for (const std::uint32_t named : assembly.references.outgoing(record)) {
    if (!own.empty() && site.type_of(named).role == "agency" && site.records()[named].id == own)
      return site.title(named);
  }
  return {};
}

/// That it was made up, or is of an archive: whoever sees it on a wall sees no page around it.
std::string label_of(const PortalView& portal, std::uint32_t record) {
  const Site& site = *portal.assembly().site;
  if (site.flag(record, site.common_of(record).illustrative))
    return std::string(portal.theme().string("minh_hoa"));
  const std::optional<ArchiveNotice>& archive = portal.assembly().portal->archive;
  return archive ? archive->title : std::string();
}

/// "" for a poster without one.
Result<std::string> picture_bytes(const Context& ctx, const Assembly& assembly,
                                  std::uint32_t record) {
  const Attachment* const file = picture_of(assembly, record);
  if (file == nullptr) return std::string();
  Result<std::string> bytes = read_listed(ctx.disk, file->source);
  if (!bytes || fingerprint(*bytes) == file->digest) return bytes;
  Diagnostic changed;
  changed.message = &messages::source_changed;
  changed.place.file = file->source;
  return changed;
}

}  // namespace

bool is_drawn_poster(const Site& site, std::uint32_t record) {
  return layout_of(site, record) != nullptr;
}

std::string poster_url(std::string_view page_url, images::PosterForm form) {
  std::string out(page_url);
  if (!out.ends_with('/')) out += '/';
  return out.append(images::file_name(form));
}

std::string shown_address(std::string_view link, const images::FontSet& fonts) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (link.starts_with(scheme)) link.remove_prefix(scheme.size());
  }
  if (link.starts_with("www.")) link.remove_prefix(4);
  if (link.ends_with('/')) link.remove_suffix(1);
  return readable(link, fonts);
}

void check_posters(const Context& ctx, const Assembly& assembly, const Theme& theme) {
  const Site& site = *assembly.site;
  for (const std::uint32_t record : assembly.members) {
    if (!is_drawn_poster(site, record) || assembly.urls[record].empty()) continue;
    if (theme.drawing == nullptr) {
      ctx.report.add(site.diagnostic(messages::poster_undrawable,
                                     place_of(site, record, layout_field),
                                     {quote(assembly.portal->theme)}));
    }
    check_picture(ctx, assembly, record);
    const std::string link = text(site, record, link_field);
    const bool is_whole = link.starts_with("https://") || link.starts_with("http://");
    if (link.empty() || is_whole || linked_page(assembly, link) != nullptr) continue;
    Diagnostic unknown = site.diagnostic(messages::poster_link_unknown,
                                         place_of(site, record, link_field), {quote(link)});
    std::vector<std::string_view> urls;
    for (const Page& page : assembly.pages) urls.push_back(page.url);
    unknown.nearest = nearest_name(link, urls);
    ctx.report.add(std::move(unknown));
  }
}

images::Poster poster_words(const PortalView& portal, std::uint32_t record) {
  const Assembly& assembly = portal.assembly();
  const Site& site = *assembly.site;
  const schema::Type& type = site.type_of(record);
  const NamedLayout& layout = *layout_of(site, record);
  images::Poster out;
  out.layout = layout.layout;
  // Without an office of its own it is the portal's, and says no office's name.
  out.issuer = issuer_name(assembly, record);
  (out.issuer.empty() ? out.issuer : out.portal) = assembly.portal->title;
  out.label = label_of(portal, record);
  out.notice =
      choice_label(*assembly.portal, type.fields[*type.field(layout_field)], layout.name).text;
  out.audience = words(site, record, "doi_tuong");
  out.message = words(site, record, "thong_diep");
  out.lines = texts(site, record, "dong");
  out.number = words(site, record, "so");
  out.source = words(site, record, "nguon");
  const std::string_view word = portal.theme().string("nguon");
  if (!word.empty() && !out.source.empty()) out.source = std::string(word) + ": " + out.source;
  out.steps = texts(site, record, "buoc");
  out.call = words(site, record, "keu_goi");
  out.link = whole_link(assembly, record);
  if (const ThemeDrawing* drawing = portal.theme().drawing.get())
    out.address = shown_address(out.link, drawing->fonts);
  out.title = site.title(record);
  out.date = site.updated(record);
  const FieldValue* bleed = value(site, record, "tran_le");
  if (const Attachment* picture = picture_of(assembly, record))
    out.picture = picture->facts.sha256.hex();
  out.has_bleed = bleed != nullptr && bleed->kind == FieldValue::Kind::boolean && bleed->boolean;
  return out;
}

Fingerprint drawing_answer(const PortalView& portal, const Page& page) {
  Fingerprinter out;
  out.add(images::poster_version);
  out.add(page.form);
  out.add(images::all_words(poster_words(portal, page.record)));
  if (portal.theme().drawing) out.add(portal.theme().drawing->digest);
  return out.finish();
}

Result<std::string> draw_page(const Context& ctx, const PortalView& portal, const Page& page,
                              const images::Typesetter& typesetter) {
  const ThemeDrawing& theme = *portal.theme().drawing;
  const images::PosterForm form = images::poster_forms[page.form];
  const images::Poster poster = poster_words(portal, page.record);
  const auto make = [&]() -> Result<std::string> {
    Result<std::string> picture = picture_bytes(ctx, portal.assembly(), page.record);
    if (!picture) return picture;
    auto made = images::draw_poster(poster, form, theme.style, typesetter, *picture);
    if (auto* problem = std::get_if<images::PosterProblem>(&made)) {
      const Site& site = *portal.assembly().site;
      return site.diagnostic(*problem->diagnostic.message,
                             place_of(site, page.record, field_of(problem->part)),
                             problem->diagnostic.arguments);
    }
    return std::move(std::get<std::string>(made));
  };
  if (ctx.kept == nullptr) return make();
  const std::string digest = fmt::format("{:016x}{:016x}", theme.digest.high, theme.digest.low);
  return ctx.kept->get_or_make(
      images::kept_key(images::poster_version,
                       {images::file_name(form), images::all_words(poster), digest}),
      make);
}

}  // namespace minhbach::pipeline
