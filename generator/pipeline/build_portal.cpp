// The main line: read, decide, render, write.
#include "pipeline/build_portal.h"

#include "pipeline/build_memory.h"
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
  std::unique_ptr<Disk> out;
  std::vector<OutputFile> outputs;
  graph::BuildLog during;  ///< What holds while outputs are being written.
  graph::BuildLog after;
};

WorkingPortal decide_portal(const Context& ctx, const Site& site, const Portal& portal) {
  WorkingPortal work{
      assemble_portal(ctx, site, portal), load_theme(ctx, portal, host_language()), {}, {}, {}, {}};
  check_links(ctx, work.assembly);
  choose_attachments(ctx, work.assembly);
  check_law(ctx, work.assembly);
  check_redirects(ctx, work.assembly);
  if (work.theme) check_templates(ctx, work.assembly, *work.theme);
  return work;
}

void render_portal(const Context& ctx, WorkingPortal& work) {
  const PortalView view(work.assembly, *work.theme, ctx.options.today);
  const Questions questions(view);
  graph::BuildLog before = load_build_log(ctx, *work.out, *work.assembly.portal);
  std::vector<PageWork> pages = judge_pages(ctx, questions, work.assembly, before, *work.out);
  work.outputs = render_pages(ctx, view, questions, pages);
  work.after = next_build_log(ctx, questions, work.assembly, before, pages);
  work.during = without_rewritten(std::move(before), work.assembly, pages);
  for (OutputFile& file : make_outputs(ctx, view)) work.outputs.push_back(std::move(file));
  check_outputs(ctx, work.outputs);
}

WriteCounts write_portal(const Context& ctx, WorkingPortal& work) {
  if (!save_build_log(ctx, *work.out, work.during)) return {};
  const WriteCounts counts = write_outputs(ctx, *work.out, work.outputs);
  if (!ctx.report.has_errors()) save_build_log(ctx, *work.out, work.after);
  return counts;
}

}  // namespace

std::vector<BuiltPortal> build_portals(const Context& ctx, std::span<const std::string> portals,
                                       const OpenOutput& open_output) {
  const Site site = read_site(ctx, portals);
  std::vector<WorkingPortal> works;
  for (const Portal& portal : site.portals) works.push_back(decide_portal(ctx, site, portal));
  if (ctx.report.has_errors()) return {};
  // From here on no page and no address is added: lists, feeds and the sitemap rely on it.

  for (WorkingPortal& work : works) {
    work.out = open_output(work.assembly.portal->id);
    render_portal(ctx, work);
  }
  if (ctx.report.has_errors()) return {};
  // From here on outputs only go to the disk: every portal is whole in memory.

  std::vector<BuiltPortal> built;
  for (WorkingPortal& work : works) {
    BuiltPortal portal{
        work.assembly.portal->id, work.assembly.pages.size(), work.outputs.size(), {}};
    if (ctx.options.write) portal.written = write_portal(ctx, work);
    built.push_back(std::move(portal));
  }
  return built;
}

}  // namespace minhbach::pipeline
