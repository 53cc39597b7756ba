// The house keeps its order: includes point down, every file says what it is for.
#include "floors.h"
#include "support/catch.h"

using namespace minhbach::architecture;

namespace {

std::vector<std::string> problems_of(std::string path, std::string text) {
  return floor_problems({std::move(path), std::move(text)});
}

}  // namespace

TEST_CASE("every include in generator/ points down, and libraries stay in their folder") {
  std::vector<std::string> problems;
  const std::vector<SourceFile> files = files_under("generator", {".h", ".cpp"});
  REQUIRE(files.size() > 10);
  for (const SourceFile& file : files) {
    for (std::string& problem : floor_problems(file)) problems.push_back(std::move(problem));
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("the first line of every source file is a comment that says what it is for") {
  std::vector<std::string> problems;
  for (const std::string_view folder : {"generator", "tests"}) {
    for (const SourceFile& file : files_under(folder, {".h", ".cpp", ".py", "CMakeLists.txt"})) {
      if (file.path.find("/node_modules/") != std::string::npos) continue;
      if (!has_caption(file)) problems.push_back(file.path + ":1: no comment in the first line");
    }
  }
  CHECK(one_a_line(problems) == "");
}

TEST_CASE("an arrow that goes up is named with its line") {
  CHECK(problems_of("generator/text/fold.cpp", "// Folds.\n#include \"schema/type.h\"\n") ==
        std::vector<std::string>{"generator/text/fold.cpp:2: \"schema/type.h\" is above text/"});
  CHECK(problems_of("generator/schema/type.h", "#include \"text/fold.h\"\n").empty());
  CHECK(problems_of("generator/text/fold.cpp", "#include \"text/fold.h\"\n").empty());
  CHECK(problems_of("generator/main.cpp", "#include \"cli/run.h\"\n").empty());
}

TEST_CASE("an include that is not rooted at generator/ is refused") {
  CHECK(problems_of("generator/text/fold.cpp", "#include \"fold.h\"\n") ==
        std::vector<std::string>{
            "generator/text/fold.cpp:1: \"fold.h\" is not rooted at generator/"});
  CHECK(problems_of("generator/text/fold.cpp", "#include \"elsewhere/a.h\"\n") ==
        std::vector<std::string>{"generator/text/fold.cpp:1: \"elsewhere/a.h\" is on no floor"});
}

TEST_CASE("a library is seen by one folder only") {
  CHECK(problems_of("generator/pipeline/a.cpp", "#include <nlohmann/json.hpp>\n") ==
        std::vector<std::string>{
            "generator/pipeline/a.cpp:1: <nlohmann/json.hpp> belongs to value/ alone"});
  CHECK(problems_of("generator/value/a.cpp", "#include <nlohmann/json.hpp>\n").empty());
  CHECK(problems_of("generator/pipeline/a.cpp", "#include <vector>\n").empty());
  CHECK(problems_of("generator/schema/a.cpp", "#include <unicode/regex.h>\n").empty());
  CHECK(problems_of("generator/schema/a.cpp", "#include <unicode/coll.h>\n").size() == 1);
}

TEST_CASE("a folder without a floor and a dumping ground are refused") {
  CHECK(problems_of("generator/stuff/a.cpp", "").size() == 1);
  CHECK(problems_of("generator/text/util.h", "").size() == 1);
}

TEST_CASE("a caption says something") {
  CHECK(has_caption({"a.h", "// Folds Vietnamese text for comparison.\n"}));
  CHECK_FALSE(has_caption({"a.h", "#pragma once\n"}));
  CHECK_FALSE(has_caption({"a.h", "// a.h\n"}));
  CHECK_FALSE(has_caption({"a.h", ""}));
}
