// The root of a form's file, and which fields can be questions.
#include "schema/read_form.h"

#include <algorithm>
#include <cmath>

#include "schema/keywords.h"
#include "schema/messages.h"
#include "schema/schema_reader.h"
#include "schema/wording.h"
#include "value/from_json.h"

namespace minhbach::schema {
namespace {

constexpr std::size_t longest_text = 4000;  // In code points.

std::string needed_text(SchemaReader& reader, const Node& root, std::string_view keyword) {
  std::string out = SchemaReader::text(root, keyword);
  if (out.empty()) reader.error(messages::missing_keyword, root, {quote(keyword), "\"…\""});
  return out;
}

void read_root(SchemaReader& reader, const Node& root, Form& form) {
  form.help = SchemaReader::text(root, "description");
  form.role = needed_text(reader, root, "x-vai-tro");
  form.button = needed_text(reader, root, "x-nut");
  form.thanks = needed_text(reader, root, "x-cam-on");
  form.translations = reader.read_translations(root, {});
  if (const Node* days = root.find("x-luu-giu"); days == nullptr) {
    reader.error(messages::missing_keyword, root, {quote("x-luu-giu"), "365"});
  } else if (has_shape(*days, Shape::place)) {
    form.keep_days = static_cast<int>(std::min(std::strtod(days->text.c_str(), nullptr), 36500.0));
  }
  const std::vector<std::string_view> roles(std::begin(form_roles), std::end(form_roles));
  if (!form.role.empty() && std::find(roles.begin(), roles.end(), form.role) == roles.end()) {
    reader.error(messages::unknown_schema_name, *root.find("x-vai-tro"),
                 {quote(form.role), quote("x-vai-tro"), list_of(roles)},
                 nearest_name(form.role, roles));
  }
}

bool has_steps(const Constraints& rules) {
  return rules.minimum && rules.maximum && *rules.maximum - *rules.minimum < scale_steps &&
         *rules.minimum == std::floor(*rules.minimum) &&
         *rules.maximum == std::floor(*rules.maximum);
}

bool is_matrix(const Field& field) {
  const auto is_row = [&](const Field& row) {
    return question_kind(row) == QuestionKind::choice &&
           row.constraints.choices == field.children[0].constraints.choices;
  };
  return field.kind == FieldKind::group && field.conditions.empty() && !field.children.empty() &&
         std::all_of(field.children.begin(), field.children.end(), is_row);
}

}  // namespace

QuestionKind question_kind(const Field& field) {
  if (field.nullable || field.name.starts_with('_')) return QuestionKind::none;
  const Constraints& rules = field.constraints;
  switch (field.kind) {
    case FieldKind::text:
      if (!rules.choices.empty()) return QuestionKind::choice;
      if (!rules.max_length || *rules.max_length > longest_text) return QuestionKind::none;
      return *rules.max_length > line_length ? QuestionKind::paragraph : QuestionKind::line;
    case FieldKind::boolean: return QuestionKind::tick;
    case FieldKind::integer: return has_steps(rules) ? QuestionKind::scale : QuestionKind::none;
    case FieldKind::reference: return QuestionKind::agency;
    case FieldKind::list:
      return !field.children.empty() && question_kind(field.children[0]) == QuestionKind::choice
                 ? QuestionKind::choices
                 : QuestionKind::none;
    case FieldKind::group: return is_matrix(field) ? QuestionKind::matrix : QuestionKind::none;
    default: return QuestionKind::none;
  }
}

std::optional<Form> read_form(const SourceText& source, std::vector<Diagnostic>& diagnostics) {
  const Result<Node> parsed = read_json(source);
  if (!parsed) {
    diagnostics.push_back(parsed.error());
    return std::nullopt;
  }
  const std::size_t before = diagnostics.size();
  const Node& root = *parsed;
  SchemaReader reader(source, root, diagnostics);
  Form form;
  form.file = source.path();
  if (!read_heading(reader, source, root, at_form, form.id, form.folder, form.title))
    return std::nullopt;
  read_root(reader, root, form);
  reader.read_table(root, 1, form.fields, form.conditions);
  if (diagnostics.size() > before) return std::nullopt;
  for (const Field& field : form.fields) {
    if (question_kind(field) != QuestionKind::none) continue;
    reader.error(messages::not_a_question, field.place.line, field.place.column, {name_of(field)});
  }
  if (diagnostics.size() > before) return std::nullopt;
  return form;
}

void check_forms(const std::vector<Form>& forms, std::vector<Diagnostic>& diagnostics) {
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const auto same = [&](const Form& other) { return other.role == forms[i].role; };
    const auto first = std::find_if(forms.begin(), forms.begin() + static_cast<long>(i), same);
    if (forms[i].role == "gop_y" || first == forms.begin() + static_cast<long>(i)) continue;
    Diagnostic out;
    out.message = &messages::form_role_taken;
    out.place = {forms[i].file, 1, 1};
    out.arguments = {quote(forms[i].role), quote(first->id)};
    diagnostics.push_back(std::move(out));
  }
}

}  // namespace minhbach::schema
