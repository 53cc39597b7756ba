// From a record file's text to checked values: front matter split and read, then held against its
// type.
#include <benchmark/benchmark.h>

#include "ingest/read_yaml.h"
#include "micro/samples.h"
#include "schema/read_values.h"

namespace minhbach::bench {
namespace {

Node read_fields(const SourceText& file) {
  const ingest::FrontMatter parts = split(file);
  return *ingest::read_yaml(file, parts.yaml_from, parts.yaml_to);
}

void read_front_matter(benchmark::State& state) {
  const std::vector<SourceText>& files = record_files();
  for ([[maybe_unused]] auto turn : state) {
    for (const SourceText& file : files) benchmark::DoNotOptimize(read_fields(file));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(files.size()));
}

void validate_values(benchmark::State& state) {
  const std::vector<SourceText>& files = record_files();
  std::vector<Node> documents;
  for (const SourceText& file : files) documents.push_back(read_fields(file));
  for ([[maybe_unused]] auto turn : state) {
    Arena arena;
    std::vector<Diagnostic> problems;
    for (std::size_t i = 0; i < files.size(); ++i) {
      benchmark::DoNotOptimize(
          schema::read_values(record_type(), documents[i], arena, files[i], problems));
    }
    if (!problems.empty()) state.SkipWithError("a sample is not valid");
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(files.size()));
}

BENCHMARK(read_front_matter)->Unit(benchmark::kMicrosecond);
BENCHMARK(validate_values)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace minhbach::bench
