// The folder's front door: limits, parse, render; and what callers do with a document.
#include "markdown/markdown.h"

#include "markdown/footnotes.h"
#include "markdown/limits.h"
#include "markdown/problems.h"
#include "markdown/renderer.h"
#include "markdown/tree.h"

namespace minhbach::markdown {

Document render_markdown(const SourceText& source, std::string_view body, int first_line,
                         const Options& options, std::vector<Diagnostic>& problems) {
  Problems found(source, first_line, problems);
  Document document;
  if (is_within_limits(body, found)) {
    const Tree tree = parse_tree(body);
    document = Renderer(options, found).run(tree.get());
    report_lost_footnotes(body, tree.get(), found);
  }
  found.finish();
  return document;
}

std::string fill_slots(const Document& document,
                       const std::function<std::string(const Slot&)>& fill) {
  std::string out;
  out.reserve(document.html.size() + document.slots.size() * 32);
  append_filled(document, document.html, out,
                [&](const Slot& slot, std::string& to) { to += fill(slot); });
  return out;
}

std::string excerpt(const Document& document, std::size_t max_length) {
  const std::string& lead = document.lead;
  std::size_t length = 0;
  std::size_t last_blank = 0;
  for (std::size_t i = 0; i < lead.size(); ++i) {
    if ((static_cast<unsigned char>(lead[i]) & 0xC0) == 0x80) continue;
    if (lead[i] == ' ') last_blank = i;
    if (++length <= max_length) continue;
    // `i` starts the first code point too many; a word longer than all the room is cut where it is.
    std::string cut = lead.substr(0, last_blank > 0 ? last_blank : i);
    while (!cut.empty() && std::string_view(" ,;:").find(cut.back()) != std::string_view::npos) {
      cut.pop_back();
    }
    return cut + "…";
  }
  return lead;
}

}  // namespace minhbach::markdown
