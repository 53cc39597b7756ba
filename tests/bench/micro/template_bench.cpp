// Rendering: a record's page, a list of twenty, the home page with its 200 tasks.
#include <benchmark/benchmark.h>

#include "micro/theme_sample.h"

namespace minhbach::bench {
namespace {

void render(benchmark::State& state, const char* template_name) {
  static const ThemeSample theme;
  std::string page;
  for ([[maybe_unused]] auto turn : state) {
    theme.render(template_name, page);
    benchmark::DoNotOptimize(page.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.size()));
}

BENCHMARK_CAPTURE(render, record, "trang.html")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(render, list, "danh-sach.html")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(render, home, "trang-chu.html")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace minhbach::bench
