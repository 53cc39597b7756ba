// Files to suites, diagnostics to cases.
#include "cli/junit.h"

#include <map>

#include <fmt/format.h>

#include "text/utf8.h"
#include "text/xml_text.h"

namespace minhbach::cli {
namespace {

using OfFile = std::vector<const Diagnostic*>;
using Suite = std::map<std::string, OfFile>;

/// A file's name or line is the author's and may be anything.
std::string xml_text(std::string_view text) { return text::xml_text(text::well_formed(text)); }

/// "content/luc-nam/tin-bai/a.md" is Lục Nam's; a type or a theme is nobody's.
std::string portal_of(std::string_view file, const std::vector<std::string>& portals) {
  for (const std::string& portal : portals) {
    for (const std::string_view tree : {"content", "data", "site"}) {
      if (file.starts_with(fmt::format("{}/{}/", tree, portal))) return portal;
    }
  }
  return {};
}

std::string texts_of(const OfFile& diagnostics, bool errors, Language language) {
  std::string out;
  for (const Diagnostic* diagnostic : diagnostics) {
    if ((diagnostic->message->severity == Severity::error) == errors)
      out += to_text(*diagnostic, language) + "\n";
  }
  return out;
}

const Diagnostic* first_error(const OfFile& diagnostics) {
  for (const Diagnostic* diagnostic : diagnostics) {
    if (diagnostic->message->severity == Severity::error) return diagnostic;
  }
  return nullptr;
}

std::string case_of(const std::string& suite, const std::string& file, const OfFile& diagnostics,
                    Language language) {
  std::string out =
      fmt::format("    <testcase classname=\"{}\" name=\"{}\">\n", xml_text(suite), xml_text(file));
  if (const Diagnostic* error = first_error(diagnostics)) {
    out += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                       error->message->code, xml_text(error->what(language)),
                       xml_text(texts_of(diagnostics, true, language)));
  }
  if (const std::string others = texts_of(diagnostics, false, language); !others.empty()) {
    out += fmt::format("      <system-out>{}</system-out>\n", xml_text(others));
  }
  return out + "    </testcase>\n";
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;

  std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\"", tests, failures);
  }
};

std::string suite_of(const std::string& name, const Suite& suite, Language language, Counts& all) {
  Counts counts;
  std::string cases;
  for (const auto& [file, diagnostics] : suite) {
    ++counts.tests;
    counts.failures += first_error(diagnostics) != nullptr;
    cases += case_of(name, file, diagnostics, language);
  }
  if (suite.empty()) {
    ++counts.tests;
    cases = fmt::format("    <testcase classname=\"{0}\" name=\"{0}\"/>\n", xml_text(name));
  }
  all.tests += counts.tests;
  all.failures += counts.failures;
  return fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", xml_text(name),
                     counts.attributes(), cases);
}

}  // namespace

std::string junit_report(const std::vector<Diagnostic>& diagnostics,
                         const std::vector<std::string>& portals, Language language) {
  std::map<std::string, Suite> suites;
  for (const std::string& portal : portals) suites[portal];
  for (const Diagnostic& diagnostic : diagnostics) {
    const std::string portal = portal_of(diagnostic.place.file, portals);
    const std::string file = diagnostic.place.file.empty() ? "minhbach" : diagnostic.place.file;
    suites[portal.empty() ? "minhbach" : portal][file].push_back(&diagnostic);
  }
  if (suites.empty()) suites["minhbach"];
  Counts counts;
  std::string inside;
  for (const auto& [name, suite] : suites) inside += suite_of(name, suite, language, counts);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"minhbach\" "
      "{}>\n{}</testsuites>\n",
      counts.attributes(), inside);
}

}  // namespace minhbach::cli
