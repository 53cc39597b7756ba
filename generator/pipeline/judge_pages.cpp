// Asks the log's questions again, and writes down what the next build will ask.
#include "pipeline/judge_pages.h"

#include <algorithm>
#include <deque>

#include "base/parallel.h"
#include "model/url.h"

namespace minhbach::pipeline {
namespace {

void sort_and_drop_twins(std::vector<Read>& reads) {
  std::sort(reads.begin(), reads.end());
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
}

/// All reads of the pages that were rendered, sorted, each once. Most pages read much the same, so
/// what is known twice is dropped along the way.
std::vector<Read> all_reads(const Context& ctx, const std::vector<PageWork>& pages) {
  constexpr std::size_t at_once = 2048;
  std::vector<std::vector<Read>> parts((pages.size() + at_once - 1) / at_once);
  parallel_for(parts.size(), ctx.options.jobs, [&](std::size_t part, unsigned) {
    std::vector<Read>& out = parts[part];
    const std::size_t end = std::min(pages.size(), (part + 1) * at_once);
    for (std::size_t i = part * at_once; i < end; ++i)
      out.insert(out.end(), pages[i].reads.begin(), pages[i].reads.end());
    sort_and_drop_twins(out);
    out.shrink_to_fit();
  });
  std::vector<Read> out;
  for (std::vector<Read>& part : parts) {
    out.insert(out.end(), part.begin(), part.end());
    part = {};
  }
  sort_and_drop_twins(out);
  return out;
}

/// What the log says of the pages that were rendered.
class LogMaker {
 public:
  LogMaker(const Context& ctx, const Questions& questions, const Assembly& assembly,
           std::vector<PageWork>& pages)
      : ctx_(ctx),
        questions_(questions),
        assembly_(assembly),
        pages_(pages),
        reads_(all_reads(ctx, pages)) {}

  const std::vector<Read>& reads() const { return reads_; }

  graph::Fingerprint answer(const Read& read) const {
    // Only a page itself asks what it is, so it was rendered.
    return read.kind == Read::Kind::page ? pages_[read.a].own : questions_.answer(read);
  }

  /// Gives up the page's reads.
  graph::LoggedOutput output(std::size_t page, std::string_view path, std::uint64_t number) {
    graph::LoggedOutput out{path, {}, number, pages_[page].cause, pages_[page].question};
    out.reads.reserve(pages_[page].reads.size());
    for (const Read& read : pages_[page].reads) out.reads.push_back(index_of(read));
    pages_[page].reads = {};
    return out;
  }

  /// `add(index, piece)` for each index below `count`, on all threads; what was added, in order.
  template <typename Add>
  void append_all(std::size_t count, graph::LogWriter& out, Add&& add) const {
    constexpr std::size_t at_once = 1024;
    std::vector<std::string> pieces((count + at_once - 1) / at_once);
    parallel_for(pieces.size(), ctx_.options.jobs, [&](std::size_t piece, unsigned) {
      const std::size_t end = std::min(count, (piece + 1) * at_once);
      for (std::size_t i = piece * at_once; i < end; ++i) add(i, pieces[piece]);
    });
    for (std::string& piece : pieces) out.append(std::exchange(piece, {}));
  }

 private:
  std::uint32_t index_of(const Read& read) const {
    return static_cast<std::uint32_t>(std::lower_bound(reads_.begin(), reads_.end(), read) -
                                      reads_.begin());
  }

  const Context& ctx_;
  const Questions& questions_;
  const Assembly& assembly_;
  std::vector<PageWork>& pages_;
  std::vector<Read> reads_;
};

bool is_among(std::span<const std::string> paths, const std::string& path) {
  return std::binary_search(paths.begin(), paths.end(), path);
}

}  // namespace

Recollection recall(const Context& ctx, const Questions& questions, const graph::BuildLog& log,
                    const Standing& standing) {
  Recollection out;
  const std::size_t count = log.questions.size();
  out.reads.resize(count);
  out.changed.assign(count, 1);
  parallel_for(count, ctx.options.jobs, [&](std::size_t index, unsigned) {
    const graph::Question& question = log.questions[index];
    out.reads[index] = questions.find(question.name);
    if (!out.reads[index]) return;
    const Read& read = *out.reads[index];
    const bool is_settled =
        !standing.settled.empty() && questions.is_of_one_record(read) && standing.settled[read.a];
    out.changed[index] = !is_settled && questions.answer(read) != question.answer;
  });
  return out;
}

std::vector<PageWork> judge_pages(const Context& ctx, const Assembly& assembly,
                                  const graph::BuildLog& log, const Recollection& recollection,
                                  std::span<const std::string> listed,
                                  std::span<const std::string> missing) {
  std::vector<PageWork> pages(assembly.pages.size());
  parallel_for(pages.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    const std::string path = output_path(assembly.pages[index].url);
    const graph::Judgement judgement = graph::judge(log, recollection.changed, path);
    pages[index].cause = judgement.cause;
    pages[index].question = judgement.question;
    if (pages[index].is_kept() && (is_among(missing, path) || !is_among(listed, path)))
      pages[index].cause = graph::Cause::missing;
  });
  return pages;
}

std::vector<PageWork> judge_texts(const Assembly& assembly, const Standing& standing,
                                  std::span<const std::string> missing) {
  std::vector<PageWork> pages(assembly.pages.size());
  std::vector<char> changed(assembly.site->records().size(), 0);
  for (const std::uint32_t index : standing.changed_sources) {
    const ingest::ReadSource& source = assembly.site->store.sources[index];
    std::fill_n(changed.begin() + source.first_record, source.record_count, char{1});
  }
  // What was put together of records that changed has changed; its own parts stand before it.
  for (std::size_t i = 0; i < assembly.site->derived.size(); ++i) {
    const Derived& derived = assembly.site->derived[i];
    if (changed[derived.base] || changed[derived.over])
      changed[assembly.site->first_derived + i] = 1;
  }
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Page& page = assembly.pages[i];
    if (page.kind == PageKind::record && changed[page.record]) {
      pages[i].cause = graph::Cause::changed;
    } else if (!missing.empty() && is_among(missing, output_path(page.url))) {
      pages[i].cause = graph::Cause::missing;
    }
  }
  return pages;
}

std::string new_log(const Context& ctx, const Questions& questions, const Assembly& assembly,
                    std::string_view stamp, std::uint64_t number, std::vector<PageWork>& pages) {
  LogMaker log(ctx, questions, assembly, pages);
  const std::vector<Read>& reads = log.reads();
  graph::LogWriter out(stamp, number, reads.size());
  log.append_all(reads.size(), out, [&](std::size_t i, std::string& piece) {
    graph::LogWriter::add(piece, {questions.name(reads[i]), log.answer(reads[i])});
  });
  std::vector<std::pair<std::string, std::size_t>> paths(pages.size());
  for (std::size_t i = 0; i < paths.size(); ++i) paths[i] = {output_path(assembly.pages[i].url), i};
  std::sort(paths.begin(), paths.end());
  out.begin_outputs(paths.size());
  log.append_all(paths.size(), out, [&](std::size_t i, std::string& piece) {
    const auto& [path, page] = paths[i];
    graph::LogWriter::add(piece, log.output(page, path, number));
  });
  return out.finish();
}

std::string log_patch(const Context& ctx, const Questions& questions, const Assembly& assembly,
                      std::uint64_t number, std::vector<PageWork>& pages,
                      std::vector<std::string_view> removed) {
  LogMaker log(ctx, questions, assembly, pages);
  const std::vector<Read>& reads = log.reads();
  graph::LogPatch patch;
  patch.number = number;
  patch.removed = std::move(removed);
  std::vector<std::string> names(reads.size());
  patch.questions.resize(reads.size());
  parallel_for(reads.size(), ctx.options.jobs, [&](std::size_t i, unsigned) {
    names[i] = questions.name(reads[i]);
    patch.questions[i] = {names[i], log.answer(reads[i])};
  });
  std::deque<std::string> texts;  // Looked into below: must not move.
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].is_kept()) continue;
    const std::string& path = texts.emplace_back(output_path(assembly.pages[i].url));
    if (pages[i].cause == graph::Cause::changed && pages[i].question.empty()) {
      // Nobody asked: it is the page's own text that has changed.
      const Read own{Read::Kind::page, static_cast<std::uint32_t>(i), 0};
      pages[i].question = texts.emplace_back(questions.name(own));
    }
    patch.outputs.push_back(log.output(i, path, number));
  }
  return graph::to_bytes(patch);
}

std::vector<std::string_view> outputs_gone(const Assembly& assembly,
                                           const graph::BuildLog& before) {
  std::vector<std::string> paths;
  for (const Page& page : assembly.pages) paths.push_back(output_path(page.url));
  std::sort(paths.begin(), paths.end());
  std::vector<std::string_view> out;
  for (const graph::LoggedOutput& output : before.outputs) {
    if (!std::binary_search(paths.begin(), paths.end(), output.path)) out.push_back(output.path);
  }
  return out;
}

}  // namespace minhbach::pipeline
