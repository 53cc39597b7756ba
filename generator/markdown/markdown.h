// Markdown to HTML with holes: what a body becomes before the site's addresses are known.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_text.h"

namespace minhbach::markdown {

/// A heading that belongs in the page's list of contents.
struct Heading {
  int level = 2;     ///< 2–6: the page's title is the only h1.
  std::string id;    ///< As in the HTML.
  std::string text;  ///< Plain text, not escaped.
};

/// A link or picture whose address only the site knows. The HTML leaves its address out; the caller
/// puts ` href="…"` (link), with the leading space, or `<source …><img src="…" width="…" height="…"`
/// (picture; sources only as wanted) at `offset`.
struct Slot {
  std::size_t offset = 0;  ///< Byte offset in Document::html.
  bool image = false;
  std::string target;  ///< `../thu-tuc/x.md#muc`, `#muc`, `/a/b`; percent signs as written.
  Place place;         ///< Where the link stands in the source.
  std::string label;   ///< The link's text or the picture's alternative text, plain.
};

/// A rendered body. Slots are in order of their offset.
struct Document {
  std::string html;
  std::vector<Slot> slots;
  std::vector<Heading> outline;
  std::vector<std::string> anchors;  ///< Every id in `html`, sorted.
  std::string lead;                  ///< The first paragraph as plain text.
};

struct Options {
  Language language = Language::vi;  ///< Of labels that the reader hears, such as "Quay lại".
  std::string id_prefix;             ///< Put before every id, where a page shows several bodies.
};

/// Renders `body`, whose first line is line `first_line` of `source`. What the author should mend
/// goes to `problems`; a body that is refused as a whole (too large, nested too deep) gives an
/// empty document and an error there. Safe to call from several threads.
Document render_markdown(const SourceText& source, std::string_view body, int first_line,
                         const Options& options, std::vector<Diagnostic>& problems);

/// Appends `html`, which is the document's or a copy of it, to `out`; `fill(slot, out)` appends
/// each slot's attributes.
template <typename Fill>
void append_filled(const Document& document, std::string_view html, std::string& out, Fill&& fill) {
  std::size_t from = 0;
  for (const Slot& slot : document.slots) {
    out.append(html, from, slot.offset - from);
    fill(slot, out);
    from = slot.offset;
  }
  out.append(html, from, std::string_view::npos);
}

/// The same where speed is not wanted: `fill` returns the attributes.
std::string fill_slots(const Document& document,
                       const std::function<std::string(const Slot&)>& fill);

/// The first paragraph, cut between words to at most `max_length` code points; "…" ends a cut text.
std::string excerpt(const Document& document, std::size_t max_length);

}  // namespace minhbach::markdown
