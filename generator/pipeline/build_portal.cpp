// The main line: read, decide, render, write.
#include "pipeline/build_portal.h"

#include "base/parallel.h"
#include "pipeline/check_law.h"
#include "pipeline/choose_attachments.h"
#include "pipeline/host_language.h"
#include "pipeline/judge_pages.h"
#include "pipeline/links.h"
#include "pipeline/make_outputs.h"
#include "pipeline/read_site.h"
#include "pipeline/render_pages.h"

namespace minhbach::pipeline {
namespace {

/// A portal on its way through the build.
struct WorkingPortal {
  const Portal* portal = nullptr;
  std::unique_ptr<Disk> out;
  EarlierBuild earlier;
  Standing standing;
  std::vector<std::string> listed;   ///< While it stands as it did: all that earlier runs wrote …
  std::vector<std::string> missing;  ///< … and what of it is gone.
  std::optional<Theme> theme;
  std::optional<Assembly> assembly;  ///< None when nothing at all is to be made.
  std::vector<OutputFile> outputs;
  graph::BuildLog log;
};

/// When the portal stands as it did: which of its files are gone. Only pages can be made one by
/// one, so that with anything else gone it no longer stands so.
void look_for_outputs(const Context& ctx, WorkingPortal& work) {
  work.listed = listed_outputs(ctx, *work.out);
  std::vector<char> is_gone(work.listed.size(), 0);
  parallel_for(is_gone.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    is_gone[index] = !work.out->is_file(work.listed[index]);
  });
  for (std::size_t i = 0; i < is_gone.size(); ++i) {
    if (!is_gone[i]) continue;
    if (work.earlier.log.find(work.listed[i]) == nullptr) work.standing.is_same = false;
    work.missing.push_back(work.listed[i]);
  }
  if (work.listed.size() < work.earlier.log.outputs.size()) work.standing.is_same = false;
}

void decide_portal(const Context& ctx, const Site& site, WorkingPortal& work) {
  work.theme = load_theme(ctx, *work.portal, host_language());
  if (work.theme) work.standing = compare_with(work.earlier, ctx, site, *work.portal, *work.theme);
  if (work.standing.is_same) look_for_outputs(ctx, work);
  if (work.standing.is_same && work.standing.changed_texts.empty() && work.missing.empty()) return;

  Assembly& assembly = work.assembly.emplace(assemble_portal(ctx, site, *work.portal));
  if (work.standing.is_same) return;  // Then all checks would find what they found: nothing.
  check_links(ctx, assembly);
  choose_attachments(ctx, assembly);
  check_law(ctx, assembly);
  check_redirects(ctx, assembly);
  if (work.theme) check_templates(ctx, assembly, *work.theme);
}

void render_portal(const Context& ctx, WorkingPortal& work) {
  if (!work.assembly) return;
  const Assembly& assembly = *work.assembly;
  const graph::BuildLog& before = work.earlier.log;
  const PortalView view(assembly, *work.theme, ctx.options.today);
  const Questions questions(view);
  if (work.standing.is_same) {
    std::vector<PageWork> pages = judge_texts(assembly, work.standing, work.missing);
    work.outputs = render_pages(ctx, view, questions, pages);
    std::erase_if(work.outputs, [](const OutputFile& file) { return file.kept; });
    work.log = patched_log(questions, assembly, before, pages);
    return;
  }
  const Recollection recollection = recall(ctx, questions, before);
  std::vector<PageWork> pages = judge_pages(ctx, assembly, before, recollection, *work.out);
  work.outputs = render_pages(ctx, view, questions, pages);
  work.log = next_log(ctx, questions, assembly, before, recollection, pages);
  work.log.day = view.build_date();
  work.log.frame = work.standing.frame;
  for (OutputFile& file : make_outputs(view, work.earlier, *work.out))
    work.outputs.push_back(std::move(file));
  check_outputs(ctx, work.outputs);
}

WriteCounts write_portal(const Context& ctx, const Site& site, WorkingPortal& work) {
  WriteCounts counts;
  if (!work.assembly) {
    counts.unchanged = work.listed.size();
    // Files that were touched, or too fresh to be trusted, have a stamp to go by from now on.
    if (has_new_stamps(site))
      save_sources(ctx, *work.out, site, *work.portal, work.earlier.log.number);
    return counts;
  }
  if (!forget_log(ctx, *work.out)) return counts;
  if (work.standing.is_same) {
    counts = rewrite_outputs(ctx, *work.out, work.outputs);
    counts.unchanged += work.listed.size() - work.outputs.size();
  } else {
    counts = write_outputs(ctx, *work.out, work.outputs);
  }
  if (ctx.report.has_errors()) return counts;
  work.log.is_quiet = ctx.report.empty();
  if (save_sources(ctx, *work.out, site, *work.portal, work.log.number))
    save_log(ctx, *work.out, work.log);
  return counts;
}

BuiltPortal describe(const WorkingPortal& work) {
  if (!work.assembly)
    return {work.portal->id, work.earlier.log.outputs.size(), work.listed.size(), {}};
  return {work.portal->id,
          work.assembly->pages.size(),
          work.standing.is_same ? work.listed.size() : work.outputs.size(),
          {}};
}

}  // namespace

std::vector<BuiltPortal> build_portals(const Context& ctx, std::span<const std::string> portals,
                                       const OpenOutput& open_output) {
  Site site = read_frame(ctx, portals);
  if (!site.has_all_types) return {};
  std::vector<WorkingPortal> works(site.portals.size());
  std::vector<const ingest::SourceMemory*> memories;
  for (std::size_t i = 0; i < works.size(); ++i) {
    works[i].portal = &site.portals[i];
    works[i].out = open_output(site.portals[i].id);
    works[i].earlier = load_earlier_build(ctx, *works[i].out, site, site.portals[i]);
    memories.push_back(&works[i].earlier.sources);
  }
  read_content(ctx, portals, std::move(memories), site);
  for (WorkingPortal& work : works) decide_portal(ctx, site, work);
  if (ctx.report.has_errors()) return {};
  // From here on no page and no address is added: lists, feeds and the sitemap rely on it.

  for (WorkingPortal& work : works) render_portal(ctx, work);
  if (ctx.report.has_errors()) return {};
  // From here on outputs only go to the disk: every portal is whole in memory.

  std::vector<BuiltPortal> built;
  for (WorkingPortal& work : works) {
    BuiltPortal portal = describe(work);
    if (ctx.options.write) portal.written = write_portal(ctx, site, work);
    built.push_back(std::move(portal));
  }
  return built;
}

}  // namespace minhbach::pipeline
