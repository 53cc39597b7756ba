// What an earlier build left behind, held against the site as it is now.
#pragma once

#include "disk/disk.h"
#include "graph/build_log.h"
#include "pipeline/context.h"
#include "pipeline/questions.h"

namespace minhbach::pipeline {

/// Where the log of the outputs in a folder is kept, in that folder.
inline constexpr std::string_view build_log_path = ".minhbach/nhat-ky";

/// One page on its way through an incremental build, in the order of Assembly::pages.
struct PageWork {
  graph::Cause cause = graph::Cause::unknown;
  std::string question;     ///< With Cause::changed: what changed first, by name.
  std::vector<Read> reads;  ///< Of a page that was rendered: what it read, sorted, each once.

  bool is_kept() const { return cause == graph::Cause::unchanged; }
};

/// The log in `out`, empty when there is none, when it is damaged (a note says so), when another
/// program or other options wrote it, or when an incremental build is not wanted.
graph::BuildLog load_build_log(const Context& ctx, const Disk& out, const Portal& portal);

/// Which pages must be made again, and why: those the log does not know, those that were told
/// something that is answered otherwise now, those whose file is gone.
std::vector<PageWork> judge_pages(const Context& ctx, const Questions& questions,
                                  const Assembly& assembly, const graph::BuildLog& log,
                                  const Disk& out);

/// The log after this build. Kept pages keep their reads.
graph::BuildLog next_build_log(const Context& ctx, const Questions& questions,
                               const Assembly& assembly, const graph::BuildLog& before,
                               const std::vector<PageWork>& pages);

/// The earlier log without the pages that are about to be rewritten. It is saved before the first
/// of them is touched, so that after a run cut off in the middle they are made again.
graph::BuildLog without_rewritten(graph::BuildLog before, const Assembly& assembly,
                                  const std::vector<PageWork>& pages);

/// Puts a log in place; false, with the reason in the report, when that fails.
bool save_build_log(const Context& ctx, Disk& out, const graph::BuildLog& log);

}  // namespace minhbach::pipeline
