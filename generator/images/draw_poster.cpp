// One poster, four files.
#include "images/poster.h"

#include <cairo.h>

#include <cmath>

#include "base/packing.h"
#include "images/canvas.h"
#include "images/messages.h"
#include "images/poster_sheet.h"

namespace minhbach::images {
namespace {

ColourPairs colours_of(const DrawingStyle& style) {
  return {{style.paper, style.ink},  {style.paper, style.muted}, {style.paper, style.band},
          {style.paper, style.gold}, {style.paper, style.link},  {style.band, style.on_band},
          {style.paper, style.line}, {style.paper, {0, 0, 0}}};
}

/// The pixels that a unit is. Paper's are a picture's alone, 171 of them on an inch of A3 and 242
/// of A4: a step away no finer is to be seen.
double scale_of(PosterForm form) {
  return form == PosterForm::square ? 1.08 : form == PosterForm::wide ? 0.63 : 2;
}

std::optional<CoverPicture> picture_for(PosterForm form, const Box& room, std::string_view bytes) {
  const double scale = scale_of(form);
  return cover_picture(bytes, static_cast<int>(std::lround(room.width * scale)),
                       static_cast<int>(std::lround(room.height * scale)));
}

PosterProblem unreadable_picture() {
  PosterProblem out;
  out.part = PosterPart::picture;
  out.diagnostic.message = &messages::poster_picture_unreadable;
  return out;
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
        &poster.address, &poster.title, &poster.date, &poster.picture})
    packer.text(*text);
  for (const std::vector<std::string>* list : {&poster.lines, &poster.steps}) {
    packer.number(list->size());
    for (const std::string& text : *list) packer.text(text);
  }
  return out;
}

std::variant<std::string, PosterProblem> draw_poster(const Poster& poster, PosterForm form,
                                                     const DrawingStyle& style,
                                                     const Typesetter& typesetter,
                                                     std::string_view picture) {
  Box room;
  std::optional<CoverPicture> cover;
  std::optional<PosterProblem> problem;
  bool stands_out = false;
  const Draw draw = [&](_cairo* canvas) {
    PosterSheet sheet(poster, form, style, typesetter, canvas, room, cover ? &*cover : nullptr);
    sheet.draw();
    problem = sheet.problem();
    stands_out = sheet.message_stands_out();
  };
  if (!poster.picture.empty()) {
    // As large as the words leave it, the message still the largest: where no room is so small, the
    // smallest, as the call gives way. Shared pictures may need all their room for words.
    for (const Box& one : PosterSheet::picture_rooms(form)) {
      room = one;
      draw_nowhere(scale_of(form), draw);
      if (!problem && stands_out) break;
    }
    const bool is_paper = form == PosterForm::a4 || form == PosterForm::a3;
    if (problem && is_paper) return std::move(*problem);
    if (problem) room = {};
    if (!problem) cover = picture_for(form, room, picture);
    if (!problem && !cover) return unreadable_picture();
  }
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
    const int width = form == PosterForm::wide ? 1200 : 1080;
    const int height = form == PosterForm::wide ? 630 : 1080;
    out = cover ? draw_full_png(width, height, units, draw)
                : draw_png(width, height, units, colours_of(style), draw);
  }
  if (problem) return std::move(*problem);
  return out;
}

}  // namespace minhbach::images
