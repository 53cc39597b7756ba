// Work done on every byte: folding for search, escaping, fingerprints.
#include <benchmark/benchmark.h>

#include "base/fingerprint.h"
#include "markdown/escape.h"
#include "micro/samples.h"
#include "templates/escape.h"
#include "text/fold.h"

namespace minhbach::bench {
namespace {

/// Calls `work` with each body in turn.
template <typename Work>
void for_each_body(benchmark::State& state, Work work) {
  std::vector<std::string_view> bodies;
  for (const SourceText& file : record_files()) bodies.push_back(split(file).body);
  for ([[maybe_unused]] auto turn : state) {
    for (const std::string_view body : bodies) work(body);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body_bytes()));
}

void fold(benchmark::State& state) {
  for_each_body(state, [](std::string_view body) { benchmark::DoNotOptimize(text::fold(body)); });
}

void escape_html(benchmark::State& state) {
  std::string out;
  for_each_body(state, [&](std::string_view body) {
    out.clear();
    templates::append_escaped(out, body);
    benchmark::DoNotOptimize(out.data());
  });
}

void escape_markdown_text(benchmark::State& state) {
  std::string out;
  for_each_body(state, [&](std::string_view body) {
    out.clear();
    markdown::append_escaped(out, body);
    benchmark::DoNotOptimize(out.data());
  });
}

void fingerprint(benchmark::State& state) {
  for_each_body(
      state, [](std::string_view body) { benchmark::DoNotOptimize(minhbach::fingerprint(body)); });
}

BENCHMARK(fold)->Unit(benchmark::kMicrosecond);
BENCHMARK(escape_html)->Unit(benchmark::kMicrosecond);
BENCHMARK(escape_markdown_text)->Unit(benchmark::kMicrosecond);
BENCHMARK(fingerprint)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace minhbach::bench
