// Columns, prompts, lists and the sheet of explanations, all out of the type's fields.
#include "cli/blank_sheet.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/field_words.h"
#include "ingest/cell_node.h"
#include "ingest/page_text.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace minhbach::cli {
namespace {

using schema::Field;
using schema::FieldKind;

constexpr const char* undisclosed_label = "Chưa công bố";

/// What the type says of an id is about files.
constexpr const char* id_help =
    "Mỗi dòng một mã riêng: chữ không dấu, chữ số, dấu - hoặc dấu chấm. Mã thành tên tệp và địa "
    "chỉ "
    "trang, lần nhập sau nhận ra dòng theo mã này, nên giữ nguyên mãi.";

class SheetMaker {
 public:
  SheetMaker(const schema::Type& type, const std::vector<schema::Type>& types,
             const ingest::KnownNames& known, text::Date today)
      : type_(type), types_(types), known_(known) {
    book_.title = type.title;
    book_.date = today;
    book_.lists_name = "Lựa chọn";
  }

  table::XlsxBook make() {
    table::XlsxSheet rows, guide;
    rows.name = sheet_name();
    guide.name = "Hướng dẫn";
    guide.columns = {{.title = "Cột", .width = 28},        {.title = "Mã trường", .width = 22},
                     {.title = "Bắt buộc", .width = 16},   {.title = "Ghi gì", .width = 24},
                     {.title = "Giải thích", .width = 60}, {.title = "Chọn một trong", .width = 40},
                     {.title = "Ví dụ", .width = 40}};
    for (const Field* field : fields_in_order()) {
      rows.columns.push_back(column_of(*field));
      guide.rows.push_back({rows.columns.back().title, field->name, needed(*field),
                            what_to_write(*field), help_of(*field), choices_of(*field),
                            example_of(*field)});
    }
    if (type_.needs_body) add_body(rows, guide);
    guide.rows.push_back({});
    if (!asks_for_id())
      guide.rows.push_back({"Mã nội dung", "id", "", "",
                            "Không cần ghi: mã nội dung, tức tên tệp, lấy từ cột " + code()->label +
                                ". Chỉ khi cập nhật một mục có sẵn mang mã nội "
                                "dung khác thì thêm cột Mã nội dung và ghi mã đó."});
    guide.rows.push_back(
        {"Ghi chú", "", "", "",
         "Mỗi dòng là một mục. Đừng gộp ô, đừng đổi tên cột; xóa được cột không bắt buộc. Cột tô "
         "đỏ nhạt, có dấu *, là bắt buộc: trừ cột mã, chưa có thông tin thì ghi Chưa công bố. Cột "
         "nêu một cơ quan, "
         "một văn bản… ghi tên hoặc mã như ở cổng; tệp kèm theo đặt sẵn vào thư mục trước khi "
         "nhập."});
    book_.sheets = {std::move(rows), std::move(guide)};
    return std::move(book_);
  }

 private:
  static void add_body(table::XlsxSheet& rows, table::XlsxSheet& guide) {
    table::XlsxColumn column;
    column.title = "Toàn văn *";
    column.is_required = true;
    column.width = 60;
    column.prompt = "toàn văn, là chữ chứ không phải bản chụp; mỗi đoạn một dòng (Alt+Enter)";
    guide.rows.push_back({column.title, std::string(ingest::body_member), "có", column.prompt,
                          "Phần chữ in dưới các trường trên trang.", "", ""});
    rows.columns.push_back(std::move(column));
  }

  /// What Excel takes: 31 characters, none of []:*?/\ and no apostrophe at an end.
  std::string sheet_name() const {
    constexpr std::size_t longest = 31;
    std::string out;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < type_.title.size() && letters < longest; ++letters) {
      const char32_t c = text::next_code_point(type_.title, i);
      const bool is_bad = c < 0x80 && std::string_view("[]:*?/\\'").find(static_cast<char>(c)) !=
                                          std::string_view::npos;
      text::append_code_point(out, is_bad ? U' ' : c);
    }
    return out.empty() ? type_.id : out;
  }

  std::vector<const Field*> fields_in_order() const {
    std::vector<const Field*> out;
    for (const int part : {0, 1, 2}) {
      for (const Field& field : type_.fields) {
        const int of = field.name == "id" ? 0 : field.required ? 1 : 2;
        if (of == 0 && !asks_for_id()) continue;
        if (of == part && (field.required || ingest::fits_a_cell(field))) out.push_back(&field);
      }
    }
    return out;
  }

  /// The official code by which an import knows a row again; null without.
  const Field* code() const {
    const auto index = type_.field("ma");
    return index && type_.fields[*index].required ? &type_.fields[*index] : nullptr;
  }

  /// Of two codes a clerk is asked for one.
  bool asks_for_id() const { return code() == nullptr; }

  /// A row without an id cannot be imported, though a file without one is named by its name.
  static bool must_have(const Field& field) { return field.required || field.name == "id"; }

  /// Whether a cell must be filled in, as the guide says it: always, or with what another one
  /// holds.
  std::string needed(const Field& field) const {
    if (must_have(field)) return "có";
    std::string out;
    for (const schema::Condition& condition : type_.conditions) {
      const bool is_meant =
          std::any_of(condition.required.begin(), condition.required.end(),
                      [&](std::size_t index) { return &type_.fields[index] == &field; });
      if (!is_meant) continue;
      const Field& when = type_.fields[condition.when];
      out += (out.empty() ? "khi có " : "; khi có ") + when.label;
      std::vector<std::string> values;
      for (const std::string& value : condition.values) values.push_back(label_of(when, value));
      if (!values.empty()) out += fmt::format(": {}", fmt::join(values, ", "));
    }
    return out;
  }

  static std::string label_of(const Field& field, const std::string& choice) {
    const schema::Constraints& rules = field.constraints;
    const auto at = std::find(rules.choices.begin(), rules.choices.end(), choice);
    const auto index = static_cast<std::size_t>(at - rules.choices.begin());
    return index < rules.choice_labels.size() ? rules.choice_labels[index] : choice;
  }

  /// The label, or the id where two fields share one.
  std::string title_of(const Field& field) const {
    const auto same = std::count_if(
        type_.fields.begin(), type_.fields.end(),
        [&](const Field& each) { return text::fold(each.label) == text::fold(field.label); });
    const std::string name = field.label.empty() || same > 1 ? field.name : field.label;
    return must_have(field) ? name + " *" : name;
  }

  table::XlsxColumn column_of(const Field& field) {
    table::XlsxColumn out;
    out.title = title_of(field);
    out.is_required = must_have(field);
    out.kind = field.kind == FieldKind::integer || field.kind == FieldKind::number
                   ? table::XlsxColumn::Kind::number
                   : table::XlsxColumn::Kind::text;
    // Dates as text too: Excel would make 05/2024 the first of May, and 2024 a day in 1905.
    out.width = field.kind == FieldKind::list || field.kind == FieldKind::markdown ? 40 : 22;
    out.prompt = what_to_write(field);
    const std::string help = field.name == "id" ? id_help : field.help;
    if (!help.empty()) out.prompt += ". " + help;
    add_choices(field, out);
    return out;
  }

  /// A list in which each may be chosen from is not closed: a cell can hold several values.
  void add_choices(const Field& field, table::XlsxColumn& column) {
    const Field& inside = inside_of(field);
    std::vector<std::string> values = labels_of(inside);
    // A name need not be among those known: other rows of the same sheet have names too.
    column.only_choices = !values.empty() && &inside == &field;
    constexpr std::size_t most_names = 200;  // Who scrolls further types it instead.
    if (inside.kind == FieldKind::reference) {
      values = known_.choices(inside.reference_type);
      if (values.size() > most_names) values.clear();
    }
    const bool fits = ingest::fits_a_cell(field);
    if (!fits) column.only_choices = true;
    if (values.empty() && fits) return;
    if (field.required) values.push_back(undisclosed_label);
    book_.lists.push_back({field.name, std::move(values)});
    column.choices_of = field.name;
  }

  /// The choices as people know them. Of yes and no, one alone may be allowed.
  static std::vector<std::string> labels_of(const Field& field) {
    const schema::Constraints& rules = field.constraints;
    if (field.kind != FieldKind::boolean)
      return rules.choice_labels.empty() ? rules.choices : rules.choice_labels;
    std::vector<std::string> out;
    for (const auto& [choice, label] : {std::pair("true", "có"), std::pair("false", "không")}) {
      const auto& allowed = rules.choices;
      if (allowed.empty() || std::find(allowed.begin(), allowed.end(), choice) != allowed.end())
        out.emplace_back(label);
    }
    return out;
  }

  /// What one value of the cell is.
  static const Field& inside_of(const Field& field) {
    return field.kind == FieldKind::list ? field.children.front() : field;
  }

  std::string name_of(const std::string& type) const {
    const auto of = std::find_if(types_.begin(), types_.end(),
                                 [&](const schema::Type& each) { return each.id == type; });
    return of == types_.end() ? type : of->title;
  }

  static std::string parts_of(const Field& group) {
    std::vector<std::string> names;
    for (const Field& field : group.children)
      names.push_back(field.label.empty() ? field.name : field.label);
    return fmt::format("{}", fmt::join(names, " | "));
  }

  std::string what_to_write(const Field& field) const {
    if (!ingest::fits_a_cell(field))
      return "phần này không ghi vừa một ô: ghi Chưa công bố, nhập xong thì bổ sung ở tệp của mục";
    switch (field.kind) {
      case FieldKind::boolean: return "có hoặc không";
      case FieldKind::date:
        return "ngày dạng 17/05/2024; chỉ biết tháng thì 05/2024, chỉ biết năm thì 2024";
      case FieldKind::markdown: return "chữ; xuống dòng bằng Alt+Enter, đầu dòng \"- \" là một ý";
      case FieldKind::group: return "các phần cách nhau bằng |: " + parts_of(field);
      case FieldKind::reference:
        return "tên hoặc mã của một mục ở \"" + name_of(field.reference_type) + "\"";
      case FieldKind::list: {
        const Field& inside = field.children.front();
        if (inside.kind == FieldKind::group)
          return "mỗi mục một dòng (Alt+Enter), các phần cách nhau bằng |: " + parts_of(inside);
        return (inside.kind == FieldKind::reference ? what_to_write(inside) + "; "
                                                    : std::string()) +
               "mỗi mục một dòng (Alt+Enter) hoặc cách nhau bằng dấu ;";
      }
      default: return FieldWords{}.kind(field);
    }
  }

  static std::string help_of(const Field& field) {
    if (field.name == "id") return id_help;
    const std::string limits = FieldWords{}.limits(field);
    if (field.help.empty() || limits.empty()) return field.help + limits;
    return field.help + " (" + limits + ")";
  }

  std::string choices_of(const Field& field) const {
    const Field& inside = inside_of(field);
    if (inside.kind == FieldKind::reference && !known_.choices(inside.reference_type).empty())
      return known_.list(inside.reference_type);
    std::string out = fmt::format("{}", fmt::join(labels_of(inside), "\n"));
    // In a group's cell, the choices of its parts.
    for (const Field& part : inside.children) {
      if (part.constraints.choices.empty()) continue;
      out += fmt::format("{}{}: {}", out.empty() ? "" : "\n", part.label,
                         fmt::join(labels_of(part), ", "));
    }
    return out;
  }

  std::string example_of(const Field& field) const {
    const Field& inside = inside_of(field);
    if (!field.example.empty()) return field.example;
    if (!inside.example.empty()) return inside.example;
    if (field.kind == FieldKind::date) return "17/05/2024";
    if (field.kind == FieldKind::number) return "1234,5";
    return field.required ? undisclosed_label : "";
  }

  const schema::Type& type_;
  const std::vector<schema::Type>& types_;
  const ingest::KnownNames& known_;
  table::XlsxBook book_;
};

}  // namespace

table::XlsxBook blank_sheet(const schema::Type& type, const std::vector<schema::Type>& types,
                            const ingest::KnownNames& known, text::Date today) {
  return SheetMaker(type, types, known, today).make();
}

}  // namespace minhbach::cli
