// Kinds, choices and limits.
#include "cli/field_words.h"

#include <optional>

#include <fmt/format.h>

namespace minhbach::cli {

using schema::Field;
using schema::FieldKind;

std::string FieldWords::kind(const Field& field) const {
  switch (field.kind) {
    case FieldKind::text:
      if (field.constraints.format == schema::TextFormat::email)
        return say("thư điện tử", "e-mail address");
      return field.constraints.choices.empty() ? say("chữ", "text") : say("lựa chọn", "choice");
    case FieldKind::markdown: return say("văn bản Markdown", "Markdown text");
    case FieldKind::date: return say("ngày", "date");
    case FieldKind::url: return say("địa chỉ web", "web address");
    case FieldKind::file:
      return field.is_picture
                 ? say("tên tệp ảnh hoặc PDF đặt cạnh", "name of a picture or PDF beside it")
                 : say("tên tệp đặt cạnh", "name of a file beside it");
    case FieldKind::reference:
      return fmt::format("{} {}", say("mã của", "id of"), field.reference_type);
    case FieldKind::boolean: return say("true hoặc false", "true or false");
    case FieldKind::integer: return say("số nguyên", "whole number");
    case FieldKind::number: return say("số", "number");
    case FieldKind::list:
      return fmt::format("{} {}", say("danh sách", "list of"), kind(field.children.front()));
    case FieldKind::group: return say("nhóm trường", "group of fields");
  }
  return {};
}

std::string FieldWords::choices(const Field& field) const {
  const schema::Constraints& rules =
      (field.kind == FieldKind::list ? field.children.front() : field).constraints;
  std::string out;
  for (std::size_t i = 0; i < rules.choices.size(); ++i) {
    if (i > 0) out += ", ";
    out += rules.choices[i];
    if (i < rules.choice_labels.size() && rules.choice_labels[i] != rules.choices[i])
      out += fmt::format(" ({})", rules.choice_labels[i]);
  }
  return out;
}

std::string FieldWords::limits(const Field& field) const {
  const schema::Constraints& rules = field.constraints;
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
  const auto range = [&](const auto& least, const auto& most, const char* unit) {
    if (least && most) {
      add(*least == *most ? fmt::format("{} {}{}", say("đúng", "exactly"), *least, unit)
                          : fmt::format(fmt::runtime(say("từ {} đến {}{}", "{} to {}{}")), *least,
                                        *most, unit));
    } else if (least) {
      add(fmt::format("{} {}{}", say("ít nhất", "at least"), *least, unit));
    } else if (most) {
      add(fmt::format("{} {}{}", say("nhiều nhất", "at most"), *most, unit));
    }
  };
  range(rules.minimum, rules.maximum, "");
  // One letter at least only says that it is not empty.
  std::optional<std::size_t> shortest = rules.min_length;
  if (shortest && *shortest <= 1) shortest.reset();
  range(shortest, rules.max_length, say(" chữ cái", " letters"));
  range(rules.min_items, rules.max_items, say(" mục", " items"));
  if (field.nullable && field.help.find("null") == std::string::npos)
    add(say("ghi null khi không có", "null when there is none"));
  if (!field.unit.empty()) add(fmt::format("{} {}", say("đơn vị:", "unit:"), field.unit));
  if (!field.example.empty()) add(fmt::format("{} {}", say("ví dụ:", "example:"), field.example));
  return out;
}

}  // namespace minhbach::cli
