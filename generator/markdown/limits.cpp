// Looks over the bytes of a body once, for its size and for what would grow out of hand.
#include "markdown/limits.h"

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

/// One body's lines, read in order.
class Survey {
 public:
  explicit Survey(Problems& problems) : problems_(problems) {}

  /// False when the body is refused at this line.
  bool take(std::string_view line) {
    ++number_;
    if (is_blank(line)) {
      columns_ = images_ = at_signs_ = 0;
      return true;
    }
    return take_cells(line) && take_mark(line, "![", images_, most_images) &&
           take_mark(line, "@", at_signs_, most_at_signs);
  }

 private:
  bool take_cells(std::string_view line) {
    if (const std::size_t found = columns_of_delimiter_row(line); found > columns_) {
      columns_ = found;
      table_line_ = number_;
    } else if (columns_ > 0) {
      const std::size_t cells = count_of(line, "|") + 1;
      if (cells < columns_) missing_ += columns_ - cells;
    }
    if (missing_ <= most_missing_cells) return true;
    problems_.add(messages::table_too_sparse, problems_.place(table_line_, 1),
                  {std::to_string(columns_)});
    return false;
  }

  bool take_mark(std::string_view line, std::string_view mark, std::size_t& count,
                 std::size_t most) {
    count += count_of(line, mark);
    if (count <= most) return true;
    problems_.add(messages::too_many_marks, problems_.place(number_, 1),
                  {std::to_string(most), std::string(mark)});
    return false;
  }

  Problems& problems_;
  int number_ = 0;
  std::size_t columns_ = 0;
  int table_line_ = 0;
  std::size_t missing_ = 0;
  std::size_t images_ = 0;
  std::size_t at_signs_ = 0;
};

}  // namespace

bool is_within_limits(std::string_view body, Problems& problems) {
  if (body.size() > largest_body) {
    problems.add(messages::markdown_too_large, problems.place(1, 0),
                 {std::to_string((body.size() >> 20) + 1), std::to_string(largest_body >> 20)});
    return false;
  }
  Survey survey(problems);
  while (!body.empty()) {
    const std::size_t end = std::min(body.find_first_of("\r\n"), body.size());
    if (!survey.take(body.substr(0, end))) return false;
    body.remove_prefix(end);
    body.remove_prefix(body.starts_with("\r\n") ? 2 : body.empty() ? 0 : 1);
  }
  return true;
}

}  // namespace minhbach::markdown
