// `minhbach import`: records out of files of other programs.
#include <memory>

#include <fmt/format.h>

#include "cli/build_choices.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/import_report.h"
#include "cli/known_names.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "cli/read_input.h"
#include "disk/real_disk.h"
#include "ingest/import_dvcqg.h"
#include "ingest/import_messages.h"
#include "ingest/import_table.h"
#include "ingest/load_text.h"
#include "table/read_xlsx.h"

namespace minhbach::cli {
namespace {

struct ImportOptions {
  std::string format;
  std::string file;
  std::string type;
  std::string portal;
  std::string day;
  std::string mapping;
  std::string key;
  std::string sheet;
  bool is_own = false;
  bool only_look = false;
};

using ingest::ImportedRecord;
using ingest::PlannedRecord;

/// One run of the command, from the input files to the plan.
class Import {
 public:
  Import(const ImportOptions& options, const Surroundings& surroundings)
      : options_(options), surroundings_(surroundings), disk_(surroundings.root) {}

  int run() {
    choose();
    std::vector<ImportedRecord> records;
    if (!report_.has_errors()) {
      records = options_.format == "dvcqg" ? read_procedures() : read_rows();
    }
    // From here on no record is added; the rest is whether all of them can be written. Of the sound
    // ones that is told beside what is wrong with the others: one run shows all.
    std::vector<PlannedRecord> planned = plan(std::move(records));
    const bool writes = !report_.has_errors() && !options_.only_look;
    if (writes) {
      const Result<Done> done = ingest::write_planned(disk_, planned);
      if (!done) report_.add(done.error());
    }
    print_report(report_, surroundings_.language, false);
    if (report_.has_errors()) return refusal(report_);
    fmt::print("{}", import_report(
                         planned, *type_,
                         {surroundings_.language, options_.only_look, options_.format == "dvcqg"}));
    return ok;
  }

 private:
  /// What was typed: format, date, type, portal.
  void choose() {
    const auto refuse = [&](const Message& message, std::vector<std::string> arguments,
                            std::string nearest = {}) {
      report_.add(without_place(message, std::move(arguments), std::move(nearest)));
    };
    const std::vector<std::string> formats{"dvcqg", "csv", "xlsx"};
    if (std::find(formats.begin(), formats.end(), options_.format) == formats.end()) {
      return refuse(messages::option_value_unknown,
                    {"import", quote(options_.format), joined(formats)},
                    nearest_typed(options_.format, formats));
    }
    today_ = read_date(options_.day, surroundings_, report_);
    const pipeline::Context ctx{disk_, report_, {}};
    types_ = read_types_or_tell(ctx, surroundings_.root);
    if (types_.empty()) return;
    choose_type_of_records();
    portal_ = choose_portal(ctx, options_.portal);
  }

  void choose_type_of_records() {
    if (options_.format != "dvcqg") {
      if (options_.type.empty())
        return report_.add(without_place(messages::import_type_missing, {options_.format}));
      type_ = choose_type(types_, options_.type, report_);
      return;
    }
    for (const schema::Type& type : types_) {
      if (type.role == "procedure") type_ = &type;
    }
    if (type_ == nullptr) report_.add(without_place(messages::import_no_procedures, {}));
  }

  std::vector<ImportedRecord> read_procedures() {
    rules_ = ingest::dvcqg_rules();
    const std::vector<std::string> files = input_files(options_.file, ".json");
    if (files.empty()) {
      Diagnostic none;
      none.message = &messages::dvcqg_no_files;
      none.place.file = options_.file;
      report_.add(std::move(none));
    }
    std::vector<ImportedRecord> out;
    for (const std::string& file : files) {
      std::optional<std::string> bytes = read_input(file, ingest::dvcqg_limit, report_);
      if (!bytes) continue;
      const std::optional<SourceText> text = ingest::text_of(file, std::move(*bytes), report_);
      if (!text) continue;
      auto record = ingest::import_dvcqg(*text, *type_, {today_, options_.is_own}, report_);
      if (record) out.push_back(std::move(*record));
    }
    return out;
  }

  std::vector<ImportedRecord> read_rows() {
    ingest::TableChoices choices;
    choices.key = options_.key;
    if (!choices.key.empty() && !type_->field(choices.key))
      report_.add(without_place(messages::import_key_unknown, {quote(choices.key), type_->id}));
    std::optional<SourceText> mapping;
    if (!options_.mapping.empty()) mapping = read_text(options_.mapping);
    if (mapping) {
      Result<ingest::Mapping> read = ingest::read_mapping(*mapping, *type_);
      if (!read) report_.add(read.error());
      if (read) choices.mapping = std::move(*read);
      choices.mapping_source = &*mapping;
    }
    if (report_.has_errors()) return {};
    choices.known = read_known_names({disk_, report_, {}}, types_, *type_, portal_);
    choices.types = &types_;
    return options_.format == "csv" ? read_csv(choices) : read_xlsx(choices);
  }

  std::optional<SourceText> read_text(const std::string& path) {
    std::optional<std::string> bytes = read_input(path, ingest::data_limit, report_);
    return bytes ? ingest::text_of(path, std::move(*bytes), report_) : std::nullopt;
  }

  std::vector<ImportedRecord> read_csv(const ingest::TableChoices& choices) {
    std::optional<std::string> bytes = read_input(options_.file, ingest::data_limit, report_);
    if (!bytes) return {};
    if (bytes->starts_with("PK\x03\x04")) {
      Diagnostic workbook;
      workbook.message = &messages::csv_is_workbook;
      workbook.place.file = options_.file;
      workbook.arguments = {options_.file, type_->id};
      return report_.add(std::move(workbook)), std::vector<ImportedRecord>();
    }
    const ingest::TableSource source{SourceText(options_.file, std::move(*bytes)), false};
    std::vector<Diagnostic> problems;
    const Result<table::Table> table = table::read_table(source.text, problems);
    report_.add(std::move(problems));
    if (!table) return report_.add(table.error()), std::vector<ImportedRecord>();
    return take(source, *table, choices);
  }

  std::vector<ImportedRecord> read_xlsx(const ingest::TableChoices& choices) {
    const std::optional<std::string> bytes = read_input(options_.file, ingest::data_limit, report_);
    if (!bytes) return {};
    std::vector<Diagnostic> problems;
    const Result<table::Sheet> sheet =
        table::read_xlsx(options_.file, *bytes, options_.sheet, problems);
    report_.add(std::move(problems));
    if (!sheet) return report_.add(sheet.error()), std::vector<ImportedRecord>();
    const Result<std::size_t> header = ingest::find_header(*sheet, *type_, choices.mapping);
    if (!header) return report_.add(header.error()), std::vector<ImportedRecord>();
    problems.clear();
    const table::Table table = table::table_of(*sheet, *header, problems);
    report_.add(std::move(problems));
    return take({SourceText(sheet->path, ""), true}, table, choices);
  }

  std::vector<ImportedRecord> take(const ingest::TableSource& source, const table::Table& table,
                                   const ingest::TableChoices& choices) {
    auto out = ingest::import_table(source, table, *type_, choices, report_);
    if (!out) return {};
    rules_.owned = std::move(out->owned);
    return std::move(out->records);
  }

  std::vector<PlannedRecord> plan(std::vector<ImportedRecord> records) {
    std::vector<PlannedRecord> out;
    if (records.empty() || type_ == nullptr) return out;
    ingest::ImportPlanner planner(disk_, types_, *type_, portal_, report_, rules_);
    for (ImportedRecord& record : records) {
      if (auto planned = planner.plan(std::move(record))) out.push_back(std::move(*planned));
    }
    return out;
  }

  const ImportOptions& options_;
  const Surroundings& surroundings_;
  RealDisk disk_;
  Report report_;
  text::Date today_;
  std::vector<schema::Type> types_;
  const schema::Type* type_ = nullptr;
  std::string portal_;
  ingest::ImportRules rules_;
};

void add_options(CLI::App& command, ImportOptions& options, const Surroundings& surroundings) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  command
      .add_option("DANG", options.format,
                  say("dvcqg: tệp JSON của Cổng Dịch vụ công quốc gia; csv, xlsx: bảng",
                      "dvcqg: JSON of the National Public Service Portal; csv, xlsx: a table"))
      ->required();
  command
      .add_option(
          "TEP", options.file,
          say("Tệp; với dvcqg cũng có thể là thư mục", "The file; for dvcqg it may be a folder"))
      ->required();
  command
      .add_option("--type", options.type,
                  say("Loại nội dung của bảng, xem minhbach types",
                      "The content type of a table's rows, see minhbach types"))
      ->type_name(say("LOẠI", "TYPE"));
  add_portal_option(command, options.portal, surroundings);
  command
      .add_option("--ngay", options.day,
                  say("Ngày lấy tệp từ nguồn; mặc định hôm nay",
                      "When the file was fetched; default today"))
      ->type_name(say("NGÀY", "DATE"));
  command.add_flag("--cua-minh", options.is_own,
                   say("Thủ tục của chính cơ quan có cổng, không phải để tham khảo (dvcqg)",
                       "The procedures are the portal's own body's, not a reference (dvcqg)"));
  command.add_flag("--chi-xem", options.only_look,
                   say("Chỉ kiểm tra và kể những gì sẽ đổi, không ghi",
                       "Only check and tell what would change; write nothing"));
}

/// Those that only tables need.
void add_table_options(CLI::App& command, ImportOptions& options,
                       const Surroundings& surroundings) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  command
      .add_option("--anh-xa", options.mapping,
                  say("Tệp JSON ghi cột nào là trường nào (csv, xlsx)",
                      "JSON file that says which column is which field (csv, xlsx)"))
      ->type_name(say("TỆP", "FILE"));
  command
      .add_option("--khoa", options.key,
                  say("Trường dùng làm mã khi bảng không có cột id; mặc định ma",
                      "The field that is the key when there is no column id; default ma"))
      ->type_name(say("TRƯỜNG", "FIELD"));
  command
      .add_option("--trang-tinh", options.sheet,
                  say("Tên trang tính; mặc định trang đầu tiên không ẩn (xlsx)",
                      "The sheet's name; default: the first that is not hidden (xlsx)"))
      ->type_name(say("TÊN", "NAME"));
}

}  // namespace

void add_import(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command =
      app.add_subcommand("import", surroundings.say("Nhập nội dung từ tệp của phần mềm khác",
                                                    "Import records from files of other programs"));
  auto options = std::make_shared<ImportOptions>();
  add_options(*command, *options, surroundings);
  add_table_options(*command, *options, surroundings);
  command->footer(surroundings.say(
      "Ví dụ: minhbach import dvcqg tai-ve/2.000815.json --cong chung\n"
      "       minhbach import xlsx thu-tuc.xlsx --type thu_tuc --cong luc-nam",
      "Examples: minhbach import dvcqg downloads/2.000815.json --cong chung\n"
      "          minhbach import xlsx procedures.xlsx --type thu_tuc --cong luc-nam"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return Import(*options, surroundings).run(); };
  });
}

}  // namespace minhbach::cli
