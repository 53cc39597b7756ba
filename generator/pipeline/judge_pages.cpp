// Asks the log's questions again, and writes down what the next build will ask.
#include "pipeline/judge_pages.h"

#include <algorithm>

#include "base/parallel.h"
#include "model/url.h"

namespace minhbach::pipeline {
namespace {

/// Keeps texts that a log is to point into.
class TextKeeper {
 public:
  explicit TextKeeper(graph::BuildLog& log) : log_(log) {}
  std::string_view keep(std::string text) {
    const auto held = std::make_shared<const std::string>(std::move(text));
    log_.keepers.push_back(held);
    return *held;
  }

 private:
  graph::BuildLog& log_;
};

/// All reads that rendered pages made or kept pages go on with, sorted, each once.
std::vector<Read> all_reads(const Assembly& assembly, const graph::BuildLog& before,
                            const Recollection& recollection, const std::vector<PageWork>& pages) {
  std::vector<Read> out;
  std::vector<char> kept(before.questions.size(), 0);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    out.insert(out.end(), pages[i].reads.begin(), pages[i].reads.end());
    if (!pages[i].is_kept()) continue;
    for (const std::uint32_t read : before.find(output_path(assembly.pages[i].url))->reads)
      kept[read] = 1;
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    // A kept page's questions are answered as they were, so each is still about something.
    if (kept[i]) out.push_back(*recollection.reads[i]);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::uint32_t index_in(const std::vector<Read>& reads, const Read& read) {
  return static_cast<std::uint32_t>(std::lower_bound(reads.begin(), reads.end(), read) -
                                    reads.begin());
}

}  // namespace

Recollection recall(const Context& ctx, const Questions& questions, const graph::BuildLog& log) {
  Recollection out;
  const std::size_t count = log.questions.size();
  out.reads.resize(count);
  out.answers.resize(count);
  out.changed.assign(count, 1);
  parallel_for(count, ctx.options.jobs, [&](std::size_t index, unsigned) {
    const graph::Question& question = log.questions[index];
    out.reads[index] = questions.find(question.name);
    if (!out.reads[index]) return;
    out.answers[index] = questions.answer(*out.reads[index]);
    out.changed[index] = out.answers[index] != question.answer;
  });
  return out;
}

std::vector<PageWork> judge_pages(const Context& ctx, const Assembly& assembly,
                                  const graph::BuildLog& log, const Recollection& recollection,
                                  const Disk& out) {
  std::vector<PageWork> pages(assembly.pages.size());
  parallel_for(pages.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    const std::string path = output_path(assembly.pages[index].url);
    const graph::Judgement judgement = graph::judge(log, recollection.changed, path);
    pages[index].cause = judgement.cause;
    pages[index].question = judgement.question;
    if (pages[index].is_kept() && !out.is_present(path)) pages[index].cause = graph::Cause::missing;
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
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Page& page = assembly.pages[i];
    if (page.kind == PageKind::record && changed[page.record]) {
      pages[i].cause = graph::Cause::changed;
    } else if (!missing.empty() &&
               std::binary_search(missing.begin(), missing.end(), output_path(page.url))) {
      pages[i].cause = graph::Cause::missing;
    }
  }
  return pages;
}

graph::BuildLog next_log(const Context& ctx, const Questions& questions, const Assembly& assembly,
                         const graph::BuildLog& before, const Recollection& recollection,
                         const std::vector<PageWork>& pages) {
  graph::BuildLog log;
  log.stamp = before.stamp;
  log.number = before.number + 1;
  log.keepers = before.keepers;

  const std::vector<Read> reads = all_reads(assembly, before, recollection, pages);
  log.questions.resize(reads.size());
  std::vector<char> is_known(reads.size(), 0);
  std::vector<std::uint32_t> number_of_old(before.questions.size(), 0);
  for (std::size_t i = 0; i < before.questions.size(); ++i) {
    if (!recollection.reads[i]) continue;
    const std::uint32_t at = index_in(reads, *recollection.reads[i]);
    if (at == reads.size() || reads[at] != *recollection.reads[i]) continue;
    number_of_old[i] = at;
    log.questions[at] = {before.questions[i].name, recollection.answers[i]};
    is_known[at] = 1;
  }
  std::vector<std::string> names(reads.size());
  parallel_for(reads.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    if (is_known[index]) return;
    const Read& read = reads[index];
    names[index] = questions.name(read);
    const bool is_own =
        read.kind == Read::Kind::page && assembly.pages[read.a].kind == PageKind::record;
    // Only a page itself asks what it is, so one that is new here was rendered.
    log.questions[index].answer = is_own ? pages[read.a].own : questions.answer(read);
  });
  auto all_names = std::make_shared<std::string>();
  std::size_t size = 0;
  for (const std::string& name : names) size += name.size();
  all_names->reserve(size);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_known[i]) continue;
    const std::size_t from = all_names->size();
    *all_names += names[i];
    log.questions[i].name = std::string_view(*all_names).substr(from);
  }
  log.keepers.push_back(std::move(all_names));

  auto paths = std::make_shared<std::vector<std::string>>(pages.size());
  log.outputs.resize(pages.size());
  parallel_for(pages.size(), ctx.options.jobs, [&](std::size_t i, unsigned) {
    graph::LoggedOutput& output = log.outputs[i];
    std::string& path = (*paths)[i];
    path = output_path(assembly.pages[i].url);
    if (pages[i].is_kept()) {
      output = *before.find(path);
      for (std::uint32_t& read : output.reads) read = number_of_old[read];
      std::sort(output.reads.begin(), output.reads.end());
      output.reads.erase(std::unique(output.reads.begin(), output.reads.end()), output.reads.end());
    } else {
      output = {path, {}, log.number, pages[i].cause, pages[i].question};
      output.reads.reserve(pages[i].reads.size());
      for (const Read& read : pages[i].reads) output.reads.push_back(index_in(reads, read));
    }
  });
  log.keepers.push_back(std::move(paths));
  std::sort(
      log.outputs.begin(), log.outputs.end(),
      [](const graph::LoggedOutput& a, const graph::LoggedOutput& b) { return a.path < b.path; });
  return log;
}

graph::BuildLog patched_log(const Questions& questions, const Assembly& assembly,
                            const graph::BuildLog& before, const std::vector<PageWork>& pages) {
  graph::BuildLog log = before;
  ++log.number;
  TextKeeper texts(log);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].is_kept()) continue;
    const std::string path = output_path(assembly.pages[i].url);
    auto at = std::lower_bound(
        log.outputs.begin(), log.outputs.end(), path,
        [](const graph::LoggedOutput& output, const std::string& p) { return output.path < p; });
    if (at == log.outputs.end() || at->path != path)
      at = log.outputs.insert(at, {texts.keep(path), {}, 0, {}, {}});
    graph::LoggedOutput& output = *at;
    std::vector<std::uint32_t> reads;
    for (const Read& read : pages[i].reads) {
      const std::string name = questions.name(read);
      const auto known =
          std::find_if(output.reads.begin(), output.reads.end(),
                       [&](std::uint32_t old) { return log.questions[old].name == name; });
      if (known != output.reads.end()) {
        reads.push_back(*known);
        log.questions[*known].answer = questions.answer(read);
        continue;
      }
      reads.push_back(static_cast<std::uint32_t>(log.questions.size()));
      log.questions.push_back({texts.keep(name), questions.answer(read)});
    }
    std::sort(reads.begin(), reads.end());
    output.reads = std::move(reads);
    output.made_in = log.number;
    output.cause = pages[i].cause;
    output.question = {};
    if (output.cause == graph::Cause::changed) {
      const Read page{Read::Kind::page, static_cast<std::uint32_t>(i), 0};
      output.question = texts.keep(questions.name(page));
    }
  }
  return log;
}

}  // namespace minhbach::pipeline
