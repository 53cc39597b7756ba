// Prints diagnostics for people and editors: file:line:col first.
#include "cli/print_report.h"

#include <cstdio>

#include <fmt/format.h>

namespace minhbach::cli {

void print_report(const Report& report, Language language, bool wrote) {
  const std::vector<Diagnostic> all = report.sorted();
  if (all.empty()) return;
  std::size_t errors = 0, warnings = 0;
  for (const Diagnostic& diagnostic : all) {
    fmt::print(stderr, "{}\n", to_text(diagnostic, language));
    errors += diagnostic.message->severity == Severity::error;
    warnings += diagnostic.message->severity == Severity::warning;
  }
  if (language == Language::vi) {
    fmt::print(stderr, "\n{} lỗi, {} cảnh báo{}\n", errors, warnings,
               errors > 0 && !wrote ? "; chưa ghi tệp nào" : "");
  } else {
    fmt::print(stderr, "\n{} error{}, {} warning{}{}\n", errors, errors == 1 ? "" : "s", warnings,
               warnings == 1 ? "" : "s", errors > 0 && !wrote ? "; no file was written" : "");
  }
}

}  // namespace minhbach::cli
