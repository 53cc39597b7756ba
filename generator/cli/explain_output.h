// Why one output is as it is, as text for a terminal.
#pragma once

#include <string>
#include <string_view>

#include "cli/question_words.h"
#include "graph/build_log.h"

namespace minhbach::cli {

/// What is known of an output besides the log.
struct OutputFacts {
  std::string_view path;         ///< Relative to the output folder.
  bool is_there = true;          ///< Its file stands in the output folder.
  std::string_view static_file;  ///< The file of site/<portal>/static/ it is a copy of; may be "".
};

/// A page: which build made it last and why, what it was kept for since, and what it asked; with
/// `in_full` each question.
std::string explain_page(const graph::BuildLog& log, const graph::LoggedOutput& page,
                         const OutputFacts& facts, const QuestionWords& words, bool in_full);

/// An output that is no page, and so asked nothing.
std::string explain_file(const OutputFacts& facts, const QuestionWords& words);

}  // namespace minhbach::cli
