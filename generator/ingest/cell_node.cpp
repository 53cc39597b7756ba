// One kind of field after the other.
#include "ingest/cell_node.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "ingest/foreign_text.h"
#include "ingest/import_messages.h"
#include "schema/messages.h"
#include "schema/read_values.h"
#include "schema/wording.h"
#include "table/number_format.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace minhbach::ingest {
namespace {

using schema::Field;
using schema::FieldKind;
using CellKind = table::Cell::Kind;

Node node_at(const table::Cell& cell, Node::Kind kind, std::string text) {
  Node out;
  out.kind = kind;
  out.line = cell.line;
  out.column = cell.column;
  out.text = std::move(text);
  return out;
}

std::string folded(std::string_view text) {
  std::string out = text::fold(text);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

/// 1.234 or 12.345.678, perhaps with a sign: digits in threes.
bool is_grouped(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  std::size_t from = 0;
  for (std::size_t count = 0; from <= text.size(); ++count) {
    const std::size_t end = std::min(text.find('.', from), text.size());
    const std::string_view part = text.substr(from, end - from);
    const bool is_right = count == 0 ? !part.empty() && part.size() <= 3 : part.size() == 3;
    if (!is_right || part.find_first_not_of("0123456789") != std::string_view::npos) return false;
    from = end + 1;
  }
  return true;
}

/// 1.234,5 and 1.234.567 without their points; any other text as it is. One point alone may be
/// either mark and stays for the schema to ask about.
std::string without_thousands(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, i);
    if (!text::is_space(c)) text::append_code_point(out, c);
  }
  const std::size_t comma = std::min(out.find(','), out.size());
  std::string whole = out.substr(0, comma);
  const auto points = std::count(whole.begin(), whole.end(), '.');
  const bool is_clear = points > 1 || (points == 1 && comma < out.size());
  if (!is_clear || !is_grouped(whole)) return out;
  std::erase(whole, '.');
  return whole + out.substr(comma);
}

/// ISO 8601 as people here write it.
std::string usual_date(const std::string& iso) {
  const Result<text::Date> date = text::parse_date(iso);
  if (!date) return iso;
  if (date->day != 0) return text::format_date(*date);
  return date->month != 0 ? fmt::format("{:02}/{}", date->month, date->year) : iso;
}

std::vector<std::string_view> split(std::string_view text, std::string_view mark) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(mark, from), text.size());
    if (const std::string_view part = text::trim(text.substr(from, end - from)); !part.empty())
      out.push_back(part);
    from = end + mark.size();
  }
  return out;
}

/// The items of a list: one a line; on one line parted by ";", or by " | " as in our own tables.
std::vector<std::string_view> items_of(std::string_view text) {
  if (text.find('\n') != std::string_view::npos) return split(text, "\n");
  if (text.find(';') != std::string_view::npos) return split(text, ";");
  return split(text, " | ");
}

bool is_plain(const Field& field) {
  return field.kind != FieldKind::list && field.kind != FieldKind::group;
}

}  // namespace

bool fits_a_cell(const Field& field) {
  if (is_plain(field)) return true;
  const Field& inside = field.kind == FieldKind::list ? field.children.front() : field;
  if (inside.kind == FieldKind::list) return false;
  return std::all_of(inside.children.begin(), inside.children.end(), [](const Field& child) {
    return is_plain(child) || (child.kind == FieldKind::list && is_plain(child.children.front()));
  });
}

void CellReader::warn_once(const Message& message, const table::Cell& cell,
                           std::vector<std::string> arguments) {
  if (warned_.insert({message.code, cell.column}).second)
    diagnostics_.push_back(source_.at(message, cell, std::move(arguments)));
}

Node CellReader::read(const Field& field, const table::Cell& cell) {
  if (folded(cell.text) == "chua cong bo")
    return node_at(cell, Node::Kind::plain, std::string(schema::undisclosed_word));
  switch (field.kind) {
    case FieldKind::list: return read_list(field, cell);
    case FieldKind::group: return read_group(field, cell, cell.text);
    case FieldKind::date: return read_date(field, cell);
    case FieldKind::boolean:
      return node_at(cell, cell.kind == CellKind::boolean ? Node::Kind::boolean : Node::Kind::plain,
                     cell.text);
    case FieldKind::integer:
    case FieldKind::number: {
      if (cell.kind == CellKind::number) return node_at(cell, Node::Kind::number, cell.text);
      std::string_view text = cell.text;
      if (!field.unit.empty() && text.ends_with(field.unit)) text.remove_suffix(field.unit.size());
      return node_at(cell, Node::Kind::plain, without_thousands(text));
    }
    default: return read_text(field, cell);
  }
}

Node CellReader::read_text(const Field& field, const table::Cell& cell) {
  std::string text = cell.padded.empty() ? cell.text : cell.padded;
  if (cell.kind == CellKind::date) text = usual_date(text);
  const schema::Constraints& rules = field.constraints;
  for (std::size_t i = 0; i < rules.choices.size(); ++i) {
    const bool is_label =
        i < rules.choice_labels.size() && folded(rules.choice_labels[i]) == folded(text);
    if (is_label || folded(rules.choices[i]) == folded(text))
      return node_at(cell, Node::Kind::text, rules.choices[i]);
  }
  // One choice alone is explained by its field, where values are read.
  if (rules.choices.size() > 1 && field.kind == FieldKind::text) refuse_choice(field, cell, text);
  if (cell.kind == CellKind::number && cell.padded.empty())
    warn_once(messages::number_shown_otherwise, cell, {cell.text});
  if (field.kind == FieldKind::markdown) text = markdown_of_text(tidy_lines(text));
  return node_at(cell, Node::Kind::text, std::move(text));
}

void CellReader::refuse_choice(const Field& field, const table::Cell& cell,
                               const std::string& text) {
  const schema::Constraints& rules = field.constraints;
  const auto& labels = rules.choice_labels.empty() ? rules.choices : rules.choice_labels;
  std::vector<std::string> keys;
  for (const std::string& label : labels) keys.push_back(folded(label));
  diagnostics_.push_back(source_.at(
      messages::not_a_choice, cell,
      {schema::name_of(field), quote(text), schema::list_of({labels.begin(), labels.end()})}));
  const std::string nearest = nearest_name(folded(text), {keys.begin(), keys.end()});
  for (std::size_t i = 0; i < keys.size() && !nearest.empty(); ++i) {
    if (keys[i] == nearest) diagnostics_.back().nearest = labels[i];
  }
}

Node CellReader::read_date(const Field&, const table::Cell& cell) {
  constexpr int early = 1927;  // What a year, taken for a count of days since 1900, comes before.
  if (cell.kind == CellKind::date) {
    const Result<text::Date> date = text::parse_date(cell.text);
    if (date && date->year < early)
      diagnostics_.push_back(source_.at(messages::date_long_ago, cell, {text::format_date(*date)}));
    return node_at(cell, Node::Kind::plain, cell.text);
  }
  constexpr double last_year = 9999;
  double number = 0;
  const char* end = cell.text.data() + cell.text.size();
  const bool is_whole = std::from_chars(cell.text.data(), end, number).ptr == end &&
                        cell.text.find_first_not_of("0123456789") == std::string::npos;
  if (cell.kind != CellKind::number || !is_whole || number <= last_year)
    return node_at(cell, Node::Kind::plain, cell.text);
  const auto date = table::date_of_number(number, from_1904_, table::Shown::date);
  if (!date) return node_at(cell, Node::Kind::plain, cell.text);
  diagnostics_.push_back(
      source_.at(messages::serial_taken_for_date, cell, {cell.text, usual_date(*date)}));
  return node_at(cell, Node::Kind::plain, *date);
}

Node CellReader::read_list(const Field& field, const table::Cell& cell) {
  const Field& inside = field.children.front();
  Node out = node_at(cell, Node::Kind::sequence, {});
  if (!fits_a_cell(field)) {
    warn_once(messages::field_not_for_tables, cell, {field.name});
    return out;
  }
  const bool are_groups = inside.kind == FieldKind::group;
  table::Cell item = cell;
  // The sentences of a group hold semicolons: only a line ends an item.
  for (const std::string_view text : are_groups ? split(cell.text, "\n") : items_of(cell.text)) {
    item.text = text;
    out.items.push_back(are_groups ? read_group(inside, cell, text) : read(inside, item));
  }
  return out;
}

Node CellReader::read_group(const Field& field, const table::Cell& cell, std::string_view text) {
  Node out = node_at(cell, Node::Kind::mapping, {});
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('|', from), text.size());
    parts.push_back(text::trim(text.substr(from, end - from)));
    from = end + 1;
  }
  const std::vector<Field>& fields = field.children;
  std::size_t first = 0;
  if (parts.size() == 1) {  // Alone, it is what an item cannot do without.
    const auto required =
        std::find_if(fields.begin(), fields.end(), [](const Field& each) { return each.required; });
    if (required != fields.end()) first = static_cast<std::size_t>(required - fields.begin());
  }
  if (parts.size() > fields.size()) {
    std::vector<std::string> names;
    for (const Field& each : fields) names.push_back(each.label.empty() ? each.name : each.label);
    diagnostics_.push_back(
        source_.at(messages::cell_not_text_of_list, cell,
                   {quote(text), field.label, fmt::format("{}", parts.size()),
                    fmt::format("{}", fields.size()), fmt::format("{}", fmt::join(names, " | "))}));
    return out;
  }
  table::Cell part = cell;
  part.kind = CellKind::text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    part.text = parts[i];
    out.members.push_back(
        {fields[first + i].name, cell.line, cell.column, read(fields[first + i], part)});
  }
  return out;
}

}  // namespace minhbach::ingest
