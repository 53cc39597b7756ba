// Times our template engine for jinja2_bench.py, which times Jinja2 in turn with it.
//
// time_templates THEME DATA TEMPLATE [SECONDS] - renders one page for that long and prints the
// seconds that one render took in the mean; without SECONDS prints the page itself.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "micro/theme_sample.h"

namespace {

/// Whole batches, so that reading the clock costs nothing.
double seconds_per_render(const minhbach::bench::ThemeSample& theme, const char* name,
                          double seconds) {
  using Clock = std::chrono::steady_clock;
  constexpr int batch = 20;
  std::string page;
  for (int i = 0; i < batch; ++i) theme.render(name, page);  // Warm.
  const Clock::time_point start = Clock::now();
  long renders = 0;
  double passed = 0;
  while (passed < seconds) {
    for (int i = 0; i < batch; ++i) theme.render(name, page);
    renders += batch;
    passed = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return passed / static_cast<double>(renders);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4 && count != 5) {
    std::fprintf(stderr, "usage: time_templates THEME DATA TEMPLATE [SECONDS]\n");
    return 2;
  }
  try {
    const minhbach::bench::ThemeSample theme(arguments[1], arguments[2]);
    if (count == 4) {
      std::string page;
      theme.render(arguments[3], page);
      std::fwrite(page.data(), 1, page.size(), stdout);
    } else {
      std::printf("%.9f\n", seconds_per_render(theme, arguments[3], std::atof(arguments[4])));
    }
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "time_templates: %s\n", problem.what());
    return 1;
  }
}
