// The main line: read, decide, render, write.
#include "pipeline/build_portal.h"

#include <cstdlib>

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
  bool has_work = true;  ///< False when nothing at all is to be made.
  std::optional<Assembly> assembly;
  std::vector<OutputFile> outputs;
  graph::BuildLog log;
};

/// When the portal stands as it did: which of its files are gone. Only pages can be made one by
/// one, so that with anything else gone it no longer stands so.
void look_for_outputs(const Context& ctx, WorkingPortal& work) {
  work.listed = listed_outputs(ctx, *work.out);
  std::vector<char> is_gone(work.listed.size(), 0);
  parallel_for(is_gone.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    is_gone[index] = !work.out->is_present(work.listed[index]);
  });
  for (std::size_t i = 0; i < is_gone.size(); ++i) {
    if (!is_gone[i]) continue;
    work.missing.push_back(work.listed[i]);
  }
  if (work.listed.empty()) work.standing.is_same = false;
}

/// What has to be made, as far as that can be seen before anything is put together.
void compare_portal(const Context& ctx, const Site& site, WorkingPortal& work) {
  work.theme = load_theme(ctx, *work.portal, host_language());
  if (work.theme) work.standing = compare_with(work.earlier, ctx, site, *work.portal, *work.theme);
  if (work.standing.is_same) look_for_outputs(ctx, work);
  work.has_work =
      !work.standing.is_same || !work.standing.changed_sources.empty() || !work.missing.empty();
}

void decide_portal(const Context& ctx, const Site& site, WorkingPortal& work) {
  load_log(ctx, *work.out, *work.portal, work.earlier);
  const auto is_page = [&](const std::string& path) {
    return work.earlier.log.find(path) != nullptr;
  };
  // Only pages can be made one by one.
  if (!work.earlier.is_whole() || !std::all_of(work.missing.begin(), work.missing.end(), is_page))
    work.standing.is_same = false;
  Assembly& assembly = work.assembly.emplace(assemble_portal(ctx, site, *work.portal));
  if (work.standing.is_same) return;  // Then all checks would find what they found: nothing.
  check_links(ctx, assembly);
  choose_attachments(ctx, assembly);
  check_law(ctx, assembly);
  check_redirects(ctx, assembly);
  if (work.theme) check_templates(ctx, assembly, *work.theme);
}

void render_portal(const Context& ctx, WorkingPortal& work) {
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
  for (OutputFile& file : make_outputs(view, work.earlier, *work.out))
    work.outputs.push_back(std::move(file));
  check_outputs(ctx, work.outputs);
}

/// What SourceMemory::head says after this build: the number of pages, and what it was made from.
std::string full_head(std::size_t pages, const Context& ctx, const Portal& portal,
                      graph::Fingerprint frame) {
  return fmt::format("{}\n{}", pages, head_of(ctx, portal, frame, ctx.report.empty()));
}

std::size_t pages_of(std::string_view head) {
  return std::strtoull(std::string(head.substr(0, head.find('\n'))).c_str(), nullptr, 10);
}

WriteCounts write_portal(const Context& ctx, const Site& site, WorkingPortal& work) {
  WriteCounts counts;
  if (!work.has_work) {
    counts.unchanged = work.listed.size();
    // Files that were touched, or too fresh to be trusted, have a stamp to go by from now on.
    if (has_new_stamps(site))
      save_build(ctx, *work.out, site, *work.portal, work.earlier, nullptr,
                 work.earlier.sources.head());
    return counts;
  }
  if (!begin_writing(ctx, *work.out)) return counts;
  if (work.standing.is_same) {
    counts = rewrite_outputs(ctx, *work.out, work.outputs);
    counts.unchanged += work.listed.size() - work.outputs.size();
  } else {
    counts = write_outputs(ctx, *work.out, work.outputs);
  }
  if (ctx.report.has_errors()) return counts;
  save_build(ctx, *work.out, site, *work.portal, work.earlier, &work.log,
             full_head(work.assembly->pages.size(), ctx, *work.portal, work.standing.frame));
  return counts;
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
    works[i].earlier = load_sources(ctx, *works[i].out, site);
    memories.push_back(&works[i].earlier.sources);
  }
  read_content(ctx, portals, std::move(memories), site);
  bool has_work = works.empty();
  for (WorkingPortal& work : works) {
    compare_portal(ctx, site, work);
    has_work = has_work || work.has_work;
  }
  if (has_work) {
    for (WorkingPortal& work : works) load_packed(*work.out, work.earlier);
    finish_content(ctx, site);
  }
  for (WorkingPortal& work : works) {
    if (work.has_work) decide_portal(ctx, site, work);
  }
  if (ctx.report.has_errors()) return {};
  // From here on no page and no address is added: lists, feeds and the sitemap rely on it.

  for (WorkingPortal& work : works) {
    if (work.has_work) render_portal(ctx, work);
  }
  if (ctx.report.has_errors()) return {};
  // From here on outputs only go to the disk: every portal is whole in memory.

  std::vector<BuiltPortal> built;
  for (WorkingPortal& work : works) {
    const std::size_t outputs = work.standing.is_same ? work.listed.size() : work.outputs.size();
    const std::size_t pages =
        work.assembly ? work.assembly->pages.size() : pages_of(work.earlier.sources.head());
    BuiltPortal portal{work.portal->id, pages, outputs, {}};
    if (ctx.options.write) portal.written = write_portal(ctx, site, work);
    built.push_back(std::move(portal));
  }
  return built;
}

}  // namespace minhbach::pipeline
