// Asks the log's questions again, and writes down what the next build will ask.
#include "pipeline/judge_pages.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <utility>

#include "base/parallel.h"
#include "model/url.h"
#include "pipeline/read_union.h"

namespace minhbach::pipeline {
namespace {

/// `make(begin, end)` for each piece of so many of `count` things, on all threads, and `take` what
/// it returns, in order: few pieces are there at a time.
template <typename Piece, typename Make, typename Take>
void make_in_pieces(const Context& ctx, std::size_t count, std::size_t at_once, const Make& make,
                    const Take& take) {
  const std::size_t pieces_at_once = 4 * std::size_t{ctx.options.jobs};
  for (std::size_t from = 0; from < count; from += pieces_at_once * at_once) {
    const std::size_t left = (count - from + at_once - 1) / at_once;
    std::vector<Piece> pieces(std::min(pieces_at_once, left));
    const auto fill = [&](std::size_t piece, unsigned) {
      const std::size_t begin = from + piece * at_once;
      pieces[piece] = make(begin, std::min(count, begin + at_once));
    };
    parallel_for(pieces.size(), ctx.options.jobs, fill, 1);
    for (Piece& piece : pieces) take(piece);
  }
}

/// All reads of the pages that were rendered, sorted, each once.
std::vector<Read> all_reads(const Context& ctx, const std::vector<PageWork>& pages) {
  ReadUnion out;
  const auto reads_of = [&](std::size_t begin, std::size_t end) {
    ReadUnion of_pages;
    for (std::size_t page = begin; page < end; ++page) {
      std::vector<Read> reads;
      pages[page].reads.for_each([&](const Read& read) { reads.push_back(read); });
      of_pages.add(std::move(reads));
    }
    return of_pages.take();
  };
  make_in_pieces<std::vector<Read>>(ctx, pages.size(), 512, reads_of,
                                    [&](std::vector<Read>& piece) { out.add(std::move(piece)); });
  return out.take();
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

  Fingerprint answer(const Read& read) const {
    // Only a page itself asks what it is, so it was rendered.
    return read.kind == Read::Kind::page ? pages_[read.a].own : questions_.answer(read);
  }

  /// Gives up the page's reads.
  graph::LoggedOutput output(std::size_t page, std::string_view path, std::uint64_t number) {
    graph::LoggedOutput out{path, {}, number, pages_[page].cause, pages_[page].question};
    auto at = reads_.cbegin();
    std::exchange(pages_[page].reads, {}).for_each([&](const Read& read) {
      at = find_behind(at, read);
      out.reads.push_back(static_cast<std::uint32_t>(at - reads_.begin()));
    });
    return out;
  }

  /// `add(index, piece)` for each index below `count`, on all threads; what was added, in order.
  template <typename Add>
  void append_all(std::size_t count, graph::LogWriter& out, const Add& add) const {
    const auto text_of = [&](std::size_t begin, std::size_t end) {
      std::string piece;
      for (std::size_t i = begin; i < end; ++i) add(i, piece);
      return piece;
    };
    make_in_pieces<std::string>(ctx_, count, 1024, text_of,
                                [&](const std::string& piece) { out.append(piece); });
  }

 private:
  /// Where `read` is, which is not before `from` and mostly near it: in steps that grow, then by
  /// halves.
  std::vector<Read>::const_iterator find_behind(std::vector<Read>::const_iterator from,
                                                const Read& read) const {
    std::ptrdiff_t step = 1;
    for (; reads_.end() - from > step && from[step] < read; step *= 2) from += step;
    const auto to = from + std::min(step + 1, reads_.end() - from);
    return std::lower_bound(from, to, read);
  }

  const Context& ctx_;
  const Questions& questions_;
  const Assembly& assembly_;
  std::vector<PageWork>& pages_;
  std::vector<Read> reads_;
};

/// Whether the output of `a` sorts before that of `b`; no paths are made where the addresses tell.
bool has_path_before(std::string_view a, std::string_view b) {
  const std::size_t both = std::min(a.size(), b.size());
  const int order = a.substr(0, both).compare(b.substr(0, both));
  return order != 0 ? order < 0 : output_path(a) < output_path(b);
}

/// The pages in the order of their output paths: "/a/b/" comes after "/a/", and "a/b/index.html"
/// before "a/index.html".
std::vector<std::uint32_t> by_path(const Assembly& assembly) {
  std::vector<std::uint32_t> out(assembly.pages.size());
  std::iota(out.begin(), out.end(), 0);
  std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
    return has_path_before(assembly.pages[a].url, assembly.pages[b].url);
  });
  return out;
}

/// The questions whose answers are known to hold, by what they ask.
class KnownAnswers {
 public:
  KnownAnswers(const graph::BuildLog& log, const Recalled& recalled)
      : log_(log), reads_(recalled.reads) {
    if (reads_.empty()) return;  // Nothing was recalled.
    // What nobody has asked for a while has the answer of an older build.
    std::vector<char> asked(reads_.size(), 0);
    for (const graph::LoggedOutput& output : log.outputs) {
      for (const std::uint32_t read : output.reads) asked[read] = 1;
    }
    for (std::uint32_t i = 0; i < reads_.size(); ++i) {
      if (asked[i] && !recalled.changed[i]) numbers_.push_back(i);
    }
    // As they were written, but for what later builds added.
    const auto before = [&](std::uint32_t a, std::uint32_t b) { return reads_[a] < reads_[b]; };
    const auto tail = std::is_sorted_until(numbers_.begin(), numbers_.end(), before);
    std::sort(tail, numbers_.end(), before);
    std::inplace_merge(numbers_.begin(), tail, numbers_.end(), before);
  }

  /// Null when it is not known.
  const graph::Question* find(const Read& read) const {
    const auto at =
        std::lower_bound(numbers_.begin(), numbers_.end(), read,
                         [&](std::uint32_t number, const Read& r) { return reads_[number] < r; });
    return at != numbers_.end() && reads_[*at] == read ? &log_.questions[*at] : nullptr;
  }

 private:
  const graph::BuildLog& log_;
  const std::vector<Read>& reads_;
  std::vector<std::uint32_t> numbers_;
};

bool is_among(std::span<const std::string> paths, const std::string& path) {
  return std::binary_search(paths.begin(), paths.end(), path);
}

}  // namespace

Recalled recall(const Context& ctx, const Questions& questions, const graph::BuildLog& log,
                const Standing& standing) {
  Recalled out{graph::Changed(log.questions.size(), 1), {}};
  out.reads.resize(log.questions.size());
  std::vector<Questions::Last> last(ctx.options.jobs);
  const auto ask = [&](std::size_t index, unsigned worker) {
    const graph::Question& question = log.questions[index];
    const std::optional<Read> found = questions.find(question.name, last[worker]);
    if (!found) return;
    const Read& read = out.reads[index] = *found;
    const bool is_settled =
        !standing.settled.empty() && questions.is_of_one_record(read) && standing.settled[read.a];
    out.changed[index] = !is_settled && questions.answer(read, last[worker]) != question.answer;
  };
  constexpr std::size_t at_once = 256;
  parallel_for(log.questions.size(), ctx.options.jobs, ask, at_once);
  return out;
}

std::vector<PageWork> judge_pages(const Context& ctx, const Assembly& assembly,
                                  const graph::BuildLog& log, const graph::Changed& changed,
                                  std::span<const std::string> listed,
                                  std::span<const std::string> missing) {
  std::vector<PageWork> pages(assembly.pages.size());
  parallel_for(pages.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    const std::string path = output_path(assembly.pages[index].url);
    const graph::Judgement judgement = graph::judge(log, changed, path);
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

void write_log(const Context& ctx, const Questions& questions, const Assembly& assembly,
               std::string_view stamp, std::uint64_t number, std::vector<PageWork>& pages,
               graph::LogWriter::Take take) {
  LogMaker log(ctx, questions, assembly, pages);
  const std::vector<Read>& reads = log.reads();
  graph::LogWriter out(stamp, number, reads.size(), std::move(take));
  log.append_all(reads.size(), out, [&](std::size_t i, std::string& piece) {
    graph::LogWriter::add(piece, {questions.name(reads[i]), log.answer(reads[i])});
  });
  const std::vector<std::uint32_t> order = by_path(assembly);
  out.begin_outputs(order.size());
  log.append_all(order.size(), out, [&](std::size_t i, std::string& piece) {
    const std::string path = output_path(assembly.pages[order[i]].url);
    graph::LogWriter::add(piece, log.output(order[i], path, number));
  });
  out.finish();
}

std::string log_patch(const Context& ctx, const Questions& questions, const Assembly& assembly,
                      std::uint64_t number, const graph::BuildLog& before, const Recalled& recalled,
                      std::vector<PageWork>& pages, std::vector<std::string_view> removed) {
  LogMaker log(ctx, questions, assembly, pages);
  const std::vector<Read>& reads = log.reads();
  graph::LogPatch patch;
  patch.number = number;
  patch.removed = std::move(removed);
  const KnownAnswers known(before, recalled);
  std::vector<std::string> names(reads.size());
  patch.questions.resize(reads.size());
  parallel_for(reads.size(), ctx.options.jobs, [&](std::size_t i, unsigned) {
    if (const graph::Question* question = known.find(reads[i])) {
      patch.questions[i] = *question;
    } else {
      names[i] = questions.name(reads[i]);
      patch.questions[i] = {names[i], log.answer(reads[i])};
    }
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

std::vector<std::string_view> outputs_gone(const Assembly& assembly, const graph::BuildLog& before,
                                           const std::vector<PageWork>& pages) {
  const auto known = std::count_if(pages.begin(), pages.end(), [](const PageWork& page) {
    return page.cause != graph::Cause::unknown;
  });
  if (static_cast<std::size_t>(known) == before.outputs.size()) return {};
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
