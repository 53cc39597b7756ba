// `minhbach types`: what content there can be, and which fields it has.
#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "cli/blank_sheet.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/field_words.h"
#include "cli/help_text.h"
#include "cli/json_writer.h"
#include "cli/known_names.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "cli/type_page.h"
#include "disk/real_disk.h"
#include "ingest/scan.h"
#include "pipeline/read_site.h"
#include "text/utf8.h"

namespace minhbach::cli {
namespace {

struct TypesOptions {
  std::string type;
  bool json = false;
  bool sheet = false;  ///< A blank workbook to fill in.
  std::string out;     ///< Folder for the pages, or the workbook; "" prints instead.
  std::string portal;  ///< Whose records a workbook offers.
};

using Line = std::vector<std::string>;

/// Columns as wide as their widest cell, two spaces between them.
std::string columns(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], text::count_code_points(line[i]));
  }
  std::string out;
  for (const Line& line : lines) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i) row += padded(line[i], widths[i]) + "  ";
    row.erase(row.find_last_not_of(' ') + 1);
    out += row + "\n";
  }
  return out;
}

std::string table_of(const std::vector<schema::Type>& types, const FieldWords& words) {
  std::vector<Line> lines{{words.say("LOẠI", "TYPE"), words.say("TÊN", "TITLE"),
                           words.say("THƯ MỤC", "FOLDER"), words.say("SỐ TRƯỜNG", "FIELDS"),
                           words.say("VAI TRÒ", "ROLE")}};
  for (const schema::Type& type : types) {
    lines.push_back(
        {type.id, type.title, type.folder, std::to_string(type.fields.size()), type.role});
  }
  return columns(lines);
}

/// A field as its name, label and kind, then what helps to fill it in, indented below.
void add_field(std::string& out, const schema::Field& field, const FieldWords& words,
               std::size_t indent) {
  const std::string margin(indent, ' ');
  out += fmt::format("{}{}{}: {} [{}]\n", margin, field.required ? "* " : "  ", field.name,
                     field.label.empty() ? "–" : field.label, words.kind(field));
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += std::string(indent + 6, ' ') + wrapped(text, indent + 6) + "\n";
  };
  add(field.help);
  if (const std::string choices = words.choices(field); !choices.empty())
    add(words.say("Chọn: ", "Choose: ") + choices);
  add(words.limits(field));
  const schema::Field& inside =
      field.kind == schema::FieldKind::list ? field.children.front() : field;
  if (inside.kind != schema::FieldKind::group) return;
  for (const schema::Field& child : inside.children) add_field(out, child, words, indent + 4);
}

std::string description_of(const schema::Type& type, const FieldWords& words) {
  std::string out = fmt::format("{}: {}\n", type.id, type.title);
  if (!type.help.empty()) out += wrapped(type.help, 0) + "\n";
  out += fmt::format("{} {}/{}/{}/\n", words.say("Thư mục:", "Folder:"),
                     type.url.empty() ? "data" : "content", words.say("<cổng>", "<portal>"),
                     type.folder);
  if (type.url.empty()) {
    out += fmt::format("{}\n", words.say("Không có trang riêng; chỉ là dữ liệu cho trang khác.",
                                         "No pages of its own: data for other pages."));
  } else {
    out += fmt::format("{} {}\n", words.say("Địa chỉ trang:", "Address of a page:"), type.url);
  }
  if (!type.role.empty()) out += fmt::format("{} {}\n", words.say("Vai trò:", "Role:"), type.role);
  out += fmt::format("\n{}\n", words.say("Các trường (* là bắt buộc):", "Fields (* is required):"));
  for (const schema::Field& field : type.fields) add_field(out, field, words, 0);
  for (const schema::Condition& condition : type.conditions) {
    std::string names;
    for (const std::size_t index : condition.required)
      names += (names.empty() ? "" : ", ") + type.fields[index].name;
    std::string when = type.fields[condition.when].name;
    if (!condition.values.empty()) when += fmt::format(": {}", fmt::join(condition.values, "|"));
    out += fmt::format("\n{} \"{}\", {} {}\n", words.say("Khi có", "With"), when,
                       words.say("bắt buộc có", "these are required:"), names);
  }
  return out;
}

void write_field(JsonWriter& json, const schema::Field& field) {
  json.text("name", field.name);
  json.text("label", field.label);
  json.text("help", field.help);
  json.text("kind", FieldWords{Language::en}.kind(field));
  json.flag("required", field.required);
  json.open_list("choices");
  for (std::size_t i = 0; i < field.constraints.choices.size(); ++i) {
    json.open_object();
    json.text("value", field.constraints.choices[i]);
    const auto& labels = field.constraints.choice_labels;
    json.text("label", i < labels.size() ? labels[i] : field.constraints.choices[i]);
    json.close_object();
  }
  json.close_list();
  if (field.children.empty()) return;
  json.open_list(field.kind == schema::FieldKind::list ? "items" : "fields");
  for (const schema::Field& child : field.children) {
    json.open_object();
    write_field(json, child);
    json.close_object();
  }
  json.close_list();
}

void write_type(JsonWriter& json, const schema::Type& type, bool with_fields) {
  json.open_object();
  json.text("id", type.id);
  json.text("title", type.title);
  json.text("help", type.help);
  json.text("folder", type.folder);
  json.text("role", type.role);
  json.text("url", type.url);
  json.number("field_count", static_cast<std::int64_t>(type.fields.size()));
  if (with_fields) {
    json.open_list("fields");
    for (const schema::Field& field : type.fields) {
      json.open_object();
      write_field(json, field);
      json.close_object();
    }
    json.close_list();
  }
  json.close_object();
}

std::string json_of(const std::vector<schema::Type>& types) {
  JsonWriter json;
  json.open_list();
  for (const schema::Type& type : types) write_type(json, type, false);
  json.close_list();
  return json.take();
}

std::string json_of(const schema::Type& type) {
  JsonWriter json;
  write_type(json, type, true);
  return json.take();
}

/// One page a type, and an index of them.
bool write_pages(const std::vector<schema::Type>& types, const FieldWords& words,
                 const std::string& folder, Report& report) {
  RealDisk disk(folder);
  const auto write = [&](const std::string& name, const std::string& text) {
    const Result<Written> written = disk.write(name, text);
    if (!written) report.add(written.error());
  };
  for (const schema::Type& type : types) write(type.id + ".md", type_page(type, words));
  write("README.md", type_index(types, words));
  return !report.has_errors();
}

/// The portal whose records a workbook offers to refer to: the one named, or the only one; else
/// what all share. "" with an error in the report.
std::string portal_of_sheet(const pipeline::Context& ctx, const std::string& named) {
  const bool is_open = named.empty() && pipeline::portal_ids(ctx).size() != 1;
  return is_open ? std::string(ingest::shared_portal) : choose_portal(ctx, named);
}

/// Where the workbook was written; "" with an error in the report. One that is there may have been
/// filled in, and is left alone.
std::string write_sheet(const pipeline::Context& ctx, const std::vector<schema::Type>& types,
                        const schema::Type& type, const TypesOptions& options, text::Date today) {
  const std::filesystem::path path =
      std::filesystem::absolute(options.out.empty() ? type.folder + ".xlsx" : options.out);
  if (std::filesystem::exists(path)) {
    ctx.report.add(without_place(messages::sheet_is_there, {path.filename().string()}));
    return {};
  }
  const std::string portal = portal_of_sheet(ctx, options.portal);
  if (portal.empty()) return {};
  const ingest::KnownNames known = read_known_names(ctx, types, type, portal);
  const Result<std::string> bytes = table::write_xlsx(blank_sheet(type, types, known, today));
  if (!bytes) return ctx.report.add(bytes.error()), std::string();
  RealDisk disk(path.parent_path().string());
  const Result<Written> written = disk.write(path.filename().string(), *bytes);
  if (!written) return ctx.report.add(written.error()), std::string();
  return path.string();
}

int run_sheet(const pipeline::Context& ctx, const std::vector<schema::Type>& types,
              const schema::Type* type, const TypesOptions& options,
              const Surroundings& surroundings) {
  std::string path;
  if (type == nullptr) {
    ctx.report.add(without_place(messages::sheet_of_what, {}));
  } else {
    path = write_sheet(ctx, types, *type, options, surroundings.today());
  }
  print_report(ctx.report, surroundings.language, true);
  if (ctx.report.has_errors()) return refusal(ctx.report);
  fmt::print(fmt::runtime(surroundings.say("đã tạo {}\n", "made {}\n")), path);
  return ok;
}

int run_types(const TypesOptions& options, const Surroundings& surroundings) {
  Report report;
  const RealDisk disk(surroundings.root);
  const pipeline::Context ctx{disk, report, {}};
  const FieldWords words{surroundings.language};
  const std::vector<schema::Type> types = read_types_or_tell(ctx, surroundings.root);
  const schema::Type* type = nullptr;
  if (!types.empty() && !options.type.empty()) type = choose_type(types, options.type, report);
  if (report.has_errors()) {
    print_report(report, surroundings.language, true);
    return refusal(report);
  }
  if (options.sheet) return run_sheet(ctx, types, type, options, surroundings);
  if (!options.out.empty()) {
    const std::vector<schema::Type> chosen =
        type != nullptr ? std::vector<schema::Type>{*type} : types;
    if (write_pages(chosen, words, options.out, report)) return ok;
    print_report(report, surroundings.language, true);
    return refusal(report);
  }
  if (type != nullptr) {
    fmt::print("{}", options.json ? json_of(*type) : description_of(*type, words));
  } else {
    fmt::print("{}", options.json ? json_of(types) : table_of(types, words));
  }
  return ok;
}

}  // namespace

void add_types(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command = app.add_subcommand(
      "types", surroundings.say("Liệt kê các loại nội dung, hoặc các trường của một loại",
                                "List the content types, or one type's fields"));
  auto options = std::make_shared<TypesOptions>();
  command->add_option("LOAI", options->type,
                      surroundings.say("Mã hoặc tên của một loại; không ghi là tất cả",
                                       "A type's id or title; all when none is named"));
  command->add_flag(
      "--json", options->json,
      surroundings.say("In ra dạng JSON cho chương trình khác", "Print JSON for other programs"));
  command->add_flag("--sheet", options->sheet,
                    surroundings.say("Tạo sổ tính trống (.xlsx) của loại này để điền rồi nhập",
                                     "Make a blank workbook (.xlsx) of the type to fill in"));
  command
      ->add_option("--out", options->out,
                   surroundings.say(
                       "Ghi trang tài liệu của từng loại vào thư mục này; với --sheet: tên sổ tính",
                       "Write a documentation page for each type to this folder; with --sheet: "
                       "the workbook's name"))
      ->type_name(surroundings.say("ĐƯỜNG_DẪN", "PATH"));
  command
      ->add_option("--cong", options->portal,
                   surroundings.say("Với --sheet: cổng có những mục để chọn trong cột tham chiếu; "
                                    "không ghi thì chỉ có mục dùng chung",
                                    "With --sheet: the portal whose records can be chosen in "
                                    "columns of references; without it only the shared ones"))
      ->type_name(surroundings.say("CỔNG", "PORTAL"));
  command->footer(surroundings.say("Ví dụ: minhbach types van_ban_chi_dao",
                                   "Example: minhbach types van_ban_chi_dao"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return run_types(*options, surroundings); };
  });
}

}  // namespace minhbach::cli
