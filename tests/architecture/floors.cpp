// The floors from the top down, and the one folder that sees each library.
#include "floors.h"

#include <algorithm>
#include <array>

namespace minhbach::architecture {

namespace {

// "main" stands for generator/main.cpp. The same picture is in generator/docs/architecture.md.
constexpr std::array<std::string_view, 25> floors{
    "main",     "cli",     "serve",  "pipeline",  "report",      "outputs", "ingest",
    "feedback", "publish", "images", "documents", "obligations", "graph",   "templates",
    "markdown", "table",   "forms",  "schema",    "http",        "net",     "model",
    "text",     "value",   "disk",   "base"};

struct Library {
  std::string_view header_start;
  std::string_view folder;
};

// The first that fits decides. ICU is for text/, but for regular expressions; Nettle for base/, but
// for comparing signatures.
constexpr std::array<Library, 21> libraries{{{"cmark", "markdown"},
                                             {"nlohmann/", "value"},
                                             {"curl/", "net"},
                                             {"boost/", "http"},
                                             {"unicode/regex.h", "schema"},
                                             {"unicode/", "text"},
                                             {"yaml.h", "ingest"},
                                             {"CLI/", "cli"},
                                             {"nettle/memops.h", "feedback"},
                                             {"nettle/", "base"},
                                             {"sqlite3.h", "feedback"},
                                             {"libpq-fe.h", "feedback"},
                                             {"xxh", "base"},
                                             {"zip.h", "table"},
                                             {"expat.h", "table"},
                                             {"vips/", "images"},
                                             {"pango/", "images"},
                                             {"cairo", "images"},
                                             {"fontconfig/", "images"},
                                             {"qrencode", "images"},
                                             {"xlsxwriter", "table"}}};

constexpr std::array<std::string_view, 4> dumping_grounds{"util", "common", "helpers", "misc"};

/// "generator/text/fold.cpp" and "text/fold.h" are both in "text"; "generator/main.cpp" in "main".
std::string_view folder_of(std::string_view path) {
  if (path.starts_with("generator/")) path.remove_prefix(10);
  return path.substr(0, path.find_first_of("/."));
}

std::size_t floor_of(std::string_view folder) {
  return static_cast<std::size_t>(std::find(floors.begin(), floors.end(), folder) - floors.begin());
}

/// What stands between `open` and `close` on an include line, or "" when it is no such line.
std::string_view included(std::string_view line, char open, char close) {
  constexpr std::string_view directive = "#include ";
  if (!line.starts_with(directive)) return {};
  line.remove_prefix(directive.size());
  if (line.empty() || line.front() != open) return {};
  line.remove_prefix(1);
  return line.substr(0, line.find(close));
}

std::string own_header_problem(std::string_view folder, std::string_view header) {
  const std::string quoted = "\"" + std::string(header) + "\"";
  if (header.find('/') == std::string_view::npos) return quoted + " is not rooted at generator/";
  const std::string_view target = folder_of(header);
  const std::size_t floor = floor_of(target);
  if (floor == floors.size()) return quoted + " is on no floor";
  if (target == folder || floor > floor_of(folder)) return {};
  return quoted + " is above " + std::string(folder) + "/";
}

std::string library_problem(std::string_view folder, std::string_view header) {
  for (const Library& library : libraries) {
    if (!header.starts_with(library.header_start)) continue;
    if (folder == library.folder) return {};
    return "<" + std::string(header) + "> belongs to " + std::string(library.folder) + "/ alone";
  }
  return {};
}

}  // namespace

std::vector<std::string> floor_problems(const SourceFile& file) {
  std::vector<std::string> problems;
  const std::string_view folder = folder_of(file.path);
  if (floor_of(folder) == floors.size()) {
    problems.push_back(file.path + ":1: the folder stands on no floor");
  }
  const std::string stem = std::filesystem::path(file.path).stem().string();
  for (const std::string_view name : dumping_grounds) {
    if (stem == name || folder == name) {
      problems.push_back(file.path + ":1: \"" + std::string(name) + "\" says nothing");
    }
  }
  std::size_t number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    std::string problem;
    if (const std::string_view own = included(line, '"', '"'); !own.empty()) {
      problem = own_header_problem(folder, own);
    } else if (const std::string_view library = included(line, '<', '>'); !library.empty()) {
      problem = library_problem(folder, library);
    }
    if (problem.empty()) continue;
    problems.push_back(file.path + ":" + std::to_string(number) + ": " + problem);
  }
  return problems;
}

bool has_caption(const SourceFile& file) {
  const std::string_view line = std::string_view(file.text).substr(0, file.text.find('\n'));
  for (const std::string_view start : {"// ", "# ", "{# ", "#!/"}) {
    if (line.starts_with(start) && line.size() > start.size() + 8) return true;
  }
  return false;
}

}  // namespace minhbach::architecture
