// The main line: read, decide, render, write.
#include "pipeline/build_portal.h"

#include <future>
#include <mutex>
#include <system_error>
#include <utility>

#include "base/parallel.h"
#include "images/kept_files.h"
#include "model/url.h"
#include "pipeline/check_agencies.h"
#include "pipeline/check_law.h"
#include "pipeline/check_notices.h"
#include "pipeline/choose_attachments.h"
#include "pipeline/host_language.h"
#include "pipeline/judge_pages.h"
#include "pipeline/links.h"
#include "pipeline/make_outputs.h"
#include "pipeline/outputs_look.h"
#include "pipeline/pictures.h"
#include "pipeline/posters.h"
#include "pipeline/read_site.h"
#include "pipeline/render_pages.h"
#include "pipeline/share_pictures.h"

namespace minhbach::pipeline {
namespace {

/// A portal on its way through the build.
struct WorkingPortal {
  const Portal* portal = nullptr;
  std::unique_ptr<Disk> out;
  EarlierBuild earlier;
  Standing standing;
  /// Not to be looked at before see_outputs: all that earlier runs wrote, and what of it is gone.
  std::vector<std::string> listed, missing;
  std::optional<Theme> theme;
  bool has_work = true;  ///< False when nothing at all is to be made.
  std::optional<Assembly> assembly;
  std::vector<OutputFile> outputs;
  LogChange log;
  // Last, so that they end first.
  std::unique_ptr<OutputsLook> outputs_look;
  std::future<void> log_loaded;  ///< Where the log is read meanwhile.
};

struct Build {
  Site site;
  /// What is rendered of all portals, until it is written. The room: bytes in memory.
  Overflow rendered{48u << 20};
  std::vector<WorkingPortal> works;
};

/// Owns a build. Giving back the memory of a large one piece by piece takes longer than a small
/// change to it: before the end of the process it is left to the system, and else done aside.
class BuildInMemory {
 public:
  explicit BuildInMemory(const Options& options)
      : options_(options), build_(std::make_unique<Build>()) {}
  ~BuildInMemory() {
    for (WorkingPortal& work : build_->works) {
      work.outputs_look.reset();
      if (work.log_loaded.valid()) work.log_loaded.wait();
    }
    static std::vector<Build*>& left = *new std::vector<Build*>;  // Where leak checkers find it.
    if (options_.is_last) {
      left.push_back(build_.release());
    } else if (options_.jobs > 1) {
      give_back_aside();
    }
  }
  Build* operator->() const { return build_.get(); }

 private:
  void give_back_aside() {
    static std::mutex mutex;
    static std::future<void> under_way;  // Waited for by the next, and at the end of the process.
    const std::lock_guard lock(mutex);
    try {
      under_way =
          std::async(std::launch::async, [build = std::move(build_)]() mutable { build.reset(); });
    } catch (const std::system_error&) {
      // No thread is to be had: it has been given back on the way here.
    }
  }

  const Options& options_;
  std::unique_ptr<Build> build_;
};

/// What earlier runs wrote is known from here on.
void see_outputs(WorkingPortal& work) {
  if (work.outputs_look) work.outputs_look->finish(work.listed, work.missing);
  work.outputs_look.reset();
  // A list that lost some would let their files be gone unseen.
  if (work.listed.empty() || work.listed.size() != read_counts(work.earlier.sources.head()).outputs)
    work.standing.is_same = false;
}

/// What has to be made, as far as that can be seen before anything is put together.
void compare_portal(const Context& ctx, const Site& site, WorkingPortal& work) {
  work.theme = load_theme(ctx, *work.portal, host_language(text::style_of(work.portal->language)));
  if (work.theme) work.standing = compare_with(work.earlier, ctx, site, *work.portal, *work.theme);
  // Where something is to be made in any case, the outputs are looked at meanwhile.
  work.has_work = !work.standing.is_same || !work.standing.changed_sources.empty();
  if (work.has_work) return;
  see_outputs(work);
  work.has_work = !work.standing.is_same || !work.missing.empty();
}

/// Whether nothing but pages has to be made, of which each can be made by itself.
bool are_pages(const EarlierBuild& earlier, const std::vector<std::string>& missing) {
  return earlier.is_whole() && std::all_of(missing.begin(), missing.end(), [&](const auto& path) {
           return earlier.log.find(path) != nullptr;
         });
}

/// It is large, and one thread reads it: the sooner the better.
void begin_to_load_log(const Context& ctx, WorkingPortal& work) {
  if (ctx.options.jobs < 2 || !work.has_work || work.standing.is_same) return;
  work.log_loaded =
      std::async(aside, [&ctx, &work] { load_log(ctx, *work.out, *work.portal, work.earlier); });
}

void decide_portal(const Context& ctx, const Site& site, WorkingPortal& work) {
  Assembly& assembly = work.assembly.emplace(
      assemble_portal(ctx, site, *work.portal, work.theme && work.theme->drawing != nullptr));
  see_outputs(work);
  // Where only texts have changed, nothing is asked of the log, which is large.
  const bool is_log_wanted =
      !work.standing.is_same || !work.missing.empty() || !work.out->is_present(build_log_path);
  if (is_log_wanted) {
    if (work.log_loaded.valid()) {
      work.log_loaded.get();
    } else {
      load_log(ctx, *work.out, *work.portal, work.earlier);
    }
    work.standing.is_same = work.standing.is_same && are_pages(work.earlier, work.missing);
  }
  settle_records(work.earlier, ctx, site, *work.portal, work.standing);
  if (work.standing.is_same) return;  // Then all checks would find what they found: nothing.
  check_links(ctx, assembly);
  choose_attachments(ctx, assembly);
  check_notices(ctx, assembly);
  // Dates are not translated: of each record they are told wrong once, in its own words.
  if (!work.portal->is_further_language()) {
    check_law(ctx, assembly);
    check_agencies(ctx, assembly);
  }
  check_redirects(ctx, assembly);
  if (work.theme) check_templates(ctx, assembly, *work.theme);
  if (work.theme && !work.portal->is_further_language()) check_posters(ctx, assembly, *work.theme);
}

bool keep_some(const std::vector<PageWork>& pages) {
  return std::any_of(pages.begin(), pages.end(), [](const auto& page) { return page.is_kept(); });
}

/// What this build adds to the log. `recalled`, `removed`: see log_patch.
LogChange log_of(const Context& ctx, const Questions& questions, const WorkingPortal& work,
                 const Recalled& recalled, std::vector<PageWork>& pages,
                 std::vector<std::string_view> removed, Overflow& rendered) {
  const graph::BuildLog& before = work.earlier.log;
  LogChange out;
  out.is_patch = work.standing.is_same || keep_some(pages);
  if (!out.is_patch) {
    out.number = 1;
    write_log(ctx, questions, *work.assembly, log_stamp(ctx, *work.portal), out.number, pages,
              [&](std::string_view bytes) { out.pieces.push_back(rendered.put(bytes)); });
    return out;
  }
  out.number = std::max(work.earlier.sources.number(), before.number) + 1;
  const std::string bytes = log_patch(ctx, questions, *work.assembly, out.number, before, recalled,
                                      pages, std::move(removed));
  out.pieces.push_back(rendered.put(bytes));
  // Written anew where patches would make up most of it; where it was not read, now and then.
  constexpr std::uint64_t seldom = 64;
  out.is_long = before.number == 0 ? out.number % seldom == 0
                                   : 2 * (before.patch_size + bytes.size()) > before.size;
  return out;
}

/// The fonts are opened, and looked at, only when something is to be made.
bool can_draw(const Context& ctx, const Theme& theme) {
  if (!theme.drawing) return true;
  std::optional<Diagnostic> problem = theme.drawing->fonts.problem();
  if (!problem) return true;
  ctx.report.add(std::move(*problem));
  return false;
}

void add_kept_pages(const Assembly& assembly, const std::vector<PageWork>& pages,
                    std::vector<OutputFile>& outputs) {
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (!pages[i].is_kept()) continue;
    OutputFile& file = outputs.emplace_back();
    file.path = output_path(assembly.pages[i].url);
    file.kept = true;
  }
}

void render_portal(const Context& ctx, WorkingPortal& work, Overflow& rendered) {
  const Assembly& assembly = *work.assembly;
  const graph::BuildLog& before = work.earlier.log;
  if (!can_draw(ctx, *work.theme)) return;
  const PortalView view(assembly, *work.theme, ctx.options.today);
  const Questions questions(view);
  if (work.standing.is_same) {
    std::vector<PageWork> pages = judge_texts(assembly, work.standing, work.missing);
    work.outputs = render_pages(ctx, view, questions, pages, rendered);
    work.log = log_of(ctx, questions, work, {}, pages, {}, rendered);
    return;
  }
  const Recalled recalled = recall(ctx, questions, before, work.standing);
  std::vector<PageWork> pages =
      judge_pages(ctx, assembly, before, recalled.changed, work.listed, work.missing);
  // Meanwhile, but not where all pages are made: of a large site both the log and these are large.
  const auto policy = ctx.options.jobs > 1 && keep_some(pages) ? aside : std::launch::deferred;
  auto others = std::async(policy, [&] { return make_outputs(view, work.earlier, *work.out); });
  work.outputs = render_pages(ctx, view, questions, pages, rendered);
  add_kept_pages(assembly, pages, work.outputs);
  work.log = log_of(ctx, questions, work, recalled, pages, outputs_gone(assembly, before, pages),
                    rendered);
  for (OutputFile& file : others.get()) {
    file.waiting = rendered.put(std::exchange(file.bytes, {}));
    work.outputs.push_back(std::move(file));
  }
  const EarlierOutputs outputs{work.listed, work.missing, work.earlier.is_whole()};
  for (OutputFile& file : make_pictures(ctx, assembly, outputs, rendered))
    work.outputs.push_back(std::move(file));
  for (OutputFile& file : make_share_pictures(ctx, view, outputs, rendered))
    work.outputs.push_back(std::move(file));
  check_outputs(ctx, work.outputs);
  check_language_folders(ctx, *work.portal, work.outputs);
}

WriteCounts write_portal(const Context& ctx, const Site& site, WorkingPortal& work,
                         const Overflow& rendered) {
  WriteCounts counts;
  if (!work.has_work) {
    counts.unchanged = work.listed.size();
    // Files that were touched, or too fresh to be trusted, have a stamp to go by from now on.
    if (has_new_stamps(site, *work.portal, work.earlier))
      save_build(ctx, *work.out, site, *work.portal, work.earlier, nullptr, nullptr,
                 work.earlier.sources.head());
    return counts;
  }
  if (!begin_writing(ctx, *work.out)) return counts;
  // After a run that was cut off, or without copies, the log is not whole.
  const Copies copies{has_copies(ctx, *work.portal), work.earlier.is_whole()};
  if (work.standing.is_same) {
    counts = rewrite_outputs(ctx, *work.out, work.outputs, rendered, copies, work.listed);
    counts.unchanged = work.listed.size() - counts.created - counts.replaced;
  } else {
    if (!ctx.options.incremental) work.listed = listed_outputs(ctx, *work.out);
    counts = write_outputs(ctx, *work.out, work.outputs, rendered, copies, work.listed);
  }
  const std::vector<std::string>& languages = work.portal->languages;
  if (!work.portal->is_further_language())
    drop_languages(ctx, *work.out, {languages.begin() + 1, languages.end()}, counts);
  if (ctx.report.has_errors()) return counts;
  const std::size_t outputs = work.standing.is_same ? work.listed.size() : work.outputs.size();
  save_build(ctx, *work.out, site, *work.portal, work.earlier, &work.log, &rendered,
             to_line({work.assembly->count_pages(), outputs, count_layers(site, *work.portal)}) +
                 head_of(ctx, *work.portal, work.standing.frame, ctx.report.empty()));
  return counts;
}

}  // namespace

std::vector<BuiltPortal> build_portals(const Context& ctx, std::span<const std::string> portals,
                                       const OpenOutput& open_output) {
  const BuildInMemory memory(ctx.options);
  Site& site = memory->site = read_frame(ctx, portals);
  if (!site.has_all_types) return {};
  std::vector<WorkingPortal>& works = memory->works;
  works.resize(site.portals.size());
  std::vector<const ingest::SourceMemory*> memories;
  for (std::size_t i = 0; i < works.size(); ++i) {
    works[i].portal = &site.portals[i];
    works[i].out = open_output(site.portals[i].output);
    works[i].earlier = load_sources(ctx, *works[i].out, site);
    memories.push_back(&works[i].earlier.sources);
  }
  read_content(ctx, portals, std::move(memories), site);
  if (ctx.options.incremental) {
    for (WorkingPortal& work : works)
      work.outputs_look = std::make_unique<OutputsLook>(ctx, *work.out);
  }
  bool has_work = works.empty();
  for (WorkingPortal& work : works) {
    compare_portal(ctx, site, work);
    has_work = has_work || work.has_work;
  }
  if (has_work) {
    for (WorkingPortal& work : works) {
      load_packed(*work.out, work.earlier);
      begin_to_load_log(ctx, work);
    }
    finish_content(ctx, site);
  }
  for (WorkingPortal& work : works) {
    if (work.has_work) decide_portal(ctx, site, work);
  }
  if (ctx.report.has_errors()) return {};
  // From here on no page and no address is added: lists, feeds and the sitemap rely on it.

  for (WorkingPortal& work : works) {
    if (work.has_work) render_portal(ctx, work, memory->rendered);
  }
  if (ctx.kept != nullptr) {
    ctx.kept->tell(ctx.report);
    ctx.kept->tidy();
  }
  if (ctx.report.has_errors()) return {};
  // From here on outputs only go to the disk: every page of every portal is made.

  std::vector<BuiltPortal> built;
  for (WorkingPortal& work : works) {
    const std::size_t pages = work.assembly ? work.assembly->count_pages()
                                            : read_counts(work.earlier.sources.head()).pages;
    BuiltPortal portal{work.portal->output, pages, 0, {}};
    if (ctx.options.write) portal.written = write_portal(ctx, site, work, memory->rendered);
    portal.outputs = work.standing.is_same ? work.listed.size() : work.outputs.size();
    built.push_back(std::move(portal));
  }
  return built;
}

}  // namespace minhbach::pipeline
