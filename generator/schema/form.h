// What a feedback form is: its questions as a field table, and how long answers are kept.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/type.h"

namespace minhbach::schema {

/// A form, read from site/forms/<id>.schema.json (docs/schema.md, "Forms"). The generator shows it
/// and the endpoint holds answers against it: both from this.
struct Form {
  std::string id;      ///< snake_case; also the file's stem.
  std::string folder;  ///< kebab-case of the id: its part of addresses.
  std::string file;    ///< Where it was read from, relative to the site root.
  std::string role;    ///< `x-vai-tro`: one of `form_roles`.
  std::string title;
  std::string help;                  ///< What it is for; may be "".
  std::string button;                ///< `x-nut`: the text of the button that sends it.
  std::string thanks;                ///< `x-cam-on`: what happens next, shown with the receipt.
  int keep_days = 0;                 ///< `x-luu-giu`: answers older than this are purged.
  std::vector<Labels> translations;  ///< Of what stands above.
  std::vector<Field> fields;         ///< The questions, in order; only kinds of `question_kind`.
  std::vector<Condition> conditions;
};

/// A vote whether a page was useful, an opinion survey, a question to an agency, a report of a
/// fault of the pages. There may be several surveys; of the others one.
inline constexpr std::string_view form_roles[] = {"huu_ich", "gop_y", "cau_hoi", "phan_anh"};

/// How a question is asked and answered.
enum class QuestionKind : std::uint8_t {
  none,       ///< The field cannot be a question.
  line,       ///< A text of at most `line_length`.
  paragraph,  ///< A longer text.
  tick,       ///< A boolean.
  choice,     ///< One of some.
  choices,    ///< Any of some: a list.
  scale,      ///< A whole number of a small range.
  matrix,     ///< A group: one choice for each of its fields, the same for all.
  agency,     ///< The id of a record.
};

inline constexpr std::size_t line_length = 120;  ///< In code points.
inline constexpr int scale_steps = 11;           ///< At most: 0 to 10.

QuestionKind question_kind(const Field& field);

}  // namespace minhbach::schema
