// One poster, four files.
#include "images/poster.h"

#include <cairo.h>

#include "base/packing.h"
#include "images/canvas.h"
#include "images/poster_sheet.h"

namespace minhbach::images {
namespace {

ColourPairs colours_of(const DrawingStyle& style) {
  return {{style.paper, style.ink},  {style.paper, style.muted}, {style.paper, style.band},
          {style.paper, style.gold}, {style.paper, style.link},  {style.band, style.on_band},
          {style.paper, style.line}, {style.paper, {0, 0, 0}}};
}

}  // namespace

std::string_view file_name(PosterForm form) {
  switch (form) {
    case PosterForm::a4: return "poster-a4.pdf";
    case PosterForm::a3: return "poster-a3.pdf";
    case PosterForm::square: return "poster-vuong.png";
    case PosterForm::wide: return "poster-ngang.png";
  }
  return {};
}

std::string all_words(const Poster& poster) {
  std::string out;
  Packer packer(out);
  packer.number(static_cast<std::uint64_t>(poster.layout));
  packer.number(poster.has_bleed);
  for (const std::string* text :
       {&poster.issuer, &poster.portal, &poster.label, &poster.notice, &poster.audience,
        &poster.message, &poster.number, &poster.source, &poster.call, &poster.link,
        &poster.address, &poster.title, &poster.date})
    packer.text(*text);
  for (const std::vector<std::string>* list : {&poster.lines, &poster.steps}) {
    packer.number(list->size());
    for (const std::string& text : *list) packer.text(text);
  }
  return out;
}

std::variant<std::string, PosterProblem> draw_poster(const Poster& poster, PosterForm form,
                                                     const DrawingStyle& style,
                                                     const Typesetter& typesetter) {
  std::optional<PosterProblem> problem;
  const Draw draw = [&](_cairo* canvas) {
    PosterSheet sheet(poster, form, style, typesetter, canvas);
    sheet.draw();
    problem = sheet.problem();
  };
  const double units = PosterSheet::width_of(form);
  std::string out;
  if (form == PosterForm::a4 || form == PosterForm::a3) {
    PdfPage page;
    page.width = form == PosterForm::a4 ? 210 : 297;
    page.height = form == PosterForm::a4 ? 297 : 420;
    page.units = units;
    page.has_bleed = poster.has_bleed;
    page.title = poster.title;
    page.author = poster.issuer;
    page.date = poster.date;
    out = draw_pdf(page, draw);
  } else {
    const bool is_wide = form == PosterForm::wide;
    out = draw_png(is_wide ? 1200 : 1080, is_wide ? 630 : 1080, units, colours_of(style), draw);
  }
  if (problem) return std::move(*problem);
  return out;
}

}  // namespace minhbach::images
