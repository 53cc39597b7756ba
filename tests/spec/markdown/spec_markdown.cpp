// Runs the examples of a Markdown specification through our renderer and counts what differs.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <sstream>

#include "examples.h"
#include "markdown/escape.h"
#include "markdown/markdown.h"
#include "normal_form.h"
#include "reference.h"

using namespace minhbach;

namespace {

std::string our_html(const std::string& text) {
  const SourceText source("spec.md", text);
  std::vector<Diagnostic> problems;
  const markdown::Document document =
      markdown::render_markdown(source, source.text(), 1, {}, problems);
  std::string html;
  markdown::append_filled(document, document.html, html, [](const markdown::Slot& slot, std::string& out) {
    out += slot.image ? "<img src=\"" : " href=\"";
    markdown::append_escaped_url(out, slot.target);
    out += "\"";
  });
  return normal_form_of_ours(html);
}

/// "NUMBER reason" a line: the examples that we render otherwise on purpose. "gone NUMBER of
/// COUNT": a specification of one example less than COUNT lacks that one, and later ones move up.
std::map<int, std::string> read_differences(const std::string& path, std::size_t examples) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " is missing");
  std::map<int, std::string> out;
  int gone = 0;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    int number = 0;
    std::string reason;
    if (line.starts_with("gone ")) {
      std::size_t count = 0;
      words >> reason >> number >> reason >> count;
      if (examples + 1 == count) gone = number;
      continue;
    }
    words >> number >> reason;
    if (number == gone) continue;
    if (gone > 0 && number > gone) --number;
    if (!out.emplace(number, reason).second) throw std::runtime_error("listed twice: " + line);
  }
  return out;
}

const std::vector<std::string> reasons{"raw_html",  "address_refused", "address_empty",
                                       "level_one", "bare_address",    "newer_comment"};

int fail(const Example& example, const char* path, std::string_view why, const std::string& wanted,
         const std::string& got) {
  fmt::print("{}:{}: example {} ({}): {}\n--- Markdown\n{}--- wanted\n{}--- got\n{}\n", path,
             example.line, example.number, example.section, why, example.markdown, wanted, got);
  return 1;
}

/// Each example gives the specification's HTML; or it is listed with a reason, and gives what the
/// reference implementation makes of it once our differences are worked into its tree.
int run_specification(const char* path, const char* list) {
  const std::vector<Example> examples = read_examples(path);
  std::map<int, std::string> differences = read_differences(list, examples.size());
  std::map<std::string, int> counts;
  int identical = 0;
  int failures = 0;
  for (const Example& example : examples) {
    const std::string ours = our_html(example.markdown);
    const std::string theirs = normal_form_of_theirs(example.html);
    const auto listed = differences.find(example.number);
    if (listed == differences.end()) {
      if (ours == theirs)
        ++identical;
      else
        failures += fail(example, path, "differs", theirs, ours);
      continue;
    }
    const std::string reason = listed->second;
    differences.erase(listed);
    ++counts[reason];
    const std::string reference = normal_form_of_theirs(reference_html(example.markdown));
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) {
      failures += fail(example, path, "no such reason: " + reason, theirs, ours);
    } else if (ours == theirs && reason != "newer_comment") {
      failures += fail(example, path, "is listed as different, but is the same", theirs, ours);
    } else if (ours != reference) {
      failures += fail(example, path, "differs by more than " + reason, reference, ours);
    }
  }
  for (const auto& [number, reason] : differences) {
    fmt::print("{}: example {} is not in the specification\n", list, number);
    ++failures;
  }
  fmt::print("{} examples, {} identical", examples.size(), identical);
  for (const auto& [reason, count] : counts) fmt::print(", {} {}", count, reason);
  fmt::print(", {} failed\n", failures);
  return failures == 0 && !examples.empty() ? 0 : 1;
}

/// The examples of both files, alone and each before some others, against the reference
/// implementation.
int run_reference(const char* first, const char* second) {
  std::vector<Example> examples = read_examples(first);
  const std::vector<Example> more = read_examples(second);
  examples.insert(examples.end(), more.begin(), more.end());
  int documents = 0;
  int failures = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    for (const std::size_t step : {0u, 1u, 7u, 131u}) {
      const Example& next = examples[(i + step) % examples.size()];
      Example pair = examples[i];
      if (step > 0) pair.markdown += "\n" + next.markdown;
      const std::string ours = our_html(pair.markdown);
      const std::string theirs = normal_form_of_theirs(reference_html(pair.markdown));
      ++documents;
      if (ours != theirs) failures += fail(pair, first, "differs from the reference", theirs, ours);
    }
  }
  fmt::print("{} documents, {} as the reference, {} failed\n", documents, documents - failures,
             failures);
  return failures == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc == 4 ? argv[1] : "";
  try {
    if (mode == "examples") return run_specification(argv[2], argv[3]);
    if (mode == "reference") return run_reference(argv[2], argv[3]);
  } catch (const std::exception& error) {
    fmt::print("{}\n", error.what());
    return 3;
  }
  fmt::print(
      "usage: spec_markdown examples SPEC DIFFERENCES\n"
      "       spec_markdown reference SPEC SPEC\n");
  return 2;
}
