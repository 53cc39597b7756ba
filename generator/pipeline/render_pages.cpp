// Renders pages on all threads, each into a string of its own.
#include "pipeline/render_pages.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <tuple>

#include "base/parallel.h"
#include "images/cover_picture.h"
#include "images/messages.h"
#include "model/url.h"
#include "pipeline/messages.h"
#include "pipeline/page_view.h"
#include "pipeline/posters.h"

namespace minhbach::pipeline {

namespace {

/// A mistake in a template is met on each page that it makes: the first one is told, the others
/// are counted. Always in the same order, so that every run tells the same.
void report_failures(const Context& ctx, std::vector<std::optional<Diagnostic>>& failures) {
  std::map<std::tuple<Place, std::string_view, std::vector<std::string>>, std::size_t> others;
  for (std::optional<Diagnostic>& failure : failures) {
    if (!failure) continue;
    const auto [at, is_first] =
        others.emplace(std::tuple(failure->place, failure->message->code, failure->arguments), 0);
    if (is_first) {
      ctx.report.add(std::move(*failure));
    } else {
      ++at->second;
    }
  }
  for (const auto& [key, count] : others) {
    if (count == 0) continue;
    Diagnostic note;
    note.message = &messages::same_on_other_pages;
    note.place = std::get<Place>(key);
    note.arguments = {std::to_string(count)};
    ctx.report.add(std::move(note));
  }
}

/// One page into `out`; nothing when all went well.
std::optional<Diagnostic> render_page(const PortalView& portal, const Questions& questions,
                                      const SizeOfDrawing& sizes, const Page& page, PageWork& work,
                                      std::string& out) {
  const Assembly& assembly = portal.assembly();
  std::optional<ingest::Body> body(std::in_place);
  if (page.kind == PageKind::record) {
    body = assembly.site->whole_body(page.record);
    if (!body) {
      Diagnostic changed;
      const Site& site = *assembly.site;
      const bool had_waited = site.store.texts[page.record].body->put_aside.size > 0;
      changed.message = had_waited ? &messages::page_lost : &messages::source_changed;
      if (had_waited) changed.arguments = {quote(page.url)};
      changed.place.file = site.records()[page.record].file;
      return changed;
    }
  }
  Arena arena;
  ReadNotes reads;
  const PageReader reader(portal, &reads, &*body, &sizes);
  const std::vector<Entry> globals = page_globals(reader, page, arena);
  std::optional<Diagnostic> failure = portal.theme().templates.render(
      page_template(assembly, portal.theme(), page), globals, arena, out);
  questions.add_sources(page, reads);
  work.reads = ReadList(reads.take());
  if (failure && page.kind == PageKind::record) {
    const Record& record = assembly.site->records()[page.record];
    failure->trail.push_back({std::string(record.file), record.line, 0});
  }
  return failure;
}

/// Whether another placement or language of the portal has the same to mend: its longer or shorter
/// address may make it another number of characters.
bool is_told_before(const Context& ctx, const Diagnostic& found) {
  const std::vector<Diagnostic> told = ctx.report.sorted();
  return std::any_of(told.begin(), told.end(), [&](const Diagnostic& other) {
    return other.message == found.message && other.place == found.place &&
           (found.message != &messages::drawn_text_too_long ||
            other.arguments.front() == found.arguments.front());
  });
}

/// One drawing into `out`. All that a poster says stands on A4: of the other forms is only told
/// what does not fit, and of A3, which is A4 enlarged, nothing.
std::optional<Diagnostic> draw_one(const Context& ctx, const PortalView& portal, std::size_t index,
                                   PageWork& work, std::unique_ptr<images::Typesetter>& typesetter,
                                   std::string& out) {
  const Page& page = portal.assembly().pages[index];
  ReadNotes reads;
  reads.add({Read::Kind::page, static_cast<std::uint32_t>(index), 0});
  work.reads = ReadList(reads.take());
  if (!typesetter) typesetter = std::make_unique<images::Typesetter>(portal.theme().drawing->fonts);
  Result<std::string> drawn = draw_page(ctx, portal, page, *typesetter);
  if (!drawn) {
    const images::PosterForm form = images::poster_forms[page.form];
    const bool is_told =
        form == images::PosterForm::a4 ||
        (form != images::PosterForm::a3 && drawn.error().message == &messages::drawn_text_too_long);
    if (!is_told || is_told_before(ctx, drawn.error())) return std::nullopt;
    return drawn.error();
  }
  out = std::move(*drawn);
  return std::nullopt;
}

/// How large drawings are: those of this build as they are made, others when a page asks.
class DrawingSizes {
 public:
  DrawingSizes(const Context& ctx, const PortalView& portal) : ctx_(ctx), portal_(portal) {}

  void set(std::size_t page, std::uint64_t size) {
    const std::lock_guard lock(mutex_);
    sizes_[page] = size;
  }
  std::uint64_t of(std::size_t page) {
    const std::lock_guard lock(mutex_);
    const auto [at, is_new] = sizes_.emplace(page, 0);
    if (is_new) {
      const images::Typesetter typesetter(portal_.theme().drawing->fonts);
      const Result<std::string> drawn =
          draw_page(ctx_, portal_, portal_.assembly().pages[page], typesetter);
      if (drawn) at->second = drawn->size();
    }
    return at->second;
  }

 private:
  const Context& ctx_;
  const PortalView& portal_;
  std::mutex mutex_;
  std::map<std::size_t, std::uint64_t> sizes_;
};

}  // namespace

std::vector<OutputFile> render_pages(const Context& ctx, const PortalView& portal,
                                     const Questions& questions, std::vector<PageWork>& pages,
                                     Overflow& overflow) {
  const Assembly& assembly = portal.assembly();
  std::vector<std::size_t> drawings, others;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].is_kept()) continue;
    (assembly.pages[i].kind == PageKind::drawing ? drawings : others).push_back(i);
  }
  std::vector<OutputFile> out(drawings.size() + others.size());
  std::vector<std::optional<Diagnostic>> failures(out.size());
  std::vector<std::unique_ptr<images::Typesetter>> typesetters(ctx.options.jobs);
  DrawingSizes sizes(ctx, portal);
  const SizeOfDrawing size_of = [&](std::size_t page) { return sizes.of(page); };
  const auto make = [&](std::size_t at, std::size_t index, const auto& into) {
    out[at].path = output_path(assembly.pages[index].url);
    std::string bytes;
    failures[at] = into(bytes);
    pages[index].own = questions.answer({Read::Kind::page, static_cast<std::uint32_t>(index), 0});
    out[at].waiting = overflow.put(bytes);
  };
  // Drawings first: pages say how large they are.
  parallel_for(drawings.size(), ctx.options.jobs, [&](std::size_t at, unsigned worker) {
    const std::size_t index = drawings[at];
    make(at, index, [&](std::string& bytes) {
      auto failure = draw_one(ctx, portal, index, pages[index], typesetters[worker], bytes);
      sizes.set(index, bytes.size());
      return failure;
    });
  });
  parallel_for(others.size(), ctx.options.jobs, [&](std::size_t at, unsigned) {
    const std::size_t index = others[at];
    make(drawings.size() + at, index, [&](std::string& bytes) {
      return render_page(portal, questions, size_of, assembly.pages[index], pages[index], bytes);
    });
  });
  images::forget_last_picture();
  report_failures(ctx, failures);
  return out;
}

void check_templates(const Context& ctx, const Assembly& assembly, const Theme& theme) {
  std::set<std::string_view> told;
  const std::vector<std::string_view> names = theme.templates.names();
  for (const Page& page : assembly.pages) {
    if (page.kind == PageKind::drawing) continue;
    const std::string_view name = page_template(assembly, theme, page);
    // A template that is there but broken has been reported by the loader.
    if (theme.templates.has(name) ||
        ctx.disk.is_file("themes/" + assembly.portal->theme + "/templates/" + std::string(name)))
      continue;
    if (!told.insert(name).second) continue;
    const schema::Type* type = page.kind == PageKind::record ? &assembly.site->type_of(page.record)
                               : page.kind == PageKind::list ? &assembly.site->type(page.list.type)
                                                             : nullptr;
    Diagnostic diagnostic;
    if (type != nullptr) {
      diagnostic.message = &messages::page_template_missing;
      diagnostic.place.file = type->file;
      diagnostic.arguments = {quote(type->id), quote(name), quote(assembly.portal->theme)};
    } else {
      diagnostic.message = &messages::theme_page_missing;
      diagnostic.arguments = {quote(assembly.portal->theme), quote(name)};
    }
    diagnostic.nearest = nearest_name(name, names);
    ctx.report.add(std::move(diagnostic));
  }
}

}  // namespace minhbach::pipeline
