// Renders pages on all threads, each into a string of its own.
#include "pipeline/render_pages.h"

#include <set>

#include "base/parallel.h"
#include "model/url.h"
#include "pipeline/messages.h"
#include "pipeline/page_view.h"

namespace minhbach::pipeline {

std::vector<OutputFile> render_pages(const Context& ctx, const PortalView& portal) {
  const Assembly& assembly = portal.assembly();
  std::vector<OutputFile> out(assembly.pages.size());
  parallel_for(out.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    const Page& page = assembly.pages[index];
    Arena arena;
    const std::vector<Entry> globals = page_globals(portal, page, arena);
    out[index].path = output_path(page.url);
    std::optional<Diagnostic> failure =
        portal.theme().templates.render(page_template(assembly, page), globals, arena, out[index].bytes);
    if (!failure) return;
    if (page.kind == PageKind::record) {
      const Record& record = assembly.site->records()[page.record];
      failure->trail.push_back({record.file, record.line, 0});
    }
    ctx.report.add(std::move(*failure));
  });
  return out;
}

void check_templates(const Context& ctx, const Assembly& assembly, const Theme& theme) {
  std::set<std::string_view> told;
  const std::vector<std::string_view> names = theme.templates.names();
  for (const Page& page : assembly.pages) {
    const std::string_view name = page_template(assembly, page);
    // A template that is there but broken has been reported by the loader.
    if (theme.templates.has(name) || ctx.disk.is_file("themes/" + assembly.portal->theme + "/templates/" + std::string(name))) continue;
    if (!told.insert(name).second) continue;
    const schema::Type* type = page.kind == PageKind::record ? &assembly.site->type_of(page.record)
                               : page.kind == PageKind::list ? &assembly.site->type(page.list.type)
                                                             : nullptr;
    Diagnostic diagnostic;
    diagnostic.message = &messages::page_template_missing;
    diagnostic.place.file = type != nullptr ? "site/types/" + type->id + ".schema.json" : "themes/" + assembly.portal->theme;
    diagnostic.arguments = {type != nullptr ? type->id : "", quote(name), assembly.portal->theme};
    diagnostic.nearest = nearest_name(name, names);
    ctx.report.add(std::move(diagnostic));
  }
}

}  // namespace minhbach::pipeline
