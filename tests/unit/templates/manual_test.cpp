// The manual names everything that is built in, and its diagnostics page every code.
#include <fstream>
#include <sstream>

#include "support/catch.h"
#include "templates/template_set.h"

using namespace minhbach::templates;

namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Names that have no row or heading of their own: a line that begins with `| ` or `#` and has the
/// name in back ticks.
std::vector<std::string> missing(const std::string& manual, std::string_view section,
                                 const std::vector<std::string_view>& names) {
  const std::size_t begin = manual.find("\n## " + std::string(section) + "\n");
  REQUIRE(begin != std::string::npos);
  const std::string part = manual.substr(begin + 1, manual.find("\n## ", begin + 1) - begin);
  std::vector<std::string> out;
  for (const std::string_view name : names) {
    bool found = false;
    std::istringstream lines(part);
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("| ") && !line.starts_with("#")) continue;
      const std::size_t cell = line.find('|', 2);
      found =
          found || line.substr(0, cell).find("`" + std::string(name) + "`") != std::string::npos;
    }
    if (!found) out.emplace_back(name);
  }
  return out;
}

}  // namespace

TEST_CASE("every statement, filter, test, function and method is in the manual") {
  const std::string manual = read_file("generator/docs/template_language.md");
  const BuiltinNames names = builtin_names();
  const std::vector<std::string> none;
  CHECK(missing(manual, "Statements", names.statements) == none);
  CHECK(missing(manual, "Filters", names.filters) == none);
  CHECK(missing(manual, "Tests", names.tests) == none);
  CHECK(missing(manual, "Functions and methods", names.functions) == none);
  CHECK(missing(manual, "Functions and methods", names.methods) == none);
}

TEST_CASE("every code of the template messages is documented") {
  const std::string messages = read_file("generator/templates/messages.h");
  const std::string page = read_file("generator/docs/diagnostics/templates.md");
  std::vector<std::string> undocumented;
  for (std::size_t at = 0; (at = messages.find("\"MB05", at)) != std::string::npos; ++at) {
    const std::string code = messages.substr(at + 1, 6);
    if (page.find("## " + code + "\n") == std::string::npos) undocumented.push_back(code);
  }
  CHECK(undocumented == std::vector<std::string>{});
}

TEST_CASE("every declared deviation of the spec files is in the manual's list") {
  const std::string manual = read_file("generator/docs/template_language.md");
  for (const char* file : {"attacks", "basics", "errors", "escaping", "filters", "inheritance",
                           "statements", "whitespace"}) {
    std::istringstream lines(read_file("tests/spec/templates/" + std::string(file) + ".txt"));
    for (std::string line; std::getline(lines, line);) {
      constexpr std::string_view head = "--- deviation: ";
      if (!line.starts_with(head)) continue;
      INFO(file << ": " << line);
      CHECK(manual.find("| " + line.substr(head.size()) + " |") != std::string::npos);
    }
  }
}
