// Markdown bodies to HTML, by the generator's own renderer over cmark-gfm's parser.
#include <benchmark/benchmark.h>

#include "markdown/markdown.h"
#include "micro/samples.h"

namespace minhbach::bench {
namespace {

void render_markdown(benchmark::State& state) {
  const std::vector<SourceText>& files = record_files();
  for ([[maybe_unused]] auto turn : state) {
    for (const SourceText& file : files) {
      std::vector<Diagnostic> problems;
      const ingest::FrontMatter parts = split(file);
      benchmark::DoNotOptimize(
          markdown::render_markdown(file, parts.body, parts.body_line, {}, problems));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(files.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body_bytes()));
}

BENCHMARK(render_markdown)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace minhbach::bench
