// Question by question, in the order of the form.
#include "forms/check_answers.h"

#include <algorithm>
#include <charconv>

#include "schema/pattern.h"
#include "text/utf8.h"

namespace minhbach::forms {
namespace {

using schema::Field;
using schema::QuestionKind;

/// What a form says to its reader; {0} is the question's label.
struct FaultWords {
  std::string_view missing, too_long, too_short, pattern, not_offered, twice, unknown, too_many,
      too_few, scale;
};
constexpr FaultWords vietnamese{"Câu “{0}” cần câu trả lời",
                                "Câu “{0}”: nhiều nhất {1} ký tự, hiện có {2}",
                                "Câu “{0}”: ít nhất {1} ký tự",
                                "Câu “{0}”: viết chưa đúng mẫu",
                                "Câu “{0}”: lựa chọn này không có trong biểu mẫu",
                                "Câu “{0}” chỉ nhận một câu trả lời",
                                "Biểu mẫu không có câu hỏi “{0}”",
                                "Câu “{0}”: chọn nhiều nhất {1} mục",
                                "Câu “{0}”: chọn ít nhất {1} mục",
                                "Câu “{0}”: chọn một số từ {1} đến {2}"};
constexpr FaultWords english{"“{0}” needs an answer",
                             "“{0}”: at most {1} characters, there are {2}",
                             "“{0}”: at least {1} characters",
                             "“{0}” is not written as asked",
                             "“{0}”: the form does not offer that",
                             "“{0}” takes one answer only",
                             "The form has no question “{0}”",
                             "“{0}”: choose at most {1}",
                             "“{0}”: choose at least {1}",
                             "“{0}”: choose a number from {1} to {2}"};

constexpr std::size_t longest_name = 120;

class Checker {
 public:
  Checker(const schema::Form& form, const std::vector<Answer>& given, std::string_view language,
          std::span<const Agency> agencies)
      : form_(form),
        given_(given),
        agencies_(agencies),
        language_(language),
        words_(language == "en" ? english : vietnamese),
        known_(given.size(), false) {}

  Filled check() {
    out_.answers.reserve(given_.size());
    for (const Field& field : form_.fields) check_question(field);
    check_conditions();
    for (std::size_t i = 0; i < given_.size(); ++i) {
      if (!known_[i] && !given_[i].name.starts_with(own_mark))
        add_fault("", words_.unknown, given_[i].name.substr(0, longest_name));
    }
    if (!out_.faults.empty()) out_.answers = given_;
    std::erase_if(out_.answers,
                  [](const Answer& answer) { return answer.name.starts_with(own_mark); });
    return std::move(out_);
  }

 private:
  template <typename... Arguments>
  void add_fault(std::string name, std::string_view words, const Arguments&... arguments) {
    out_.faults.push_back({std::move(name), fmt::format(fmt::runtime(words), arguments...)});
  }

  /// The texts given under `name` that are not empty, to `take`, which returns false to end it.
  template <typename Take>
  void each_given(std::string_view name, const Take& take) {
    bool goes_on = true;
    for (std::size_t i = 0; i < given_.size(); ++i) {
      if (given_[i].name != name) continue;
      known_[i] = true;
      const std::string_view text = text::trim(given_[i].text);
      if (goes_on && !text.empty()) goes_on = take(text);
    }
  }

  void keep(const std::string& name, std::string_view text) {
    out_.answers.push_back({name, std::string(text)});
  }

  void check_question(const Field& field) {
    const QuestionKind kind = schema::question_kind(field);
    if (kind == QuestionKind::matrix) {
      for (const Field& row : field.children) check_one(row, field.name + "." + row.name, kind);
    } else if (kind == QuestionKind::choices) {
      check_many(field);
    } else {
      check_one(field, field.name, kind);
    }
  }

  void check_many(const Field& field) {
    const std::string_view label = label_of(field, language_);
    std::vector<std::string_view> seen;
    bool are_offered = true;
    each_given(field.name, [&](std::string_view text) {
      are_offered = is_offered(field.children[0], text);
      if (std::find(seen.begin(), seen.end(), text) == seen.end()) seen.push_back(text);
      return are_offered;
    });
    if (!are_offered) return add_fault(field.name, words_.not_offered, label);
    if (seen.empty() && field.required) return add_fault(field.name, words_.missing, label);
    const schema::Constraints& rules = field.constraints;
    if (rules.max_items && seen.size() > *rules.max_items)
      return add_fault(field.name, words_.too_many, label, *rules.max_items);
    if (rules.min_items && !seen.empty() && seen.size() < *rules.min_items)
      return add_fault(field.name, words_.too_few, label, *rules.min_items);
    for (const std::string_view text : seen) keep(field.name, text);
  }

  static bool is_offered(const Field& field, std::string_view text) {
    const auto& choices = field.constraints.choices;
    return std::find(choices.begin(), choices.end(), text) != choices.end();
  }

  void check_one(const Field& field, const std::string& name, QuestionKind kind) {
    const std::string_view label = label_of(field, language_);
    std::string_view text;
    std::size_t count = 0;
    each_given(name, [&](std::string_view each) {
      text = each;
      return ++count < 2;
    });
    if (count > 1) return add_fault(name, words_.twice, label);
    if (count == 0) {
      if (field.required) add_fault(name, words_.missing, label);
      return;
    }
    if (is_right(field, name, kind, text, label)) keep(name, text);
  }

  /// A fault has been added when it is not.
  bool is_right(const Field& field, const std::string& name, QuestionKind kind,
                std::string_view text, std::string_view label) {
    switch (kind) {
      case QuestionKind::line:
      case QuestionKind::paragraph: return is_right_text(field, name, text, label);
      case QuestionKind::scale: return is_on_scale(field, name, text, label);
      case QuestionKind::tick:
        if (text == "true") return true;
        break;
      case QuestionKind::agency:
        if (is_agency(text)) return true;
        break;
      default:
        if (is_offered(field, text)) return true;
        break;
    }
    add_fault(name, words_.not_offered, label);
    return false;
  }

  bool is_right_text(const Field& field, const std::string& name, std::string_view text,
                     std::string_view label) {
    const schema::Constraints& rules = field.constraints;
    const std::size_t length = text::count_code_points(text);
    if (rules.max_length && length > *rules.max_length) {
      add_fault(name, words_.too_long, label, *rules.max_length, length);
    } else if (rules.min_length && length < *rules.min_length) {
      add_fault(name, words_.too_short, label, *rules.min_length);
    } else if (rules.compiled_pattern &&
               rules.compiled_pattern->search(text) != schema::Pattern::Match::yes) {
      add_fault(name, words_.pattern, label);
    } else {
      return true;
    }
    return false;
  }

  bool is_on_scale(const Field& field, const std::string& name, std::string_view text,
                   std::string_view label) {
    const int from = static_cast<int>(*field.constraints.minimum);
    const int to = static_cast<int>(*field.constraints.maximum);
    int step = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    if (is_number && step >= from && step <= to && std::to_string(step) == text) return true;
    add_fault(name, words_.scale, label, from, to);
    return false;
  }

  bool is_agency(std::string_view text) const {
    return std::any_of(agencies_.begin(), agencies_.end(),
                       [&](const Agency& agency) { return agency.id == text; });
  }

  bool is_kept(std::string_view name) const {
    return std::any_of(out_.answers.begin(), out_.answers.end(), [&](const Answer& answer) {
      return answer.name == name ||
             (answer.name.size() > name.size() && answer.name.starts_with(name) &&
              answer.name[name.size()] == '.');
    });
  }

  void check_conditions() {
    for (const schema::Condition& condition : form_.conditions) {
      const std::string& when = form_.fields[condition.when].name;
      const bool holds =
          std::any_of(out_.answers.begin(), out_.answers.end(), [&](const Answer& answer) {
            return answer.name == when &&
                   (condition.values.empty() ||
                    std::find(condition.values.begin(), condition.values.end(), answer.text) !=
                        condition.values.end());
          });
      if (!holds) continue;
      for (const std::size_t required : condition.required) {
        const Field& field = form_.fields[required];
        const bool has_fault =
            std::any_of(out_.faults.begin(), out_.faults.end(),
                        [&](const Fault& fault) { return fault.name == field.name; });
        if (!is_kept(field.name) && !has_fault)
          add_fault(field.name, words_.missing, label_of(field, language_));
      }
    }
  }

  const schema::Form& form_;
  const std::vector<Answer>& given_;
  const std::span<const Agency> agencies_;
  const std::string_view language_;
  const FaultWords& words_;
  std::vector<bool> known_;
  Filled out_;
};

}  // namespace

Filled check_answers(const schema::Form& form, const std::vector<Answer>& given,
                     std::string_view language, std::span<const Agency> agencies) {
  return Checker(form, given, language, agencies).check();
}

}  // namespace minhbach::forms
