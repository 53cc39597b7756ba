// Footnotes of one body: how often each is referred to, and which were lost.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "markdown/problems.h"
#include "markdown/tree.h"

namespace minhbach::markdown {

/// The parser numbers the footnotes that are referred to, 1 … n in order of their first mark, and
/// puts their texts at the end in that order.
class Footnotes {
 public:
  /// Counts the marks under `root`.
  void count(cmark_node* root);

  int marks_of(std::string_view number) const;

  /// A mark's own number among those of its footnote, from 1, in order of the calls.
  int next_mark(std::string_view number);

 private:
  struct Marks {
    int all = 0;
    int seen = 0;
  };
  std::unordered_map<std::string, Marks> marks_;
};

/// Warns of footnote texts in `body` that the parser left out: those without a mark, and a second
/// text for the same name.
void report_lost_footnotes(std::string_view body, cmark_node* root, Problems& problems);

/// Warns of marks such as `[^1]` that stayed text in `node`, because their footnote is not there.
void report_unknown_footnotes(cmark_node* node, std::string_view text, Problems& problems);

}  // namespace minhbach::markdown
