// The main line: read, decide, render, write.
#include "pipeline/build_portal.h"

#include "pipeline/check_law.h"
#include "pipeline/choose_attachments.h"
#include "pipeline/host_language.h"
#include "pipeline/links.h"
#include "pipeline/make_outputs.h"
#include "pipeline/read_site.h"
#include "pipeline/render_pages.h"

namespace minhbach::pipeline {
namespace {

/// A portal on its way through the build.
struct WorkingPortal {
  Assembly assembly;
  std::optional<Theme> theme;
  std::vector<OutputFile> outputs;
};

WorkingPortal decide_portal(const Context& ctx, const Site& site, const Portal& portal) {
  WorkingPortal work{assemble_portal(ctx, site, portal), load_theme(ctx, portal, host_language()), {}};
  check_links(ctx, work.assembly);
  choose_attachments(ctx, work.assembly);
  check_law(ctx, work.assembly);
  check_redirects(ctx, work.assembly);
  if (work.theme) check_templates(ctx, work.assembly, *work.theme);
  return work;
}

void render_portal(const Context& ctx, WorkingPortal& work) {
  const PortalView view(work.assembly, *work.theme, ctx.options.today);
  work.outputs = render_pages(ctx, view);
  for (OutputFile& file : make_outputs(ctx, view)) work.outputs.push_back(std::move(file));
  check_outputs(ctx, work.outputs);
}

}  // namespace

std::vector<BuiltPortal> build_portals(const Context& ctx, std::span<const std::string> portals,
                                       const OpenOutput& open_output) {
  const Site site = read_site(ctx, portals);
  std::vector<WorkingPortal> works;
  for (const Portal& portal : site.portals) works.push_back(decide_portal(ctx, site, portal));
  if (ctx.report.has_errors()) return {};
  // From here on no page and no address is added: lists, feeds and the sitemap rely on it.

  for (WorkingPortal& work : works) render_portal(ctx, work);
  if (ctx.report.has_errors()) return {};
  // From here on outputs only go to the disk: every portal is whole in memory.

  std::vector<BuiltPortal> built;
  for (WorkingPortal& work : works) {
    BuiltPortal portal{work.assembly.portal->id, work.assembly.pages.size(), work.outputs.size(), {}};
    if (ctx.options.write) portal.written = write_outputs(ctx, *open_output(portal.id), work.outputs);
    built.push_back(std::move(portal));
  }
  return built;
}

}  // namespace minhbach::pipeline
