// Texts, dates, booleans and numbers: one scalar by the kind of its field, and its constraints.
#include <charconv>
#include <cmath>
#include <limits>

#include "schema/messages.h"
#include "schema/pattern.h"
#include "schema/read_type.h"
#include "schema/uri.h"
#include "schema/value_reader.h"
#include "schema/wording.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::schema {
namespace {

template <typename Number>
bool parse_whole(std::string_view text, Number& out) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size();
}

/// Digits with an optional sign, and perhaps a decimal point or comma; nothing else that C++ would
/// also read as a number (1e3, inf).
bool is_plain_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t mark = text.find_first_of(".,");
  const auto are_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return are_digits(text.substr(0, mark)) &&
         (mark == std::string_view::npos || are_digits(text.substr(mark + 1)));
}

/// 1.000 and 12,500: a thousand to one reader, one to another.
bool is_ambiguous(std::string_view text) {
  const std::size_t mark = text.find_first_of(".,");
  const bool sign = text.starts_with('-') || text.starts_with('+');
  const std::size_t before = mark - (sign ? 1 : 0);
  return mark != std::string_view::npos && text.size() - mark == 4 && before >= 1 && before <= 3 &&
         text[mark - before] != '0';
}

/// What a plain scalar or a JSON number says, with a decimal point; "" when it is no number.
std::string number_text(const Node& node) {
  if (node.kind == Node::Kind::number) return node.text;
  if (node.kind != Node::Kind::plain || !is_plain_number(node.text)) return {};
  std::string out = node.text;
  if (out.front() == '+') out.erase(0, 1);
  if (const std::size_t comma = out.find(','); comma != std::string::npos) out[comma] = '.';
  return out;
}

}  // namespace

FieldValue ValueReader::read_text(const Field& field, const Node& node) {
  if (node.kind != Node::Kind::text && node.kind != Node::Kind::plain) {
    return wrong_kind(messages::expected_text, field, node);
  }
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           c == 0x7F;
  };
  const auto control = std::find_if(node.text.begin(), node.text.end(), is_control);
  if (control != node.text.end()) {
    error(messages::text_with_control, node,
          {name_of(field), fmt::format("U+{:04X}", static_cast<unsigned>(*control))});
    return {};
  }
  const FieldValue value =
      hold_text(text::is_nfc(node.text) ? std::string_view(node.text) : text::to_nfc(node.text));
  check_text(field, node, value.text());
  check_choice(field, node, value);
  return value;
}

void ValueReader::check_text(const Field& field, const Node& node, std::string_view text) {
  const Constraints& rules = field.constraints;
  if (rules.min_length || rules.max_length) {
    const std::size_t length = text::count_code_points(text);
    if (rules.min_length && length < *rules.min_length) {
      error(messages::text_too_short, node,
            {name_of(field), std::to_string(length), std::to_string(*rules.min_length)});
    }
    if (rules.max_length && length > *rules.max_length) {
      error(messages::text_too_long, node,
            {name_of(field), std::to_string(length), std::to_string(*rules.max_length)});
    }
  }
  if (rules.compiled_pattern) {
    const Pattern::Match match = rules.compiled_pattern->search(text);
    if (match == Pattern::Match::gave_up) {
      error(messages::pattern_gave_up, node, {name_of(field), quote(text)});
    } else if (match == Pattern::Match::no) {
      error(messages::pattern_mismatch, node, {name_of(field), quote(text), field.example});
    }
  }
  const auto refuse = [&](const Message& message) {
    error(message, node, {name_of(field), quote(text)});
  };
  if (rules.format == TextFormat::uri && !is_uri(text)) refuse(messages::bad_uri);
  if (rules.format == TextFormat::uri_reference && !is_uri_reference(text))
    refuse(messages::bad_uri_reference);
  if (rules.format == TextFormat::email && !is_email(text)) refuse(messages::bad_email);
}

FieldValue ValueReader::read_date(const Field& field, const Node& node) {
  if (node.kind != Node::Kind::text && node.kind != Node::Kind::plain) {
    return wrong_kind(messages::expected_text, field, node);
  }
  const Result<text::Date> date = text::parse_date(node.text);
  if (!date) {
    error(*date.error().message, node, date.error().arguments);
    return {};
  }
  const FieldValue value = hold_text(text::to_iso(*date));
  // Length, pattern and choices are said of the text as it was written, as JSON Schema has it.
  check_text(field, node, node.text);
  check_choice(field, node, hold_text(node.text));
  return value;
}

FieldValue ValueReader::read_boolean(const Field& field, const Node& node) {
  FieldValue value;
  value.kind = FieldValue::Kind::boolean;
  if (node.kind == Node::Kind::boolean || node.kind == Node::Kind::plain) {
    // Folded: people write "có" with its mark, and Excel writes TRUE.
    const std::string word =
        node.kind == Node::Kind::plain ? text::fold(node.text.substr(0, 16)) : node.text;
    const bool yes = word == "true" || word == "co";
    const bool no = word == "false" || word == "khong";
    value.boolean = yes;
    if (yes || no) return check_choice(field, node, value), value;
  }
  return wrong_kind(messages::expected_boolean, field, node);
}

FieldValue ValueReader::read_number(const Field& field, const Node& node) {
  const bool whole = field.kind == FieldKind::integer;
  const Message& expected = whole ? messages::expected_integer : messages::expected_number;
  const std::string text = number_text(node);
  if (text.empty()) return wrong_kind(expected, field, node);
  if (node.kind == Node::Kind::plain && is_ambiguous(node.text)) {
    error(messages::ambiguous_number, node, {name_of(field), quote(node.text)});
    return {};
  }
  FieldValue value;
  double number = 0;
  if (whole && parse_whole(text, value.integer)) {
    value.kind = FieldValue::Kind::integer;
    number = static_cast<double>(value.integer);
  } else if (!parse_whole(text, number) || !std::isfinite(number)) {
    error(messages::number_not_held, node, {name_of(field), quote(node.text)});
    return {};
  } else if (!whole) {
    value.kind = FieldValue::Kind::number;
    value.number = number;
  } else if (number != std::floor(number)) {
    return wrong_kind(expected, field, node);
  } else if (std::abs(number) >= 9007199254740992.0) {  // past it a double skips whole numbers
    error(messages::number_not_held, node, {name_of(field), quote(node.text)});
    return {};
  } else {
    value.kind = FieldValue::Kind::integer;
    value.integer = static_cast<std::int64_t>(number);
  }
  check_number(field, node, number);
  check_choice(field, node, value);
  return value;
}

void ValueReader::check_number(const Field& field, const Node& node, double number) {
  const Constraints& rules = field.constraints;
  const auto refuse = [&](const Message& message, std::string_view sign, double limit) {
    error(message, node,
          {name_of(field), quote(node.text), std::string(sign), fmt::format("{}", limit)});
  };
  if (rules.minimum && number < *rules.minimum)
    refuse(messages::number_too_small, "≥", *rules.minimum);
  if (rules.exclusive_minimum && number <= *rules.exclusive_minimum) {
    refuse(messages::number_too_small, ">", *rules.exclusive_minimum);
  }
  if (rules.maximum && number > *rules.maximum)
    refuse(messages::number_too_large, "≤", *rules.maximum);
  if (rules.exclusive_maximum && number >= *rules.exclusive_maximum) {
    refuse(messages::number_too_large, "<", *rules.exclusive_maximum);
  }
  if (rules.multiple_of) {
    // 0.29 is a multiple of 0.01 to a person, though not to two doubles divided.
    const double times = number / *rules.multiple_of;
    const double rounding =
        4 * std::numeric_limits<double>::epsilon() * std::max(1.0, std::abs(times));
    if (std::abs(times - std::round(times)) > rounding) {
      error(messages::not_a_multiple, node,
            {name_of(field), quote(node.text), fmt::format("{}", *rules.multiple_of)});
    }
  }
}

bool ValueReader::check_choice(const Field& field, const Node& node, const FieldValue& value) {
  const std::vector<std::string>& choices = field.constraints.choices;
  if (choices.empty()) return true;
  const std::string written = choice_text(value);
  if (std::find(choices.begin(), choices.end(), written) != choices.end()) return true;
  const std::vector<std::string_view> names(choices.begin(), choices.end());
  if (choices.size() == 1 && !field.help.empty()) {
    // Why nothing else may stand here, the type says best.
    error(messages::not_the_only_value, node,
          {name_of(field), quote(node.text), quote(choices.front()), field.help});
    return false;
  }
  Diagnostic& problem =
      error(messages::not_a_choice, node, {name_of(field), quote(node.text), list_of(names)});
  problem.nearest = nearest_name(written, names);
  // An author who wrote the label, or the choice with its marks, meant the choice.
  const std::string folded = text::fold(written);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::vector<std::string>& labels = field.constraints.choice_labels;
    std::string spaced = choices[i];
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    if (folded == spaced || (!labels.empty() && folded == text::fold(labels[i])))
      problem.nearest = choices[i];
  }
  return false;
}

}  // namespace minhbach::schema
