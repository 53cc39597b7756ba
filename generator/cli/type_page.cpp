// Tables of Markdown, field by field.
#include "cli/type_page.h"

#include <algorithm>

#include <fmt/format.h>

namespace minhbach::cli {

namespace {

using schema::Field;
using schema::FieldKind;

/// Text in one cell of a table.
std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
    text.replace(at, 1, "\\|");
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string sentences(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    out += (out.empty() ? "" : " ") + part;
    if (out.back() != '.') out += '.';
  }
  return out;
}

const Field& inside(const Field& field) {
  return field.kind == FieldKind::list ? field.children.front() : field;
}

class PageWriter {
 public:
  PageWriter(const schema::Type& type, const FieldWords& words) : type_(type), words_(words) {}

  std::string write() {
    out_ = fmt::format("# {} (`{}`)\n\n", type_.title, type_.id);
    if (!type_.help.empty()) out_ += type_.help + "\n\n";
    write_facts();
    out_ += fmt::format("\n## {}\n\n", words_.say("Các trường", "Fields"));
    out_ += words_.say("| trường | nhãn | kiểu | bắt buộc | giải thích | căn cứ |\n",
                       "| field | label | kind | required | what | legal basis |\n");
    out_ += "|---|---|---|---|---|---|\n";
    write_rows(type_.fields, type_.conditions, "");
    write_conditions();
    write_example();
    return std::move(out_);
  }

 private:
  void fact(const char* name, const std::string& text) {
    if (!text.empty()) out_ += fmt::format("| {} | {} |\n", name, cell(text));
  }

  void write_facts() {
    out_ += "| | |\n|---|---|\n";
    fact(words_.say("Thư mục", "Folder"),
         fmt::format("`{}/{}/{}/`", type_.url.empty() ? "data" : "content",
                     words_.say("<cổng>", "<portal>"), type_.folder));
    fact(words_.say("Địa chỉ trang", "Address of a page"),
         type_.url.empty() ? std::string(words_.say("không có trang riêng", "no pages of its own"))
                           : fmt::format("`{}`", type_.url));
    fact(words_.say("Căn cứ", "Legal basis"), type_.basis);
    fact(words_.say("Nhóm hỏi ý kiến", "Content group"), type_.content_group);
    fact("schema.org", type_.json_ld);
    std::string facets;
    for (const Field& field : type_.fields) {
      if (field.facet) facets += (facets.empty() ? "" : ", ") + field.label;
    }
    fact(words_.say("Danh sách lọc theo", "Lists are narrowed by"), facets);
    if (type_.needs_body)
      fact(words_.say("Toàn văn", "Full text"),
           words_.say("bắt buộc, dưới phần khai báo", "required, below the fields"));
    if (type_.least_body > 0)
      fact(words_.say("Toàn văn ít nhất", "Full text of at least"),
           fmt::format("{} {}", type_.least_body, words_.say("tiếng", "words")));
  }

  bool is_conditional(const std::vector<schema::Condition>& conditions, std::size_t index) const {
    return std::any_of(conditions.begin(), conditions.end(), [&](const schema::Condition& each) {
      return std::find(each.required.begin(), each.required.end(), index) != each.required.end();
    });
  }

  /// As a Markdown file where the type has pages, else as the fields alone.
  void write_example() {
    const std::string rule = type_.url.empty() ? "" : "---\n";
    const char* body = type_.needs_body ? words_.say("\nToàn văn.\n", "\nThe full text.\n") : "";
    out_ += fmt::format("\n## {}\n\n```yaml\n{}{}{}{}```\n", words_.say("Ví dụ", "Example"), rule,
                        example_record(type_), rule, body);
  }

  void write_rows(const std::vector<Field>& fields,
                  const std::vector<schema::Condition>& conditions, const std::string& above) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const Field& field = fields[i];
      const char* required = field.required                  ? words_.say("có", "yes")
                             : is_conditional(conditions, i) ? words_.say("khi", "when")
                                                             : "";
      const std::string choices = words_.choices(field), limits = words_.limits(field);
      out_ += fmt::format(
          "| `{}{}` | {} | {} | {} | {} | {} |\n", above, field.name, cell(field.label),
          words_.kind(field), required,
          cell(sentences({field.help,
                          choices.empty() ? choices : words_.say("Chọn: ", "Choose: ") + choices,
                          limits.empty() ? limits : words_.say("Quy định: ", "Rule: ") + limits})),
          cell(field.basis));
      const Field& item = inside(field);
      if (item.kind == FieldKind::group)
        write_rows(item.children, item.conditions,
                   above + field.name + (field.kind == FieldKind::list ? "[]." : "."));
    }
  }

  void write_conditions() {
    if (type_.conditions.empty()) return;
    out_ += fmt::format("\n## {}\n\n", words_.say("Bắt buộc khi", "Required when"));
    for (const schema::Condition& condition : type_.conditions) {
      std::string when = type_.fields[condition.when].name;
      if (!condition.values.empty())
        when += fmt::format(": {}", fmt::join(condition.values, words_.say(" hoặc ", " or ")));
      std::string names;
      for (const std::size_t index : condition.required)
        names += (names.empty() ? "`" : ", `") + type_.fields[index].name + "`";
      out_ += fmt::format("- `{}` → {}\n", when, names);
    }
  }

  const schema::Type& type_;
  const FieldWords& words_;
  std::string out_;
};

}  // namespace

std::string type_page(const schema::Type& type, const FieldWords& words) {
  return PageWriter(type, words).write();
}

std::string type_index(const std::vector<schema::Type>& types, const FieldWords& words) {
  std::string out =
      fmt::format("# {}\n\n{}\n\n", words.say("Các loại nội dung", "Content types"),
                  words.say("Được tạo từ `site/types/` bằng `minhbach types --out`; đừng sửa tay.",
                            "Made from `site/types/` by `minhbach types --out`; do not edit."));
  out += words.say("| loại | tên | dùng để |\n", "| type | title | for |\n");
  out += "|---|---|---|\n";
  for (const schema::Type& type : types)
    out += fmt::format("| [`{0}`]({0}.md) | {1} | {2} |\n", type.id, cell(type.title),
                       cell(type.help));
  return out;
}

}  // namespace minhbach::cli
