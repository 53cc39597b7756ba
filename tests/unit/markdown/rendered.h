// Renders a body in a test and shows what came out on one line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "markdown/markdown.h"

namespace minhbach {

struct Rendered {
  markdown::Document document;
  std::vector<Diagnostic> problems;

  /// "MB0604 1:5" for each problem, in the order found.
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& problem : problems) {
      out.push_back(std::string(problem.message->code) + " " + std::to_string(problem.place.line) +
                    ":" + std::to_string(problem.place.column));
    }
    return out;
  }
  /// The HTML with href or src of each slot set to its target as it is.
  std::string html() const {
    return markdown::fill_slots(document, [](const markdown::Slot& slot) {
      return (slot.image ? "<img src=\"" : " href=\"") + slot.target + "\"";
    });
  }
};

inline Rendered render(std::string_view body, markdown::Options options = {}) {
  const SourceText source("content/a.md", std::string(body));
  Rendered out;
  out.document = markdown::render_markdown(source, source.text(), 1, options, out.problems);
  return out;
}

using Codes = std::vector<std::string>;

}  // namespace minhbach
