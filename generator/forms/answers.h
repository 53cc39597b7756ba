// What a reader answered, as it came, and what is wrong with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace minhbach::forms {

/// One answer. A question with several has one of these for each; a row of a matrix is
/// "question.row".
struct Answer {
  std::string name;
  std::string text;
};

/// The text of the first answer of that name; "" none.
inline std::string_view first_of(const std::vector<Answer>& all, std::string_view name) {
  for (const Answer& each : all) {
    if (each.name == name) return each.text;
  }
  return {};
}

struct Fault {
  std::string name;     ///< As in Answer; "" the form as a whole.
  std::string message;  ///< A sentence without full stop, in the reader's language.
};

/// A form on its way back to its reader.
struct Filled {
  std::vector<Answer> answers;  ///< In the order sent.
  std::vector<Fault> faults;
};

/// Names that begin so are not questions.
inline constexpr char own_mark = '_';
inline constexpr std::string_view nonce_name = "_ma";    ///< Proves when the answering began.
inline constexpr std::string_view page_name = "_trang";  ///< Path of the page, on the portal.
inline constexpr std::string_view language_name = "_ngon_ngu";
inline constexpr std::string_view trap_name =
    "_trang_web";  ///< Nobody sees it: only robots fill it.

}  // namespace minhbach::forms
