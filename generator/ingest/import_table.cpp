// Columns once, then row by row.
#include "ingest/import_table.h"

#include <algorithm>
#include <map>
#include <span>

#include <fmt/format.h>

#include "ingest/cell_node.h"
#include "ingest/foreign_text.h"
#include "ingest/import_messages.h"
#include "ingest/messages.h"
#include "ingest/page_text.h"
#include "ingest/record_node.h"
#include "schema/messages.h"
#include "schema/read_type.h"
#include "schema/read_values.h"
#include "schema/wording.h"
#include "table/messages.h"
#include "text/letter_case.h"
#include "text/slug.h"

namespace minhbach::ingest {
namespace {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& each) {
    return each.message->severity == Severity::error;
  });
}

bool is_plain_id(std::string_view id) {
  const auto is_good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
  };
  return !id.empty() && id.front() != '.' && id.front() != '-' && id.back() != '.' &&
         std::all_of(id.begin(), id.end(), is_good);
}

/// Makes the records of one table.
class RowReader {
 public:
  RowReader(const TableSource& source, const table::Table& table, const schema::Type& type,
            const TableChoices& choices, Report& report)
      : source_(source),
        table_(table),
        type_(type),
        choices_(choices),
        known_(choices.known),
        report_(report),
        cells_(source, table.from_1904, diagnostics_) {}

  std::optional<TableImport> read() {
    columns_ = match_columns(source_, table_, type_, choices_.mapping, diagnostics_);
    find_body();
    choose_key();
    read_defaults();
    check_required();
    if (table_.rows.empty())
      diagnostics_.push_back(source_.at(messages::no_rows, table_.header.front(), {}));
    if (flush()) return std::nullopt;
    add_own_names();
    std::size_t wrong_rows = 0;
    for (const table::Row& row : table_.rows) {
      if (read_row(row)) continue;
      constexpr std::size_t most_rows = 300;  // By then they have one cause.
      if (++wrong_rows < most_rows) continue;
      report_.add(source_.at(messages::too_many_problems, row.cells.front(),
                             {fmt::format("{}", wrong_rows)}));
      break;
    }
    for (const auto& column : columns_) {
      if (column) out_.owned.push_back(type_.fields[*column].name);
    }
    if (body_column_) out_.owned.emplace_back(body_member);
    return std::move(out_);
  }

 private:
  /// Hands what was said to the report; true when it holds an error.
  bool flush() {
    const bool wrong = has_errors(diagnostics_);
    report_.add(std::move(diagnostics_));
    diagnostics_.clear();
    return wrong;
  }

  std::optional<std::size_t> column_of(std::string_view field) const {
    const auto index = type_.field(field);
    for (std::size_t i = 0; i < columns_.size() && index; ++i) {
      if (columns_[i] == index) return i;
    }
    return std::nullopt;
  }

  void find_body() {
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      if (!columns_[i] && is_body_title(table_.header[i].text, type_)) body_column_ = i;
    }
  }

  /// What stands in the body's cell, as Markdown that shows it. "" when there is no such column.
  std::string body_of(const table::Row& row) {
    if (!body_column_) return {};
    const table::Cell& cell = row.cells[*body_column_];
    if (cell.text.empty() && !cell.is_wrong)
      diagnostics_.push_back(source_.at(messages::body_missing, cell, {quote(type_.title)}));
    return markdown_of_text(tidy_lines(cell.text));
  }

  void choose_key() {
    id_column_ = column_of("id");
    const std::string named = choices_.key.empty() ? choices_.mapping.key : choices_.key;
    key_column_ = column_of(named.empty() ? "ma" : named);
    const table::Cell& first = table_.header.front();
    if (!named.empty() && !key_column_) {
      std::vector<std::string> titles;
      for (const table::Cell& cell : table_.header) {
        if (!cell.text.empty()) titles.push_back(cell.text);
      }
      diagnostics_.push_back(
          source_.at(messages::key_no_column, first,
                     {quote(named), fmt::format("{}", fmt::join(titles, ", "))}));
    } else if (!id_column_ && !key_column_) {
      diagnostics_.push_back(source_.at(messages::key_missing, first, {}));
    }
  }

  void read_defaults() {
    if (choices_.mapping_source == nullptr || choices_.mapping.defaults.kind != Node::Kind::mapping)
      return;
    Node defaults = choices_.mapping.defaults;
    if (known_)
      check_names(
          *known_, *choices_.types, type_.fields, defaults,
          [&](const Message& message, const Node& at, std::vector<std::string> arguments) {
            return choices_.mapping_source->diagnostic(message, at.line, at.column,
                                                       std::move(arguments));
          },
          diagnostics_);
    defaults_ =
        schema::read_defaults(type_, defaults, arena_, *choices_.mapping_source, diagnostics_);
  }

  /// The rows may name each other, and stand in the same import.
  void add_own_names() {
    if (!known_) return;
    const auto titles = column_of(type_.title_field);
    for (const table::Row& row : table_.rows) {
      const std::string id = id_in(row);
      if (!id.empty())
        known_->add(type_.id, id, {titles ? row.cells[*titles].text : std::string()});
    }
  }

  void check_row_names(const table::Row& row, Node& node) {
    if (!known_) return;
    check_names(
        *known_, *choices_.types, type_.fields, node,
        [&](const Message& message, const Node& at, std::vector<std::string> arguments) {
          return source_.at(message, *cell_at(row, at.column, at.line), std::move(arguments));
        },
        diagnostics_);
  }

  static const table::Cell* cell_at(const table::Row& row, int column, int line) {
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(), [&](const auto& each) {
      return each.column == column && each.line == line;
    });
    return cell == row.cells.end() ? &row.cells.front() : &*cell;
  }

  /// Ids that are equal, or equal but for their capitals, and values that only one record may have.
  void check_alone(const table::Row& row, const std::string& id,
                   std::span<const FieldValue> values) {
    if (id.empty()) return;
    const table::Cell& cell = row.cells[id_column_of(row)];
    const std::string place = fmt::format("{}:{}:{}", source_.text.path(), cell.line, cell.column);
    const auto [first, is_new] =
        ids_.try_emplace(text::to_lower(id), KnownNames::Holder{id, place});
    if (!is_new) {
      const bool is_same = first->second.id == id;
      diagnostics_.push_back(
          is_same ? source_.at(messages::imported_twice, cell, {quote(id), first->second.place})
                  : source_.at(messages::import_case_alone, cell,
                               {quote(id), quote(first->second.id), first->second.place}));
      return;  // Their other values are the same for the same reason.
    }
    for (std::size_t i = 0; known_ && i < values.size(); ++i) {
      const auto column = type_.fields[i].unique ? column_of(type_.fields[i].name) : std::nullopt;
      if (!column || !values[i].has_value()) continue;
      const table::Cell& at = row.cells[*column];
      const std::string value = schema::choice_text(values[i]);
      const KnownNames::Holder* holder =
          known_->take(type_.fields[i].name, value,
                       {id, fmt::format("{}:{}:{}", source_.text.path(), at.line, at.column)});
      if (holder == nullptr || holder->id == id) continue;
      diagnostics_.push_back(source_.at(
          messages::import_value_taken, at,
          {schema::name_of(type_.fields[i]), quote(value), holder->place, quote(holder->id)}));
    }
  }

  /// Once for the table, where it would be said of every row.
  void check_required() {
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < type_.fields.size(); ++i) {
      const schema::Field& field = type_.fields[i];
      const bool has_default =
          i < defaults_.size() && defaults_[i].kind != FieldValue::Kind::absent;
      if (field.required && field.name != "id" && !has_default && !column_of(field.name))
        missing.push_back(fmt::format("{} ({})", field.name, field.label));
    }
    if (type_.needs_body && !body_column_)
      missing.push_back(fmt::format("{} (Toàn văn)", body_member));
    if (missing.empty()) return;
    diagnostics_.push_back(source_.at(
        messages::required_no_column, table_.header.front(),
        {fmt::format("{}", missing.size()), fmt::format("{}", fmt::join(missing, ", "))}));
  }

  bool read_row(const table::Row& row) {
    Node node;
    node.kind = Node::Kind::mapping;
    node.line = row.line;
    node.column = row.cells.front().column;
    for (std::size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i) {
      const table::Cell& cell = row.cells[i];
      if (!columns_[i] || cell.text.empty()) continue;
      const schema::Field& field = type_.fields[*columns_[i]];
      node.members.push_back({field.name, cell.line, cell.column, cells_.read(field, cell)});
    }
    check_row_names(row, node);
    Arena arena;
    const std::size_t said = diagnostics_.size();
    const auto values =
        schema::read_values(type_, node, arena, source_.text, diagnostics_, defaults_);
    for (std::size_t i = said; i < diagnostics_.size(); ++i) {
      place_at_empty_cell(diagnostics_[i], row);
      if (source_.is_sheet) show(diagnostics_[i], row);
    }
    forget_repeated(said, row);
    const std::string id = id_of(row);
    const std::string body = body_of(row);
    check_alone(row, id, values);
    const bool is_told = std::any_of(row.cells.begin(), row.cells.end(),
                                     [](const table::Cell& cell) { return cell.is_wrong; });
    if (flush() || is_told) return false;
    ImportedRecord record{id, {}, {source_.text.path(), row.line, node.column}};
    record.node.kind = Node::Kind::mapping;
    if (type_.field("id")) set_member(record.node, "id", text_node(id));
    Node rest = record_node(type_, values);
    for (Member& member : rest.members)
      set_member(record.node, member.key, std::move(member.value));
    if (!body.empty()) set_member(record.node, body_member, text_node(body));
    out_.records.push_back(std::move(record));
    return true;
  }

  /// What is missing is missing in a cell that is there, not in the row as a whole.
  void place_at_empty_cell(Diagnostic& diagnostic, const table::Row& row) const {
    const bool is_of_row =
        diagnostic.place.line == row.line && diagnostic.place.column == row.cells.front().column;
    const auto column = is_of_row ? missing_column(diagnostic) : std::nullopt;
    if (!column || !row.cells[*column].text.empty()) return;
    diagnostic.place.line = row.cells[*column].line;
    diagnostic.place.column = row.cells[*column].column;
    if (!source_.is_sheet) diagnostic.source_line = source_.text.line(diagnostic.place.line);
  }

  /// What could not be read out of a cell is missing too: of one cell one error is enough. Those
  /// from `from` on came of the values, those before of the cells. So it is with a cell that the
  /// sheet's reader could not read.
  void forget_repeated(std::size_t from, const table::Row& row) {
    const auto of_cells = std::span(diagnostics_).first(from);
    const auto is_repeated = [&](const Diagnostic& later) {
      if (is_missing_of_wrong(later, row)) return true;
      return std::any_of(of_cells.begin(), of_cells.end(), [&](const Diagnostic& one) {
        return one.message->severity == Severity::error && one.place.line == later.place.line &&
               one.place.column == later.place.column;
      });
    };
    std::vector<Diagnostic> kept;
    for (std::size_t i = 0; i < diagnostics_.size(); ++i) {
      if (i < from || !is_repeated(diagnostics_[i])) kept.push_back(diagnostics_[i]);
    }
    diagnostics_ = std::move(kept);
  }

  /// The column that should hold what the diagnostic misses; none when it is about another thing.
  std::optional<std::size_t> missing_column(const Diagnostic& diagnostic) const {
    const bool is_missing = diagnostic.message == &messages::missing_field ||
                            diagnostic.message == &messages::missing_field_when;
    return is_missing ? column_of(diagnostic.arguments[1]) : std::nullopt;
  }

  bool is_missing_of_wrong(const Diagnostic& diagnostic, const table::Row& row) const {
    const auto column = missing_column(diagnostic);
    return column && row.cells[*column].is_wrong;
  }

  static void show(Diagnostic& diagnostic, const table::Row& row) {
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(), [&](const auto& each) {
      return each.column == diagnostic.place.column;
    });
    table::show_cell(diagnostic, cell == row.cells.end() ? std::string_view() : cell->text);
  }

  /// The column that gives the row its id.
  std::size_t id_column_of(const table::Row& row) const {
    if (id_column_ && (!key_column_ || !row.cells[*id_column_].text.empty())) return *id_column_;
    return *key_column_;
  }

  /// "" when there is none, or it is of no use.
  std::string id_in(const table::Row& row) const {
    const std::size_t column = id_column_of(row);
    const std::string& text = row.cells[column].text;
    return column == id_column_ || is_plain_id(text) ? text : text::slug(text);
  }

  std::string id_of(const table::Row& row) {
    const std::size_t column = id_column_of(row);
    const table::Cell& cell = row.cells[column];
    const std::string id = id_in(row);
    if (!id.empty() || cell.is_wrong) return id;
    diagnostics_.push_back(
        cell.text.empty()
            ? source_.at(messages::key_empty, cell, {quote(table_.header[column].text)})
            : source_.at(messages::key_unusable, cell, {quote(cell.text)}));
    return id;
  }

  const TableSource& source_;
  const table::Table& table_;
  const schema::Type& type_;
  const TableChoices& choices_;
  std::optional<KnownNames> known_;
  std::map<std::string, KnownNames::Holder> ids_;  ///< Of the rows, by the id without capitals.
  Report& report_;
  std::vector<Diagnostic> diagnostics_;
  CellReader cells_;
  std::vector<std::optional<std::size_t>> columns_;
  std::optional<std::size_t> id_column_, key_column_, body_column_;
  Arena arena_;
  std::span<const FieldValue> defaults_;
  TableImport out_;
};

}  // namespace

std::optional<TableImport> import_table(const TableSource& source, const table::Table& table,
                                        const schema::Type& type, const TableChoices& choices,
                                        Report& report) {
  return RowReader(source, table, type, choices, report).read();
}

}  // namespace minhbach::ingest
