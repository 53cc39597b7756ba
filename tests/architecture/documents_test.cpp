// The documents keep up with the program: codes, commands, options.
#include "documents.h"
#include "support/catch.h"

using namespace minhbach::architecture;

namespace {

const std::string commands_page = SOURCE_FOLDER "/generator/docs/commands.md";

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("every code of a diagnostic is defined once and documented once") {
  const auto codes = codes_in(files_under("generator", {".h", ".cpp"}));
  const auto headings = headings_in(files_under("generator/docs/diagnostics", {".md"}));
  REQUIRE(codes.size() > 3);
  Strings problems;
  for (const auto& [code, places] : codes) {
    if (places.size() > 1) problems.push_back(places[1] + ": " + code + " is also at " + places[0]);
    const auto heading = headings.find(code);
    if (heading == headings.end()) {
      problems.push_back(places[0] + ": " + code +
                         " has no heading in generator/docs/diagnostics/");
    } else if (heading->second.size() > 1) {
      problems.push_back(heading->second[1] + ": " + code + " is also at " + heading->second[0]);
    }
  }
  for (const auto& [code, places] : headings) {
    if (!codes.contains(code)) problems.push_back(places[0] + ": no source defines " + code);
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE(
    "no two messages have one name: they share a namespace, and one would be said for the other") {
  std::map<std::string, std::string> seen;
  std::vector<std::string> problems;
  const std::string mark = "constexpr Message ";
  for (const SourceFile& file : files_under("generator", {".h"})) {
    for (std::size_t at = 0; (at = file.text.find(mark, at)) != std::string::npos;) {
      at += mark.size();
      const std::string name = file.text.substr(at, file.text.find('{', at) - at);
      const auto [first, is_new] = seen.emplace(name, file.path);
      if (!is_new) problems.push_back(file.path + ": " + name + " is also in " + first->second);
    }
  }
  CHECK(problems == std::vector<std::string>());
  CHECK(seen.size() > 100);
}

TEST_CASE("every command and option has its place in commands.md") {
  const std::string page = read_text(commands_page);
  Strings problems;
  for (const SourceFile& file : files_under("generator/cli", {".cpp"})) {
    for (const std::string& command : literals_after(file.text, "add_subcommand(")) {
      if (page.find("\n## " + command) == std::string::npos &&
          page.find("\n### feedback " + command) == std::string::npos) {
        problems.push_back(file.path + ": no heading for the command \"" + command + "\"");
      }
    }
    for (const std::string_view function : {"add_option(", "add_flag("}) {
      for (const std::string& names : literals_after(file.text, function)) {
        for (const std::string& name : parts_of(names)) {
          if (page.find("`" + name) == std::string::npos) {
            problems.push_back(file.path + ": no word on the option \"" + name + "\"");
          }
        }
      }
    }
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("every name that a source file reads or defines stands in its document") {
  struct Pair {
    std::string_view source;
    std::string_view document;
  };
  const std::string generator = SOURCE_FOLDER "/generator/";
  Strings problems;
  for (const auto& [source, document] :
       {Pair{"pipeline/read_portal.cpp", "docs/formats.md"},
        Pair{"pipeline/portal_parts.cpp", "docs/formats.md"},
        Pair{"pipeline/publish_places.cpp", "docs/formats.md"},
        Pair{"feedback/settings.cpp", "docs/formats.md"},
        Pair{"pipeline/host_language.cpp", "docs/template_data.md"}}) {
    const Strings names = names_in(read_text(generator + std::string(source)));
    const std::string page = read_text(generator + std::string(document));
    if (names.empty()) problems.push_back(std::string(source) + ": no names found");
    for (const std::string& name : names) {
      if (page.find("`" + name) != std::string::npos) continue;
      problems.push_back(std::string(source) + ": \"" + name + "\" is not in " +
                         std::string(document));
    }
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("the picture in architecture.md shows every folder that has sources") {
  const std::string page = read_text(SOURCE_FOLDER "/generator/docs/architecture.md");
  Strings problems;
  for (const SourceFile& file : files_under("generator", {".cpp"})) {
    const std::string folder = file.path.substr(10, file.path.rfind('/') - 9);
    if (folder.empty() || page.find("\n" + folder + " ") != std::string::npos) continue;
    problems.push_back(file.path + ": no line for " + folder);
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("every file that a document names is there") {
  Strings problems;
  for (const std::string_view name :
       {"architecture.md", "decisions.md", "formats.md", "glossary.md"}) {
    const std::string page = read_text(SOURCE_FOLDER "/generator/docs/" + std::string(name));
    for (const std::string& path : files_named_in(page)) {
      const std::filesystem::path root = SOURCE_FOLDER;
      if (exists(root / path) || exists(root / "generator" / path)) continue;
      problems.push_back(std::string(name) + ": there is no " + path);
    }
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("codes are found in strings, not in comments or longer words") {
  const auto codes =
      codes_in({{"a.h", "f{\"MB0101\", 1};  // not \"MB0102\"\n\"MB0103 and more\"\n"},
                {"b.h", "\n\"MB0101\"\n"}});
  REQUIRE(codes.size() == 1);
  CHECK(codes.at("MB0101") == Strings{"a.h:1", "b.h:2"});
}

TEST_CASE("headings are found by their code") {
  const auto headings =
      headings_in({{"a.md", "# Table\n\n## MB0101\n\n## MB0102: more\n## Other\n"}});
  REQUIRE(headings.size() == 2);
  CHECK(headings.at("MB0102") == Strings{"a.md:5"});
}

TEST_CASE("a file is named in a document by a folder, a name and an ending") {
  CHECK(files_named_in(
            "See `text/fold.cpp` and `tests/spec/a.txt`, not `*.md`, `a b/c.h` or `feed.json`.") ==
        Strings{"text/fold.cpp", "tests/spec/a.txt"});
}

TEST_CASE("names are literals of one word") {
  CHECK(names_in(
            "#include \"a\"\nf(\"ten\", \"Two words\"); g(\"x-url\"); // \"no\"\nh(\"ten\");\n") ==
        Strings{"ten", "x-url"});
}

TEST_CASE("the first literal of a call is found across lines") {
  CHECK(literals_after("x->add_flag(\n      \"-q, --quiet\", v); add_flag(name);", "add_flag(") ==
        Strings{"-q, --quiet"});
  CHECK(parts_of("-q, --quiet") == Strings{"-q", "--quiet"});
}
