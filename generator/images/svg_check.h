// Whether an SVG is nothing but a picture: no script, nothing that it would load from elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace minhbach::images {

/// What a page must not take from a stranger's drawing, as it is written there.
struct SvgProblem {
  int line = 0;
  std::string what;  ///< "<script>", "onload", "xlink:href=…"; "" when it is no sound XML.
};

/// The first problem; nothing when the drawing is clean. Refused are script, handlers of events,
/// foreign content, document types, and addresses that are neither in the drawing nor a picture
/// in the address itself.
std::optional<SvgProblem> svg_problem(std::string_view bytes);

}  // namespace minhbach::images
