// Fields to lines of YAML, each under its comment.
#include "cli/skeleton.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/field_words.h"
#include "cli/help_text.h"
#include "schema/read_values.h"

namespace minhbach::cli {
namespace {

using schema::Field;
using schema::FieldKind;

constexpr std::string_view draft_field = "nhap";
constexpr FieldWords words{Language::vi};

/// As a YAML scalar that reads back as `text`; short codes stay as they are.
std::string scalar(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  if (!text.empty() && text.front() != '-' && text.front() != '.' &&
      std::all_of(text.begin(), text.end(), is_plain)) {
    return std::string(text);
  }
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    // A bare line end would become a space.
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else
      out += c;
  }
  return out + "\"";
}

/// Comment lines, each starting with `margin` and "# ".
std::string comment(const std::string& text, const std::string& margin = {}) {
  if (text.empty()) return {};
  const std::string lines = wrapped(text, 2, 98 - margin.size());
  std::string out = margin + "# ";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += lines[i];
    if (lines[i] != '\n') continue;
    out += margin + "# ";
    i += 2;  // The indentation of the line that follows.
  }
  return out + "\n";
}

/// Sentences joined, each with its full stop.
std::string sentences(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    out += (out.empty() ? "" : " ") + part;
    if (part.back() != '.') out += '.';
  }
  return out;
}

class SkeletonWriter {
 public:
  SkeletonWriter(const schema::Type& type, const SkeletonFacts& facts)
      : type_(type), facts_(facts) {}

  std::string write() {
    out_ = comment(sentences({type_.title, type_.help}));
    out_ += comment(
        "Dòng bắt đầu bằng dấu # là ghi chú, không đăng. chua_cong_bo nghĩa là thông tin chưa được "
        "công bố: "
        "thay bằng giá trị thật khi có.");
    if (const auto draft = type_.field(draft_field)) {
      out_ += "\n" + comment("Bản nháp chưa đăng. Viết xong thì xóa dòng này.") +
              fmt::format("{}: true\n", draft_field);
    }
    for (const Field& field : type_.fields) {
      if (is_there(field)) add_present(field);
    }
    out_ += "\n" + comment(
                       "Các trường không bắt buộc. Cần trường nào thì xóa dấu # ngay trước tên "
                       "trường rồi ghi giá trị.");
    for (const Field& field : type_.fields) {
      if (!is_there(field) && field.name != draft_field) add_optional(field);
    }
    return std::move(out_);
  }

 private:
  bool is_there(const Field& field) const {
    return field.required || facts_.values.contains(field.name) || is_asked_for(field);
  }

  /// Required because the skeleton declares another field as not yet published.
  bool is_asked_for(const Field& field) const {
    for (const schema::Condition& condition : type_.conditions) {
      const Field& when = type_.fields[condition.when];
      if (!when.required || value_of(when) != schema::undisclosed_word ||
          std::find(condition.values.begin(), condition.values.end(), schema::undisclosed_word) ==
              condition.values.end())
        continue;
      for (const std::size_t index : condition.required) {
        if (&type_.fields[index] == &field) return true;
      }
    }
    return false;
  }

  std::string value_of(const Field& field) const {
    const auto known = facts_.values.find(field.name);
    if (known != facts_.values.end()) return scalar(known->second);
    if (field.constraints.choices.size() == 1) return scalar(field.constraints.choices.front());
    if (field.kind == FieldKind::date) return text::to_iso(facts_.today);
    return std::string(schema::undisclosed_word);
  }

  /// Records that the field, or an item of it, may name; told once for each type.
  std::string known_ids(const Field& field) {
    const Field& named = field.kind == FieldKind::list ? field.children.front() : field;
    const auto found = facts_.ids.find(named.reference_type);
    if (named.kind != FieldKind::reference || found == facts_.ids.end() || found->second.empty())
      return {};
    if (!told_.insert(named.reference_type).second) return {};
    constexpr std::size_t most = 12;
    const std::vector<std::string>& ids = found->second;
    return fmt::format(
        "{} đã có: {}{}", named.reference_type,
        fmt::join(ids.begin(),
                  ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size())), ", "),
        ids.size() > most ? " …" : "");
  }

  /// When a field that may be left out has to be there after all.
  std::string required_when(const Field& field) const {
    for (const schema::Condition& condition : type_.conditions) {
      for (const std::size_t index : condition.required) {
        if (&type_.fields[index] != &field) continue;
        const std::string& when = type_.fields[condition.when].name;
        return condition.values.empty()
                   ? fmt::format("Bắt buộc khi có {}", when)
                   : fmt::format("Bắt buộc khi {} là {}", when, fmt::join(condition.values, ", "));
      }
    }
    return {};
  }

  std::string about(const Field& field) {
    const std::string choices = words.choices(field), limits = words.limits(field);
    return sentences(
        {fmt::format("{} ({})", field.label.empty() ? field.name : field.label, words.kind(field)),
         field.help, choices.empty() ? choices : "Chọn: " + choices,
         limits.empty() ? limits : "Quy định: " + limits, known_ids(field), required_when(field)});
  }

  void add_present(const Field& field) {
    out_ += "\n" + comment(about(field));
    const std::string value = value_of(field);
    out_ += fmt::format("{}: {}\n", field.name, value);
    if (value != schema::undisclosed_word) return;
    if (has_structure(field)) {
      out_ += comment("Khi có thông tin: xóa chữ chua_cong_bo ở trên và dấu # đầu các dòng dưới.");
      add_structure(field);
    } else if (field.kind == FieldKind::list) {
      out_ += comment(
          "Khi có thông tin: xóa chữ chua_cong_bo, ghi mỗi mục một dòng bên dưới, bắt đầu bằng \"- "
          "\".");
    }
  }

  void add_optional(const Field& field) {
    const bool plain_list = field.kind == FieldKind::list && !has_structure(field);
    out_ +=
        "\n" + comment(about(field) +
                       (plain_list ? " Ghi mỗi mục một dòng bên dưới, bắt đầu bằng \"- \"." : ""));
    out_ += fmt::format("#{}:\n", field.name);
    if (has_structure(field)) add_structure(field);
  }

  static const Field& inside(const Field& field) {
    return field.kind == FieldKind::list ? field.children.front() : field;
  }
  static bool has_structure(const Field& field) { return inside(field).kind == FieldKind::group; }

  /// The fields of a group, or of one item of a list, commented out below its name.
  void add_structure(const Field& field) {
    const bool is_list = field.kind == FieldKind::list;
    const std::size_t items =
        is_list ? std::max<std::size_t>(1, field.constraints.min_items.value_or(1)) : 1;
    for (std::size_t item = 0; item < items; ++item) {
      bool first = is_list;
      for (const Field& child : inside(field).children) {
        const std::string margin = is_list ? "#    " : "#  ";
        const bool known = child.constraints.choices.size() == 1;
        const std::string value = !child.required ? ""
                                  : known         ? " " + scalar(child.constraints.choices.front())
                                                  : " chua_cong_bo";
        if (item == 0) out_ += comment(about(child) + (child.required ? " Bắt buộc." : ""), margin);
        out_ += fmt::format("{}{}:{}\n", first ? "#  - " : margin, child.name, value);
        first = false;
      }
    }
  }

  const schema::Type& type_;
  const SkeletonFacts& facts_;
  std::set<std::string> told_;  ///< Types whose records have been listed.
  std::string out_;
};

}  // namespace

std::string make_skeleton(const schema::Type& type, const SkeletonFacts& facts, bool is_page) {
  const std::string yaml = SkeletonWriter(type, facts).write();
  if (!is_page) return yaml;
  constexpr std::string_view body =
      "\nThay đoạn này bằng nội dung. Các đoạn cách nhau một dòng trống; có thể viết **chữ đậm**, "
      "*chữ nghiêng*.\n"
      "\n## Đề mục\n\n- Một ý\n- Một ý khác\n";
  // Without drafts the sample would be published with the record.
  return fmt::format("---\n{}---\n{}", yaml,
                     type.field(draft_field) ? body : std::string_view("\n"));
}

}  // namespace minhbach::cli
