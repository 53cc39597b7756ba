// Looks over the bytes of a body for its size, and for what would grow out of hand.
#include "markdown/limits.h"

#include <algorithm>

#include "markdown/messages.h"

namespace minhbach::markdown {
namespace {

/// The columns a line would give a table if it is the dashed line under a heading; 0 if it is not.
std::size_t columns_of_delimiter_row(std::string_view line) {
  std::size_t columns = 1;
  bool has_dash = false;
  for (const char c : line) {
    if (c == '|') ++columns;
    has_dash |= c == '-';
    if (std::string_view("|:- \t>").find(c) == std::string_view::npos) return 0;
  }
  return has_dash && columns > 2 ? columns - 1 : 0;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

std::size_t count_of(std::string_view text, std::string_view mark) {
  std::size_t count = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos;
       at = text.find(mark, at + mark.size())) {
    ++count;
  }
  return count;
}

/// As many lines as there can be at most: "\r\n" counts twice.
std::size_t most_lines(std::string_view body) {
  return count_of(body, "\n") + count_of(body, "\r") + 1;
}

/// The most of one letter that a word of `line` holds.
std::size_t most_in_word(std::string_view line, char letter) {
  std::size_t most = 0, count = 0;
  for (const char c : line) {
    if (c == letter) most = std::max(most, ++count);
    if (c == ' ' || c == '\t') count = 0;
  }
  return most;
}

/// `[name]:` at the start of a line, after indentation and quote marks; not a footnote.
bool starts_definition(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" >\t");
  return start != std::string_view::npos && line[start] == '[' && line.substr(start, 2) != "[^" &&
         line.find("]:", start) != std::string_view::npos;
}

/// One body's lines, read in order.
class Survey {
 public:
  explicit Survey(Problems& problems) : problems_(problems) {}

  /// False when the body is refused at this line.
  bool take(std::string_view line) {
    ++number_;
    if (is_blank(line)) {
      columns_ = images_ = definition_ = 0;
      return true;
    }
    return take_cells(line) && take_marks(line) && take_definition(line);
  }

 private:
  bool take_cells(std::string_view line) {
    const std::size_t bars = count_of(line, "|");
    if (bars > most_bars) return refuse(messages::too_many_marks, number_, most_bars, "|");
    if (const std::size_t found = columns_of_delimiter_row(line); found > columns_) {
      columns_ = found;
      table_line_ = number_;
    } else if (columns_ > 0) {
      if (bars + 1 < columns_) missing_ += columns_ - bars - 1;
    }
    return missing_ <= most_missing_cells ||
           refuse(messages::table_too_sparse, table_line_, columns_);
  }

  bool take_marks(std::string_view line) {
    images_ += count_of(line, "![");
    at_signs_ += count_of(line, "@");
    instructions_ += count_of(line, "<?") + count_of(line, "<!") - count_of(line, "<!--");
    const auto refuse_marks = [&](std::size_t most, std::string_view mark) {
      return refuse(messages::too_many_marks, number_, most, mark);
    };
    if (images_ > most_images) return refuse_marks(most_images, "![");
    if (at_signs_ > most_at_signs) return refuse_marks(most_at_signs, "@");
    if (instructions_ > most_instructions) return refuse_marks(most_instructions, "<! <?");
    const bool is_long = line.size() > most_closing_brackets;
    return !is_long || most_in_word(line, ')') <= most_closing_brackets ||
           refuse_marks(most_closing_brackets, ")");
  }

  /// A definition's title may go on over lines, up to a blank one or the next definition.
  bool take_definition(std::string_view line) {
    closing_ += count_of(line, "]");
    if (starts_definition(line)) {
      definition_ = 1;
      definition_line_ = number_;
    }
    if (definition_ > 0) definition_ += line.size();
    if (definition_ > longest_definition_) {
      longest_definition_ = definition_;
      longest_line_ = definition_line_;
    }
    return closing_ * longest_definition_ <= most_definition_bytes ||
           refuse(messages::definition_too_long, longest_line_, longest_definition_);
  }

  bool refuse(const Message& message, int line, std::size_t most, std::string_view mark = {}) {
    problems_.add(message, problems_.place(line, 1), {std::to_string(most), std::string(mark)});
    return false;
  }

  Problems& problems_;
  int number_ = 0;
  std::size_t columns_ = 0;
  int table_line_ = 0;
  std::size_t missing_ = 0;
  std::size_t images_ = 0;
  std::size_t at_signs_ = 0;
  std::size_t instructions_ = 0;
  std::size_t closing_ = 0;
  std::size_t definition_ = 0;  ///< Bytes of the present one; 0 outside.
  int definition_line_ = 0;
  std::size_t longest_definition_ = 0;
  int longest_line_ = 0;
};

/// Whether a body holds so little of what is counted that no limit can be passed, whatever stands
/// in which line. Most hold next to none, which is seen without looking at lines.
bool is_far_within_limits(std::string_view body) {
  const std::size_t bars = count_of(body, "|");
  return bars <= most_bars && (bars == 0 || bars * most_lines(body) <= most_missing_cells) &&
         count_of(body, "!") <= most_images && count_of(body, "@") <= most_at_signs &&
         count_of(body, "<") <= most_instructions && count_of(body, ")") <= most_closing_brackets &&
         count_of(body, "]") * (body.size() + 1) <= most_definition_bytes;
}

}  // namespace

bool is_within_limits(std::string_view body, Problems& problems) {
  if (body.size() > largest_body) {
    problems.add(messages::markdown_too_large, problems.place(1, 0),
                 {std::to_string((body.size() >> 20) + 1), std::to_string(largest_body >> 20)});
    return false;
  }
  if (is_far_within_limits(body)) return true;
  Survey survey(problems);
  const auto find_end = [&](char mark, std::size_t from) {
    return std::min(body.find(mark, from), body.size());
  };
  std::size_t feed = find_end('\n', 0), carriage_return = find_end('\r', 0);
  for (std::size_t from = 0; from < body.size();) {
    const std::size_t end = std::min(feed, carriage_return);
    if (!survey.take(body.substr(from, end - from))) return false;
    from = end + (body.substr(end).starts_with("\r\n") ? 2 : 1);
    if (feed < from) feed = find_end('\n', from);
    if (carriage_return < from) carriage_return = find_end('\r', from);
  }
  return true;
}

}  // namespace minhbach::markdown
