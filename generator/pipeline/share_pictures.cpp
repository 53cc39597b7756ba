// Words, a name made of them, and a picture under that name.
#include "pipeline/share_pictures.h"

#include <algorithm>
#include <map>
#include <memory>

#include "base/parallel.h"
#include "images/canvas.h"
#include "images/kept_files.h"
#include "pipeline/page_view.h"
#include "pipeline/posters.h"
#include "pipeline/words.h"

namespace minhbach::pipeline {
namespace {

bool has_pictures(const PortalView& portal) {
  return portal.theme().drawing != nullptr && portal.assembly().portal->has_share_pictures;
}

bool is_drawn(const PortalView& portal, const Page& page) {
  return page.kind == PageKind::record && is_drawn_poster(*portal.assembly().site, page.record);
}

bool has_own(const PortalView& portal, const Page& page) {
  return page.kind != PageKind::not_found && page.kind != PageKind::drawing &&
         !is_drawn(portal, page);
}

images::SharePicture words_of(const PortalView& portal, const Page& page) {
  const Assembly& assembly = portal.assembly();
  const Portal& own = *assembly.portal;
  images::SharePicture out;
  out.portal = own.title;
  switch (page.kind) {
    case PageKind::record:
      out.title = page.title;
      out.section = section_title(own, assembly.site->type_of(page.record));
      break;
    case PageKind::list: out.title = section_title(own, assembly.site->type(page.list.type)); break;
    case PageKind::az_index:
    case PageKind::feedback: out.title = page_title(portal, page).text; break;
    default:
      out.title = own.title;
      out.portal.clear();
      if (const auto agency = portal.agency()) out.portal = assembly.site->title(*agency);
  }
  return out;
}

std::string name_of(const PortalView& portal, const images::SharePicture& words) {
  Fingerprinter name;
  name.add(images::share_version);
  for (const std::string* part : {&words.portal, &words.section, &words.title}) name.add(*part);
  name.add(portal.theme().drawing->digest);
  const Fingerprint digest = name.finish();
  return fmt::format("{}{:016x}{:016x}.png", share_folder, digest.high, digest.low);
}

}  // namespace

std::optional<ShareAddress> share_address(const PortalView& portal, const Page& page) {
  if (portal.theme().drawing != nullptr && is_drawn(portal, page)) {
    // Behind its stable name a mark of what is in it, for those who keep pictures by address.
    Page drawing = page;
    drawing.kind = PageKind::drawing;
    drawing.form = static_cast<std::uint8_t>(images::PosterForm::wide);
    return ShareAddress{
        poster_url(page.url, images::PosterForm::wide) +
            fmt::format("?{:08x}", static_cast<std::uint32_t>(drawing_answer(portal, drawing).low)),
        images::share_width, images::share_height};
  }
  if (!has_pictures(portal) || !has_own(portal, page)) return std::nullopt;
  return ShareAddress{"/" + name_of(portal, words_of(portal, page)), images::share_width,
                      images::share_height};
}

std::vector<OutputFile> make_share_pictures(const Context& ctx, const PortalView& portal,
                                            const EarlierOutputs& earlier, Overflow& overflow) {
  if (!has_pictures(portal)) return {};
  std::map<std::string, images::SharePicture> wanted;
  for (const Page& page : portal.assembly().pages) {
    if (!has_own(portal, page)) continue;
    images::SharePicture words = words_of(portal, page);
    std::string name = name_of(portal, words);
    wanted.try_emplace(std::move(name), std::move(words));
  }
  std::vector<OutputFile> out;
  std::vector<const images::SharePicture*> words;
  for (const auto& [path, picture] : wanted) {
    OutputFile& file = out.emplace_back();
    file.path = path;
    file.kept = !ctx.options.write ||
                (earlier.are_trusted && std::ranges::binary_search(earlier.listed, path) &&
                 !std::ranges::binary_search(earlier.missing, path));
    words.push_back(&picture);
  }
  const ThemeDrawing& theme = *portal.theme().drawing;
  std::vector<std::unique_ptr<images::Typesetter>> typesetters(ctx.options.jobs);
  parallel_for(
      out.size(), ctx.options.jobs,
      [&](std::size_t index, unsigned worker) {
        if (out[index].kept) return;
        const auto make = [&]() -> Result<std::string> {
          std::unique_ptr<images::Typesetter>& own = typesetters[worker];
          if (!own) own = std::make_unique<images::Typesetter>(theme.fonts);
          return images::draw_share_picture(*words[index], theme.style, *own);
        };
        const Result<std::string> bytes =
            ctx.kept == nullptr
                ? make()
                : ctx.kept->get_or_make(images::kept_key(images::share_version, {out[index].path}),
                                        make);
        if (!bytes) return ctx.report.add(bytes.error());
        out[index].waiting = overflow.put(*bytes);
      },
      4);
  return out;
}

}  // namespace minhbach::pipeline
