// The document that a portal's plan was taken from, and what the data took from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/node.h"

/// Where a plan was taken from, and how its texts stand there.
struct PlanSource {
  std::string portal;      ///< "luc-nam"
  std::string plan;        ///< Folder below data/<portal>/ke-hoach/.
  std::string seed;        ///< How the name of the source's file begins: "002_".
  std::size_t column = 0;  ///< The texts' column, from 1, in a table whose cells tabs part; else 0.
  /// Regular expressions for what may stand in the lines of a text and be none of it: numbers are
  /// always allowed, headings and lines like "- Thời gian thực hiện: …" are named here.
  std::vector<std::string> not_text;
};

/// A text that a plan's data quotes.
struct QuotedText {
  std::string id;                           ///< "LN-1.1"
  std::string text;                         ///< Its paragraphs, an empty line between two.
  std::string lines;                        ///< Where it stands in the source: "97" or "100-102".
  std::vector<minhbach::Node> corrections;  ///< What was mended there.
};

/// The texts of a plan: tasks, themes, common tasks, report duties.
std::vector<QuotedText> quoted_texts(const PlanSource& source);

/// The lines of the source, or nothing when the sources do not lie beside the checkout.
std::optional<std::vector<std::string>> source_lines(std::string_view seed);

/// What stands in `range` ("100-102") of the source, in one line and without marks of emphasis,
/// each correction made.
std::string corrected_source(const PlanSource& source, const std::vector<std::string>& lines,
                             const std::string& range,
                             const std::vector<minhbach::Node>& corrections);

/// The paragraphs of a quoted text as `corrected_source` would have them.
std::vector<std::string> plain_paragraphs(const std::string& markdown);

/// First and last line of a range, from 1.
std::pair<std::size_t, std::size_t> line_range(const std::string& range);
