// Matching titles to fields.
#include "ingest/column_map.h"

#include <algorithm>

#include <fmt/format.h>

#include "ingest/import_messages.h"
#include "text/fold.h"
#include "value/from_json.h"

namespace minhbach::ingest {
namespace {

/// As people repeat a title: "Mã thủ tục (*)" is "ma thu tuc".
std::string key_of(std::string_view title) {
  std::string out = text::fold(title);
  while (!out.empty() && std::string_view("*():. ").find(out.back()) != std::string_view::npos)
    out.pop_back();
  std::replace(out.begin(), out.end(), '_', ' ');
  return text::fold(out);
}

bool numbers_rows(std::string_view title) {
  const std::string key = key_of(title);
  return key == "stt" || key == "tt" || key == "so tt" || key == "so thu tu";
}

const Mapping::Column* mapped(std::string_view title, const Mapping& mapping) {
  for (const Mapping::Column& column : mapping.columns) {
    if (key_of(column.title) == key_of(title)) return &column;
  }
  return nullptr;
}

std::vector<std::string_view> titles_of(const table::Table& table) {
  std::vector<std::string_view> out;
  for (const table::Cell& cell : table.header) {
    if (!cell.text.empty()) out.push_back(cell.text);
  }
  return out;
}

std::string nearest_field(std::string_view title, const schema::Type& type) {
  std::vector<std::string> labels;
  std::vector<std::string_view> names;
  for (const schema::Field& field : type.fields) labels.push_back(key_of(field.label));
  for (const std::string& label : labels) names.push_back(label);
  const std::string found = nearest_name(key_of(title), names);
  for (std::size_t i = 0; i < labels.size() && !found.empty(); ++i) {
    if (labels[i] == found) return type.fields[i].label;
  }
  names.clear();
  for (const schema::Field& field : type.fields) names.push_back(field.name);
  return nearest_name(title, names);
}

/// Reads the mapping's parts; the first mistake ends it.
class MappingReader {
 public:
  MappingReader(const SourceText& source, const schema::Type& type)
      : source_(source), type_(type) {}

  Result<Mapping> read(const Node& root) {
    if (root.kind != Node::Kind::mapping) return refuse(root, "{…}");
    Mapping out;
    for (const Member& member : root.members) {
      std::optional<Diagnostic> problem;
      if (member.key == "cot") {
        problem = read_columns(member.value, out);
      } else if (member.key == "mac_dinh" && member.value.kind == Node::Kind::mapping) {
        out.defaults = member.value;
      } else if (member.key == "khoa" && type_.field(member.value.text)) {
        out.key = member.value.text;
      } else {
        problem = refuse(member.value, quote(member.key));
        problem->nearest = nearest_name(member.key, {"cot", "mac_dinh", "khoa"});
        if (problem->nearest == member.key) problem->nearest.clear();
      }
      if (problem) return *problem;
    }
    return out;
  }

 private:
  Diagnostic refuse(const Node& at, std::string what) const {
    return source_.diagnostic(messages::mapping_wrong, at.line, at.column, {std::move(what)});
  }

  std::optional<Diagnostic> read_columns(const Node& columns, Mapping& out) const {
    if (columns.kind != Node::Kind::mapping) return refuse(columns, "\"cot\"");
    for (const Member& member : columns.members) {
      const bool is_left_out = member.value.kind == Node::Kind::null;
      if (!is_left_out && !type_.field(member.value.text)) {
        Diagnostic problem = refuse(member.value, quote(member.value.text));
        std::vector<std::string_view> names;
        for (const schema::Field& field : type_.fields) names.push_back(field.name);
        problem.nearest = nearest_name(member.value.text, names);
        return problem;
      }
      out.columns.push_back({member.key,
                             is_left_out ? std::string() : member.value.text,
                             {source_.path(), member.line, member.column}});
    }
    return std::nullopt;
  }

  const SourceText& source_;
  const schema::Type& type_;
};

}  // namespace

Result<Mapping> read_mapping(const SourceText& source, const schema::Type& type) {
  const Result<Node> root = read_json(source);
  if (!root) return root.error();
  return MappingReader(source, type).read(*root);
}

std::vector<std::size_t> fields_of_title(std::string_view title, const schema::Type& type,
                                         const Mapping& mapping) {
  if (const Mapping::Column* column = mapped(title, mapping)) {
    if (column->field.empty()) return {};
    return {*type.field(column->field)};
  }
  if (const auto index = type.field(title)) return {*index};
  const std::string key = key_of(title);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < type.fields.size() && !key.empty(); ++i) {
    if (key_of(type.fields[i].name) == key) return {i};
    if (key_of(type.fields[i].label) == key) out.push_back(i);
  }
  return out;
}

bool is_body_title(std::string_view title, const schema::Type& type) {
  return type.needs_body && key_of(title) == "toan van";
}

std::vector<std::optional<std::size_t>> match_columns(const TableSource& source,
                                                      const table::Table& table,
                                                      const schema::Type& type,
                                                      const Mapping& mapping,
                                                      std::vector<Diagnostic>& diagnostics) {
  std::vector<std::optional<std::size_t>> out(table.header.size());
  std::vector<const table::Cell*> taken(type.fields.size());
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const table::Cell& cell = table.header[i];
    if (cell.text.empty() || table.repeated[i]) continue;
    const Mapping::Column* by_hand = mapped(cell.text, mapping);
    const std::vector<std::size_t> found = fields_of_title(cell.text, type, mapping);
    if (found.empty()) {
      if (by_hand != nullptr || numbers_rows(cell.text) || is_body_title(cell.text, type)) continue;
      diagnostics.push_back(source.at(messages::column_unknown, cell, {quote(cell.text), type.id}));
      diagnostics.back().nearest = nearest_field(cell.text, type);
    } else if (found.size() > 1) {
      std::vector<std::string> names;
      for (const std::size_t index : found) names.push_back(type.fields[index].name);
      diagnostics.push_back(
          source.at(messages::column_ambiguous, cell,
                    {quote(cell.text), fmt::format("{}", fmt::join(names, ", "))}));
    } else if (const table::Cell* before = taken[found[0]]) {
      diagnostics.push_back(
          source.at(messages::column_field_twice, cell,
                    {quote(before->text), quote(cell.text), type.fields[found[0]].name}));
    } else {
      taken[found[0]] = &cell;
      out[i] = found[0];
    }
  }
  const std::vector<std::string_view> titles = titles_of(table);
  for (const Mapping::Column& column : mapping.columns) {
    const bool is_there = std::any_of(titles.begin(), titles.end(), [&](std::string_view title) {
      return key_of(title) == key_of(column.title);
    });
    if (is_there) continue;
    Diagnostic missing;
    missing.message = &messages::mapping_column_missing;
    missing.place = column.place;
    missing.arguments = {quote(column.title), fmt::format("{}", fmt::join(titles, ", "))};
    diagnostics.push_back(std::move(missing));
  }
  return out;
}

Result<std::size_t> find_header(const table::Sheet& sheet, const schema::Type& type,
                                const Mapping& mapping) {
  constexpr std::size_t looked_at = 20;
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), looked_at); ++i) {
    const std::vector<table::Cell>& cells = sheet.rows[i].cells;
    const auto count = static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [&](const table::Cell& cell) {
          return mapped(cell.text, mapping) != nullptr ||
                 !fields_of_title(cell.text, type, mapping).empty();
        }));
    if (count > 1 || (count == 1 && cells.size() == 1)) return i;
  }
  return table::at_cell(messages::no_known_column, sheet.path, sheet.rows.front().cells.front(),
                        {fmt::format("{}", looked_at), type.id});
}

}  // namespace minhbach::ingest
