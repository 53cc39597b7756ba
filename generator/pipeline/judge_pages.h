// Which pages must be made again, and what the log says after they were.
#pragma once

#include "pipeline/earlier_build.h"
#include "pipeline/questions.h"
#include "pipeline/read_list.h"
#include "pipeline/standing.h"

namespace minhbach::pipeline {

/// One page on its way through an incremental build, in the order of Assembly::pages.
struct PageWork {
  graph::Cause cause = graph::Cause::unchanged;
  std::string_view question;  ///< With Cause::changed: what changed first; borrowed from the log.
  ReadList reads;             ///< Of a page that was rendered: what it read.
  Fingerprint own;            ///< Of a page that was rendered: the answer to Kind::page.

  bool is_kept() const { return cause == graph::Cause::unchanged; }
};

/// The questions of an earlier log, asked again; by question.
struct Recalled {
  /// It has another answer, or is about nothing now. Of a question that no output of the log asks
  /// any more this says nothing.
  graph::Changed changed;
  std::vector<Read> reads;  ///< What it asks; undefined where it is about nothing.
};

/// `standing` spares the asking where the answer cannot be another.
Recalled recall(const Context& ctx, const Questions& questions, const graph::BuildLog& log,
                const Standing& standing);

/// Those the log does not know, those that were told something that is answered otherwise now,
/// those whose file is gone (`missing`) or that no list of outputs names (`listed`; both sorted).
std::vector<PageWork> judge_pages(const Context& ctx, const Assembly& assembly,
                                  const graph::BuildLog& log, const graph::Changed& changed,
                                  std::span<const std::string> listed,
                                  std::span<const std::string> missing);

/// The same for a portal that stands as it did but for some texts: nothing needs to be asked.
std::vector<PageWork> judge_texts(const Assembly& assembly, const Standing& standing,
                                  std::span<const std::string> missing);

/// The log after a build that rendered all pages. Gives up their reads, as the next.
void write_log(const Context& ctx, const Questions& questions, const Assembly& assembly,
               std::string_view stamp, std::uint64_t number, std::vector<PageWork>& pages,
               graph::LogWriter::Take take);

/// What is to stand behind the log after a build that rendered some. `before`: the log; `recalled`:
/// what was asked of it again, if anything was, which need not be asked once more. `removed`:
/// outputs that the log has and that are no longer made.
std::string log_patch(const Context& ctx, const Questions& questions, const Assembly& assembly,
                      std::uint64_t number, const graph::BuildLog& before, const Recalled& recalled,
                      std::vector<PageWork>& pages, std::vector<std::string_view> removed);

/// What the log has and nothing makes any more. `pages`: as judged. Borrows from `before`.
std::vector<std::string_view> outputs_gone(const Assembly& assembly, const graph::BuildLog& before,
                                           const std::vector<PageWork>& pages);

}  // namespace minhbach::pipeline
