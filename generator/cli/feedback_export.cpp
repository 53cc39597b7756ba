// `minhbach feedback export`: what readers sent, as a table or as JSON.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "cli/build_choices.h"
#include "cli/feedback_commands.h"
#include "cli/feedback_facts.h"
#include "cli/feedback_messages.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "pipeline/read_site.h"
#include "table/write_csv.h"
#include "table/write_xlsx.h"
#include "text/date.h"
#include "value/from_json.h"

namespace minhbach::cli {
namespace {

using feedback::Stored;
using Row = std::vector<std::string>;

struct ExportOptions {
  FeedbackChoices choices;
  std::string portal, form, from, to, format, out;
  bool suspicious = false;
};

/// What stands before the answers, in each format.
constexpr const char* fact_names[] = {"ngay",     "cong",      "bieu_mau",   "nhom",    "trang",
                                      "ngon_ngu", "bien_nhan", "tinh_trang", "nghi_ngo"};

Row facts_of(const Stored& one) {
  const feedback::Submission& sent = one.submission;
  return {sent.day,
          sent.portal,
          sent.form,
          sent.group,
          sent.page,
          sent.language,
          feedback::to_text(sent.receipt),
          std::string(feedback::to_text(one.state)),
          sent.suspicion};
}

/// A column of answers: a question, or a row of a matrix.
struct Question {
  std::string name;
  std::string label;
  const schema::Field* choices = nullptr;  ///< Has the labels of choices; null for none.
};

std::vector<Question> questions_of(const schema::Form& form) {
  std::vector<Question> out;
  for (const schema::Field& field : form.fields) {
    const std::string label(forms::label_of(field, "vi"));
    if (schema::question_kind(field) == schema::QuestionKind::matrix) {
      for (const schema::Field& row : field.children)
        out.push_back({field.name + "." + row.name,
                       label + ": " + std::string(forms::label_of(row, "vi")), &row});
    } else if (schema::question_kind(field) == schema::QuestionKind::choices) {
      out.push_back({field.name, label, &field.children[0]});
    } else {
      out.push_back({field.name, label, field.constraints.choices.empty() ? nullptr : &field});
    }
  }
  return out;
}

std::string shown(const Question& question, const std::string& text) {
  if (question.choices == nullptr) return text;
  const auto& choices = question.choices->constraints.choices;
  const auto at = std::find(choices.begin(), choices.end(), text);
  if (at == choices.end()) return text;
  return std::string(
      forms::choice_of(*question.choices, static_cast<std::size_t>(at - choices.begin()), "vi"));
}

/// What readers wrote is for its owner alone, also in place of a file that was not. False, with
/// errno, when that cannot be.
bool write_private(const std::string& path, const std::string& bytes) {
  struct stat there {};
  const bool is_device = stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode);
  std::error_code unknown;
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, unknown);
  std::string part = (unknown ? path : real.string()) + ".XXXXXX";
  const int file = is_device ? open(path.c_str(), O_WRONLY | O_CLOEXEC)
                             : mkostemp(part.data(), O_CLOEXEC);  // 0600
  if (file < 0) return false;
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::write(file, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    done += static_cast<std::size_t>(count);
  }
  bool is_good = done == bytes.size();
  const int why = errno;
  is_good = close(file) == 0 && is_good;
  if (is_device) return is_good;
  is_good = is_good && std::rename(part.c_str(), real.c_str()) == 0;
  if (is_good) return true;
  const int reason = done == bytes.size() ? errno : why;
  unlink(part.c_str());
  errno = reason;
  return false;
}

class Exporter {
 public:
  Exporter(const ExportOptions& options, const Surroundings& surroundings)
      : options_(options), surroundings_(surroundings), disk_(surroundings.root) {}

  int run() {
    const pipeline::Context ctx{disk_, report_, {}};
    const bool done = read(ctx) && write();
    print_report(report_, surroundings_.language, true);
    return done ? ok : usage;
  }

 private:
  void fail(const Message& message, std::vector<std::string> arguments) {
    report_.add(without_place(message, std::move(arguments)));
  }

  std::string day(const std::string& option, const std::string& text) {
    if (text.empty()) return {};
    const Result<text::Date> date = text::parse_date(text);
    if (date && date->is_full()) return text::to_iso(*date);
    fail(messages::option_value_unknown, {option, quote(text), "2026-11-21, 21/11/2026"});
    return {};
  }

  bool read(const pipeline::Context& ctx) {
    feedback::Selection which;
    which.portal = options_.portal;
    which.form = options_.form;
    which.from = day("--tu", options_.from);
    which.to = day("--den", options_.to);
    which.suspicious = options_.suspicious;
    if (options_.format != "csv" && options_.format != "xlsx" && options_.format != "json")
      fail(messages::option_value_unknown, {"--dang", quote(options_.format), "csv, xlsx, json"});
    forms_ = pipeline_forms(ctx);
    if (options_.form.empty() && options_.format == "csv")
      fail(messages::option_value_unknown, {"--bieu-mau", quote(""), form_names()});
    const auto settings = load_settings(ctx, options_.choices);
    if (!settings || report_.has_errors()) return false;
    const auto store = load_store(ctx, surroundings_.root, *settings, false);
    if (!store) return false;
    const auto read = store->each(which, [&](const Stored& one) { all_.push_back(one); });
    if (!read) report_.add(read.error());
    return static_cast<bool>(read);
  }

  std::vector<schema::Form> pipeline_forms(const pipeline::Context& ctx);

  std::string form_names() const {
    std::vector<std::string> out;
    for (const schema::Form& form : forms_) out.push_back(form.id);
    return joined(out);
  }

  /// Header and rows of one form.
  std::pair<Row, std::vector<Row>> table_of(const schema::Form& form) const {
    Row header(std::begin(fact_names), std::end(fact_names));
    const std::vector<Question> questions = questions_of(form);
    for (const Question& question : questions) header.push_back(question.label);
    std::vector<Row> rows;
    for (const Stored& one : all_) {
      if (one.submission.form != form.id) continue;
      Row row = facts_of(one);
      for (const Question& question : questions) {
        std::string cell;
        for (const forms::Answer& answer : one.submission.answers) {
          if (answer.name == question.name)
            cell += (cell.empty() ? "" : "; ") + shown(question, answer.text);
        }
        row.push_back(std::move(cell));
      }
      rows.push_back(std::move(row));
    }
    return {std::move(header), std::move(rows)};
  }

  std::string as_json() const {
    std::string out = "[";
    for (const Stored& one : all_) {
      out += out.size() > 1 ? ",\n{" : "\n{";
      const Row facts = facts_of(one);
      for (std::size_t i = 0; i < facts.size(); ++i)
        out += fmt::format("\"{}\": {}, ", fact_names[i], json_string(facts[i]));
      out += fmt::format("\"tra_loi\": {}}}", feedback::pack_answers(one.submission.answers));
    }
    return out + "\n]\n";
  }

  std::optional<std::string> as_workbook() {
    table::XlsxBook book;
    book.title = "Ý kiến người đọc";
    book.date = surroundings_.today();
    book.rows_to_fill = 0;
    for (const schema::Form& form : forms_) {
      if (!options_.form.empty() && form.id != options_.form) continue;
      auto [header, rows] = table_of(form);
      table::XlsxSheet sheet;
      sheet.name = form.id;
      for (std::string& title : header) {
        table::XlsxColumn column;
        column.title = std::move(title);
        sheet.columns.push_back(std::move(column));
      }
      sheet.rows = std::move(rows);
      book.sheets.push_back(std::move(sheet));
    }
    Result<std::string> made = table::write_xlsx(book);
    if (made) return std::move(*made);
    report_.add(made.error());
    return std::nullopt;
  }

  bool write() {
    std::string bytes;
    if (options_.format == "json") {
      bytes = as_json();
    } else if (options_.format == "xlsx") {
      auto made = as_workbook();
      if (!made) return false;
      bytes = std::move(*made);
    } else {
      const auto form = std::find_if(forms_.begin(), forms_.end(), [&](const schema::Form& each) {
        return each.id == options_.form;
      });
      const auto [header, rows] = table_of(*form);
      bytes = table::write_csv(header, rows);
    }
    if (options_.out.empty()) {
      std::fwrite(bytes.data(), 1, bytes.size(), stdout);
      return true;
    }
    if (write_private(options_.out, bytes)) return true;
    fail(messages::result_not_written, {options_.out, std::strerror(errno)});
    return false;
  }

  const ExportOptions& options_;
  const Surroundings& surroundings_;
  const RealDisk disk_;
  Report report_;
  std::vector<schema::Form> forms_;
  std::vector<Stored> all_;
};

std::vector<schema::Form> Exporter::pipeline_forms(const pipeline::Context& ctx) {
  std::vector<schema::Form> out = pipeline::read_forms(ctx);
  const bool is_there =
      options_.form.empty() || std::any_of(out.begin(), out.end(), [&](const schema::Form& form) {
        return form.id == options_.form;
      });
  if (!is_there) fail(messages::form_not_there, {quote(options_.form)});
  return out;
}

}  // namespace

void add_feedback_export(CLI::App& parent, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = parent.add_subcommand(
      "export",
      say("Xuất ý kiến ra CSV, XLSX hoặc JSON", "Export submissions as CSV, XLSX or JSON"));
  auto options = std::make_shared<ExportOptions>();
  options->format = "csv";
  add_feedback_choices(*command, options->choices, surroundings);
  const auto text = [&](const char* name, std::string& into, const char* help, const char* kind) {
    return command->add_option(name, into, help)->type_name(kind);
  };
  text("--cong", options->portal, say("Chỉ của cổng này", "Of this portal only"),
       say("CỔNG", "PORTAL"));
  text("--bieu-mau", options->form,
       say("Chỉ của biểu mẫu này, ví dụ cau_hoi", "Of this form only, e.g. cau_hoi"),
       say("BIỂU_MẪU", "FORM"));
  text("--tu", options->from, say("Từ ngày", "From this day"), say("NGÀY", "DATE"));
  text("--den", options->to, say("Đến hết ngày", "Up to and with this day"), say("NGÀY", "DATE"));
  text("--dang", options->format, say("Dạng tệp; mặc định csv", "Format; default csv"),
       "csv|xlsx|json");
  text("--ra", options->out, say("Ghi vào tệp; mặc định in ra", "Write to a file; default: print"),
       say("TỆP", "FILE"));
  command->add_flag("--nghi-ngo", options->suspicious,
                    say("Những ý kiến bị để riêng vì đáng ngờ", "Those kept apart as suspicious"));
  command->footer(
      say("Ví dụ: minhbach feedback export --bieu-mau cau_hoi --tu 2026-10-01 --ra cau-hoi.csv",
          "Example: minhbach feedback export --bieu-mau cau_hoi --tu 2026-10-01 --ra "
          "questions.csv"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return Exporter(*options, surroundings).run(); };
  });
}

}  // namespace minhbach::cli
