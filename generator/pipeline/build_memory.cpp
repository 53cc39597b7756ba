// Reads the log, asks its questions again, and writes the next one.
#include "pipeline/build_memory.h"

#include <algorithm>

#include "base/parallel.h"
#include "graph/messages.h"
#include "model/url.h"

namespace minhbach::pipeline {
namespace {

/// What all outputs depend on without asking.
std::string stamp_of(const Context& ctx, const Portal& portal) {
  return ctx.options.program + "\n" + portal.address + "\n" + portal.language + "\n" +
         portal.theme + (ctx.options.drafts ? "\nnhap" : "");
}

}  // namespace

graph::BuildLog load_build_log(const Context& ctx, const Disk& out, const Portal& portal) {
  graph::BuildLog empty;
  empty.stamp = stamp_of(ctx, portal);
  if (!ctx.options.incremental || !out.is_file(build_log_path)) return empty;
  const Result<std::string> bytes = out.read(build_log_path);
  std::optional<graph::BuildLog> log = bytes ? graph::read_build_log(*bytes) : std::nullopt;
  if (!log) {
    Diagnostic diagnostic;
    diagnostic.message = &messages::build_log_damaged;
    diagnostic.place.file = std::string(build_log_path);
    ctx.report.add(std::move(diagnostic));
    return empty;
  }
  if (log->stamp != empty.stamp) return empty;
  return std::move(*log);
}

std::vector<PageWork> judge_pages(const Context& ctx, const Questions& questions,
                                  const Assembly& assembly, const graph::BuildLog& log,
                                  const Disk& out) {
  graph::Changed changed(log.questions.size(), 1);
  parallel_for(changed.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    const std::optional<Read> read = questions.find(log.questions[index].name);
    changed[index] = !read || questions.answer(*read) != log.questions[index].answer;
  });
  std::vector<PageWork> pages(assembly.pages.size());
  parallel_for(pages.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    const std::string path = output_path(assembly.pages[index].url);
    const graph::Judgement judgement = graph::judge(log, changed, path);
    pages[index].cause = judgement.cause;
    pages[index].question = judgement.question;
    if (pages[index].is_kept() && !out.is_file(path)) pages[index].cause = graph::Cause::missing;
  });
  return pages;
}

graph::BuildLog next_build_log(const Context& ctx, const Questions& questions,
                               const Assembly& assembly, const graph::BuildLog& before,
                               const std::vector<PageWork>& pages) {
  graph::BuildLog log;
  log.stamp = before.stamp;
  log.number = before.number + 1;

  // All reads of rendered pages, each once, then with the names that kept pages go on with.
  std::vector<Read> reads;
  for (const PageWork& page : pages)
    reads.insert(reads.end(), page.reads.begin(), page.reads.end());
  std::sort(reads.begin(), reads.end());
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  log.questions.resize(reads.size());
  parallel_for(reads.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    log.questions[index] = {questions.name(reads[index]), questions.answer(reads[index])};
  });
  std::vector<char> kept(before.questions.size(), 0);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (!pages[i].is_kept()) continue;
    for (const std::uint32_t read : before.find(output_path(assembly.pages[i].url))->reads)
      kept[read] = 1;
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i]) log.questions.push_back(before.questions[i]);
  }
  std::vector<std::string> own_names;
  for (std::size_t i = 0; i < reads.size(); ++i) own_names.push_back(log.questions[i].name);
  const auto by_name = [](const graph::Question& a, const graph::Question& b) {
    return a.name < b.name;
  };
  std::sort(log.questions.begin(), log.questions.end(), by_name);
  log.questions.erase(std::unique(log.questions.begin(), log.questions.end(),
                                  [](const graph::Question& a, const graph::Question& b) {
                                    return a.name == b.name;
                                  }),
                      log.questions.end());

  const auto number_of = [&](const std::string& name) {
    const auto at = std::lower_bound(log.questions.begin(), log.questions.end(),
                                     graph::Question{name, {}}, by_name);
    return static_cast<std::uint32_t>(at - log.questions.begin());
  };
  std::vector<std::uint32_t> number_of_read(reads.size());
  parallel_for(reads.size(), ctx.options.jobs,
               [&](std::size_t i, unsigned) { number_of_read[i] = number_of(own_names[i]); });
  std::vector<std::uint32_t> number_of_old(before.questions.size());
  parallel_for(number_of_old.size(), ctx.options.jobs, [&](std::size_t i, unsigned) {
    if (kept[i]) number_of_old[i] = number_of(before.questions[i].name);
  });

  log.outputs.resize(pages.size());
  parallel_for(pages.size(), ctx.options.jobs, [&](std::size_t i, unsigned) {
    graph::LoggedOutput& output = log.outputs[i];
    const std::string path = output_path(assembly.pages[i].url);
    if (pages[i].is_kept()) {
      output = *before.find(path);
      for (std::uint32_t& read : output.reads) read = number_of_old[read];
    } else {
      output = {path, {}, log.number, pages[i].cause, pages[i].question};
      for (const Read& read : pages[i].reads) {
        output.reads.push_back(number_of_read[static_cast<std::size_t>(
            std::lower_bound(reads.begin(), reads.end(), read) - reads.begin())]);
      }
    }
    std::sort(output.reads.begin(), output.reads.end());
  });
  std::sort(
      log.outputs.begin(), log.outputs.end(),
      [](const graph::LoggedOutput& a, const graph::LoggedOutput& b) { return a.path < b.path; });
  return log;
}

graph::BuildLog without_rewritten(graph::BuildLog before, const Assembly& assembly,
                                  const std::vector<PageWork>& pages) {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].is_kept()) kept.push_back(output_path(assembly.pages[i].url));
  }
  std::sort(kept.begin(), kept.end());
  std::erase_if(before.outputs, [&](const graph::LoggedOutput& output) {
    return !std::binary_search(kept.begin(), kept.end(), output.path);
  });
  return before;
}

bool save_build_log(const Context& ctx, Disk& out, const graph::BuildLog& log) {
  const Result<Written> written = out.write(build_log_path, graph::to_bytes(log));
  if (!written) ctx.report.add(written.error());
  return static_cast<bool>(written);
}

}  // namespace minhbach::pipeline
