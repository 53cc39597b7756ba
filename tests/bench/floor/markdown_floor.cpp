// The least a generator that uses cmark-gfm can need: parsing and rendering all bodies, no more.
//
// markdown_floor FILE-LIST - one Markdown file a line; front matter is cut off and everything is in
// memory before the clock starts. One thread. Prints one line of JSON; "cpu" is the process's own
// time, which other processes on the machine disturb least.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::string read_body(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "markdown_floor: cannot read %s\n", path.c_str());
    std::exit(1);
  }
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::size_t end = text.starts_with("---\n") ? text.find("\n---\n", 3) : std::string::npos;
  return end == std::string::npos ? text : text.substr(end + 5);
}

/// Bytes of HTML.
std::size_t render(const std::string& body) {
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser, body.data(), body.size());
  cmark_node* document = cmark_parser_finish(parser);
  char* html =
      cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
  const std::size_t size = std::char_traits<char>::length(html);
  std::free(html);
  cmark_node_free(document);
  cmark_parser_free(parser);
  return size;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: markdown_floor FILE-LIST\n");
    return 2;
  }
  std::ifstream list(arguments[1]);
  std::vector<std::string> bodies;
  std::size_t bytes = 0;
  for (std::string path; std::getline(list, path);) {
    bodies.push_back(read_body(path));
    bytes += bodies.back().size();
  }
  cmark_gfm_core_extensions_ensure_registered();
  std::size_t html = 0;
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = cpu_seconds();
  for (const std::string& body : bodies) html += render(body);
  const double cpu = cpu_seconds() - cpu_start;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  std::printf(R"({"pages": %zu, "bytes": %zu, "html_bytes": %zu, "wall": %.6f, "cpu": %.6f})"
              "\n",
              bodies.size(), bytes, html, wall.count(), cpu);
}
