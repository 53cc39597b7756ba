// Writes one question after the other.
#include "forms/form_html.h"

#include <algorithm>

#include "text/xml_text.h"

namespace minhbach::forms {
namespace {

using schema::Field;
using schema::QuestionKind;
using text::xml_text;

/// What a form says besides its own labels.
struct UiWords {
  std::string_view optional, mend, choose, privacy, leave_empty;
};
constexpr UiWords vietnamese{"không bắt buộc", "Xin xem lại", "Không chọn",
                             "Ẩn danh. Xem thông tin nào được lưu, trong bao lâu",
                             "Xin để trống ô này"};
constexpr UiWords english{"optional", "Please check", "None",
                          "Anonymous. See what is kept, and for how long",
                          "Please leave this empty"};

class FormWriter {
 public:
  FormWriter(const schema::Form& form, const FormPlace& place, const Filled& filled)
      : form_(form),
        place_(place),
        filled_(filled),
        words_(place.language == "en" ? english : vietnamese) {}

  std::string write() {
    add_faults();
    for (const Field& field : form_.fields) add_question(field);
    // Robots fill what they find; readers do not meet it, whatever the theme.
    out_ += fmt::format(
        "<div hidden><label>{0}<input name=\"{1}\" "
        "tabindex=\"-1\" "
        "autocomplete=\"off\"></label></div>\n",
        words_.leave_empty, trap_name);
    out_ += fmt::format("<p class=\"gui\"><button class=\"nut nut-chinh\">{}</button>",
                        xml_text(button_of(form_, place_.language)));
    if (!place_.privacy_url.empty())
      out_ += fmt::format(" <a class=\"nho\" href=\"{}\">{}</a>", xml_text(place_.privacy_url),
                          words_.privacy);
    out_ += "</p>\n";
    return std::move(out_);
  }

 private:
  /// "gop-y" and "muc_do.thu_tuc" make "bm-gop-y-muc_do.thu_tuc".
  std::string id_of(std::string_view name) const {
    return fmt::format("bm-{}-{}", form_.folder, name);
  }

  const Fault* fault_of(std::string_view name) const {
    const auto at = std::find_if(filled_.faults.begin(), filled_.faults.end(),
                                 [&](const Fault& fault) { return fault.name == name; });
    return at != filled_.faults.end() ? &*at : nullptr;
  }

  bool is_given(std::string_view name, std::string_view text) const {
    return std::any_of(filled_.answers.begin(), filled_.answers.end(), [&](const Answer& answer) {
      return answer.name == name && answer.text == text;
    });
  }

  std::string_view given(std::string_view name) const {
    const auto at = std::find_if(filled_.answers.begin(), filled_.answers.end(),
                                 [&](const Answer& answer) { return answer.name == name; });
    return at != filled_.answers.end() ? std::string_view(at->text) : std::string_view();
  }

  void add_faults() {
    if (filled_.faults.empty()) return;
    out_ += fmt::format(
        "<div class=\"tong-loi\" role=\"alert\" tabindex=\"-1\" id=\"{}\"><h2>{}</h2><ul>\n",
        id_of("loi"), words_.mend);
    for (const Fault& fault : filled_.faults) {
      out_ += fault.name.empty()
                  ? fmt::format("<li>{}</li>\n", xml_text(fault.message))
                  : fmt::format("<li><a href=\"#{}\">{}</a></li>\n", xml_text(id_of(fault.name)),
                                xml_text(fault.message));
    }
    out_ += "</ul></div>\n";
  }

  /// Help and fault of a question, to be named by `described_by`.
  void add_notes(const Field& field, std::string_view name) {
    if (const std::string_view help = help_of(field, place_.language); !help.empty())
      out_ +=
          fmt::format("<p class=\"tro-giup\" id=\"{}-g\">{}</p>\n", id_of(name), xml_text(help));
    if (const Fault* fault = fault_of(name))
      out_ += fmt::format("<p class=\"loi\" id=\"{}-l\">{}</p>\n", id_of(name),
                          xml_text(fault->message));
  }

  std::string described_by(const Field& field, std::string_view name) const {
    std::string ids;
    if (!help_of(field, place_.language).empty()) ids = id_of(name) + "-g";
    if (fault_of(name)) (ids += ids.empty() ? "" : " ") += id_of(name) + "-l";
    return ids.empty() ? ids : fmt::format(" aria-describedby=\"{}\"", ids);
  }

  std::string invalid(std::string_view name) const {
    return fault_of(name) ? " aria-invalid=\"true\"" : "";
  }

  std::string label(const Field& field) const {
    std::string out(xml_text(label_of(field, place_.language)));
    if (!field.required) out += fmt::format(" <span class=\"tuy-y\">({})</span>", words_.optional);
    return out;
  }

  void add_question(const Field& field) {
    const QuestionKind kind = schema::question_kind(field);
    if (kind == QuestionKind::agency && place_.agencies.empty()) return;
    out_ +=
        fmt::format("<div class=\"cau {}{}\">\n", field.required ? "bat-buoc" : "khong-bat-buoc",
                    fault_of(field.name) ? " co-loi" : "");
    switch (kind) {
      case QuestionKind::line:
      case QuestionKind::paragraph: add_text(field, kind == QuestionKind::paragraph); break;
      case QuestionKind::tick: add_tick(field); break;
      case QuestionKind::agency: add_agencies(field); break;
      case QuestionKind::choice: add_group(field, field.name, field, "radio"); break;
      case QuestionKind::choices:
        add_group(field, field.name, field.children[0], "checkbox");
        break;
      case QuestionKind::scale: add_scale(field); break;
      case QuestionKind::matrix: add_matrix(field); break;
      case QuestionKind::none: break;  // read_form refuses it.
    }
    out_ += "</div>\n";
  }

  void add_text(const Field& field, bool is_long) {
    const std::string id = id_of(field.name);
    out_ += fmt::format("<label for=\"{}\">{}</label>\n", id, label(field));
    add_notes(field, field.name);
    const std::string attributes =
        fmt::format(" id=\"{}\" name=\"{}\" maxlength=\"{}\"{}{}{}", id, field.name,
                    *field.constraints.max_length, field.required ? " required" : "",
                    invalid(field.name), described_by(field, field.name));
    // The first line break of a <textarea> is not part of its text.
    out_ += is_long ? fmt::format("<textarea{} rows=\"4\">\n{}</textarea>\n", attributes,
                                  xml_text(given(field.name)))
                    : fmt::format("<input{} value=\"{}\" autocomplete=\"off\">\n", attributes,
                                  xml_text(given(field.name)));
  }

  void add_tick(const Field& field) {
    const std::string id = id_of(field.name);
    out_ += fmt::format(
        "<label class=\"muc-chon\"><input type=\"checkbox\" id=\"{}\" name=\"{}\" "
        "value=\"true\"{}{}{}{}"
        "> <span>{}</span></label>\n",
        id, field.name, is_given(field.name, "true") ? " checked" : "",
        field.required ? " required" : "", invalid(field.name), described_by(field, field.name),
        xml_text(label_of(field, place_.language)));
    add_notes(field, field.name);
  }

  void add_agencies(const Field& field) {
    const std::string id = id_of(field.name);
    out_ += fmt::format("<label for=\"{}\">{}</label>\n", id, label(field));
    add_notes(field, field.name);
    out_ += fmt::format("<select id=\"{}\" name=\"{}\"{}{}{}>\n<option value=\"\">{}</option>\n",
                        id, field.name, field.required ? " required" : "", invalid(field.name),
                        described_by(field, field.name), words_.choose);
    for (const Agency& agency : place_.agencies) {
      out_ +=
          fmt::format("<option value=\"{}\"{}>{}</option>\n", xml_text(agency.id),
                      is_given(field.name, agency.id) ? " selected" : "", xml_text(agency.name));
    }
    out_ += "</select>\n";
  }

  void begin_group(const Field& field, std::string_view name, std::string_view more) {
    // A vote's question is the title of its form, which stands above.
    const bool is_said = form_.role == "huu_ich" && field.required;
    out_ += fmt::format("<fieldset id=\"{}\"{}{}><legend{}>{}</legend>\n", id_of(name), more,
                        described_by(field, name), is_said ? " class=\"an\"" : "", label(field));
    add_notes(field, name);
  }

  void add_option(std::string_view name, std::string_view kind, std::string_view value,
                  std::string_view text, bool is_required) {
    out_ += fmt::format(
        "<label class=\"muc-chon\"><input type=\"{}\" id=\"{}\" name=\"{}\" value=\"{}\"{}{}> "
        "<span>{}</span></label>\n",
        kind, xml_text(fmt::format("{}-{}", id_of(name), value)), name, xml_text(value),
        is_given(name, value) ? " checked" : "", is_required ? " required" : "", xml_text(text));
  }

  /// `of` has the choices.
  void add_group(const Field& field, std::string_view name, const Field& of,
                 std::string_view kind) {
    begin_group(field, name, "");
    for (std::size_t i = 0; i < of.constraints.choices.size(); ++i)
      add_option(name, kind, of.constraints.choices[i], choice_of(of, i, place_.language),
                 field.required && kind == "radio");
    out_ += "</fieldset>\n";
  }

  void add_scale(const Field& field) {
    begin_group(field, field.name, " class=\"thang\"");
    const int from = static_cast<int>(*field.constraints.minimum);
    const int to = static_cast<int>(*field.constraints.maximum);
    for (int step = from; step <= to; ++step)
      add_option(field.name, "radio", std::to_string(step), std::to_string(step), field.required);
    out_ += "</fieldset>\n";
  }

  /// Not a table: a row is read aloud as a question with its choices, and stands on a phone.
  void add_matrix(const Field& field) {
    begin_group(field, field.name, " class=\"bang-chon\"");
    for (const Field& row : field.children) {
      const std::string name = field.name + "." + row.name;
      out_ += fmt::format("<fieldset id=\"{}\"{}><legend>{}</legend>\n", id_of(name),
                          described_by(row, name), xml_text(label_of(row, place_.language)));
      add_notes(row, name);
      for (std::size_t i = 0; i < row.constraints.choices.size(); ++i)
        add_option(name, "radio", row.constraints.choices[i], choice_of(row, i, place_.language),
                   row.required);
      out_ += "</fieldset>\n";
    }
    out_ += "</fieldset>\n";
  }

  const schema::Form& form_;
  const FormPlace& place_;
  const Filled& filled_;
  const UiWords& words_;
  std::string out_;
};

}  // namespace

std::string form_html(const schema::Form& form, const FormPlace& place, const Filled& filled) {
  return FormWriter(form, place, filled).write();
}

}  // namespace minhbach::forms
