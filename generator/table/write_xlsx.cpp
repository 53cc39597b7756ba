// Workbooks through libxlsxwriter, which can only write to a file.
#include "table/write_xlsx.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include <unistd.h>

#include <fmt/format.h>

#include "table/messages.h"
#include "table/sheet.h"
#include "table/xlsx_library.h"

namespace minhbach::table {
namespace {

constexpr std::size_t longest_prompt = 255;  // Excel's limit, in characters.

Diagnostic not_made(std::string_view reason) {
  Diagnostic out;
  out.message = &messages::xlsx_not_made;
  out.arguments = {quote(reason)};
  return out;
}

/// A file name of our own in the temporary folder; the file goes away with the object.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code error;
    path_ = (std::filesystem::temp_directory_path(error) / "minhbach-XXXXXX").string();
    const int file = error ? -1 : ::mkstemp(path_.data());
    if (file < 0) path_.clear();
    if (file >= 0) ::close(file);
  }
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// At most `limit` code points.
std::string cut(const std::string& text, std::size_t limit) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && ++letters > limit - 1) return text.substr(0, i) + "…";
  }
  return text;
}

class BookWriter {
 public:
  BookWriter(const XlsxBook& book, lxw_workbook* workbook) : book_(book), workbook_(workbook) {
    heading_ = xlsx().workbook_add_format(workbook_);
    xlsx().format_set_bold(heading_);
    xlsx().format_set_text_wrap(heading_);
    xlsx().format_set_bg_color(heading_, 0xF3E9DC);
    xlsx().format_set_border(heading_, LXW_BORDER_THIN);
    xlsx().format_set_align(heading_, LXW_ALIGN_VERTICAL_TOP);
    needed_ = xlsx().workbook_add_format(workbook_);
    xlsx().format_set_bold(needed_);
    xlsx().format_set_text_wrap(needed_);
    xlsx().format_set_bg_color(needed_, 0xF6D5CF);
    xlsx().format_set_border(needed_, LXW_BORDER_THIN);
    xlsx().format_set_align(needed_, LXW_ALIGN_VERTICAL_TOP);
    text_ = body_format("@");
    date_ = body_format("dd/mm/yyyy");
    number_ = body_format("General");
  }

  void write() {
    lxw_doc_properties properties{};
    std::string title = book_.title;
    properties.title = title.data();
    // At noon: the library turns it into UTC, and the day must not change by that.
    std::tm time{};
    time.tm_year = book_.date.year - 1900;
    time.tm_mon = std::max(book_.date.month, 1) - 1;
    time.tm_mday = std::max(book_.date.day, 1);
    time.tm_hour = 12;
    properties.created = ::timegm(&time);
    xlsx().workbook_set_properties(workbook_, &properties);
    std::vector<lxw_worksheet*> made;
    for (const XlsxSheet& sheet : book_.sheets)
      made.push_back(xlsx().workbook_add_worksheet(workbook_, sheet.name.c_str()));
    write_lists();
    for (std::size_t i = 0; i < made.size(); ++i) write(book_.sheets[i], made[i], i == 0);
  }

 private:
  lxw_format* body_format(const char* number_format) {
    lxw_format* out = xlsx().workbook_add_format(workbook_);
    xlsx().format_set_num_format(out, number_format);
    xlsx().format_set_text_wrap(out);
    xlsx().format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
    return out;
  }

  void write_lists() {
    if (book_.lists.empty()) return;
    lxw_worksheet* sheet = xlsx().workbook_add_worksheet(workbook_, book_.lists_name.c_str());
    for (std::size_t i = 0; i < book_.lists.size(); ++i) {
      const XlsxList& list = book_.lists[i];
      const auto column = static_cast<lxw_col_t>(i);
      xlsx().worksheet_write_string(sheet, 0, column, list.name.c_str(), heading_);
      for (std::size_t j = 0; j < list.values.size(); ++j)
        xlsx().worksheet_write_string(sheet, static_cast<lxw_row_t>(j + 1), column,
                                      list.values[j].c_str(), text_);
      const std::string letters = cell_name(1, static_cast<int>(i) + 1);
      const std::string name = letters.substr(0, letters.size() - 1);
      ranges_[list.name] =
          fmt::format("='{}'!${}$2:${}${}", book_.lists_name, name, name, list.values.size() + 1);
    }
    xlsx().worksheet_hide(sheet);
  }

  void write(const XlsxSheet& sheet, lxw_worksheet* out, bool is_filled_in) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const XlsxColumn& column = sheet.columns[i];
      const auto at = static_cast<lxw_col_t>(i);
      lxw_format* format = column.kind == XlsxColumn::Kind::date     ? date_
                           : column.kind == XlsxColumn::Kind::number ? number_
                                                                     : text_;
      xlsx().worksheet_set_column(out, at, at, column.width, format);
      xlsx().worksheet_write_string(out, 0, at, column.title.c_str(),
                                    column.is_required ? needed_ : heading_);
      if (is_filled_in) add_rule(column, out, at);
    }
    // Never through worksheet_write, which would take "=…" for a formula.
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      for (std::size_t i = 0; i < sheet.rows[row].size(); ++i) {
        xlsx().worksheet_write_string(out, static_cast<lxw_row_t>(row + 1),
                                      static_cast<lxw_col_t>(i), sheet.rows[row][i].c_str(), text_);
      }
    }
    xlsx().worksheet_freeze_panes(out, 1, 0);
  }

  void add_rule(const XlsxColumn& column, lxw_worksheet* out, lxw_col_t at) {
    if (column.prompt.empty() && column.choices_of.empty()) return;
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_ANY;
    std::string prompt = cut(column.prompt, longest_prompt);
    if (!prompt.empty()) rule.input_message = prompt.data();
    std::string range;
    if (const auto found = ranges_.find(column.choices_of); found != ranges_.end()) {
      range = found->second;
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = range.data();
      if (!column.only_choices) rule.show_error = LXW_VALIDATION_OFF;
    }
    rule.ignore_blank = LXW_VALIDATION_ON;
    rule.dropdown = LXW_VALIDATION_ON;
    xlsx().worksheet_data_validation_range(out, 1, at, static_cast<lxw_row_t>(book_.rows_to_fill),
                                           at, &rule);
  }

  const XlsxBook& book_;
  lxw_workbook* workbook_;
  lxw_format *heading_, *needed_, *text_, *date_, *number_;
  std::map<std::string, std::string> ranges_;  ///< By name of the list.
};

}  // namespace

Result<std::string> write_xlsx(const XlsxBook& book) {
  const TemporaryFile file;
  if (file.path().empty()) return not_made("TMPDIR");
  lxw_workbook* workbook = xlsx().workbook_new(file.path().c_str());
  if (workbook == nullptr) return not_made(file.path());
  BookWriter(book, workbook).write();
  if (const lxw_error error = xlsx().workbook_close(workbook); error != LXW_NO_ERROR)
    return not_made(xlsx().lxw_strerror(error));
  std::ifstream in(file.path(), std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in || bytes.empty()) return not_made(file.path());
  return bytes;
}

}  // namespace minhbach::table
