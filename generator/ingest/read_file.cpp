// Each kind of file to nodes, and each node to a record.
#include "ingest/read_file.h"

#include "ingest/front_matter.h"
#include "ingest/load_text.h"
#include "ingest/messages.h"
#include "ingest/read_yaml.h"

#include "schema/read_type.h"
#include "schema/read_values.h"
#include "table/messages.h"
#include "table/read_table.h"
#include "text/slug.h"
#include "value/from_json.h"

namespace minhbach::ingest {
namespace {

std::size_t count_errors(const std::vector<Diagnostic>& diagnostics) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.message->severity == Severity::error;
      }));
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return count_errors(diagnostics) > 0;
}

bool is_good_id(std::string_view id) {
  const auto is_letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !id.empty() && is_letter_or_digit(id.front()) &&
         std::all_of(id.begin(), id.end(), [&](char c) {
           return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_';
         });
}

/// What all records of one file share.
class FileReader {
 public:
  FileReader(const Disk& disk, const SourceFile& file, const schema::Type& type, Arena& arena,
             Report& report)
      : disk_(disk), file_(file), type_(type), arena_(arena), report_(report) {}

  FileRecords read() {
    const std::string ending = ending_of(file_.path);
    const bool is_markdown = ending == "md";
    std::optional<SourceText> loaded = load_text(
        disk_, file_.path, file_.size, is_markdown ? markdown_limit : data_limit, report_);
    if (!loaded || !read_sidecar()) return std::move(out_);
    const SourceText& source = *loaded;
    if (is_markdown) {
      out_.text = std::make_unique<SourceText>(std::move(*loaded));
      read_markdown(*out_.text);
    } else if (ending == "csv") {
      read_table(source);
    } else {
      const Result<Node> document = ending == "json" ? read_json(source) : read_yaml(source);
      if (document) {
        read_document(source, *document);
      } else {
        report_.add(document.error());
      }
    }
    return std::move(out_);
  }

 private:
  bool read_sidecar() {
    if (file_.sidecar.empty()) return true;
    const std::optional<SourceText> source =
        load_text(disk_, file_.sidecar, 0, markdown_limit, report_);
    if (!source) return false;
    const Result<Node> document = read_json(*source);
    if (!document) return report_.add(document.error()), false;
    std::vector<Diagnostic> diagnostics;
    defaults_ = schema::read_defaults(type_, *document, arena_, *source, diagnostics);
    const bool good = !has_errors(diagnostics);
    report_.add(std::move(diagnostics));
    return good;
  }

  void read_markdown(const SourceText& source) {
    const Result<FrontMatter> parts = split_front_matter(source);
    if (!parts) return report_.add(parts.error());
    const Result<Node> document = read_yaml(source, parts->yaml_from, parts->yaml_to);
    if (!document) return report_.add(document.error());
    if (Record* record = add(source, *document, false)) {
      record->body = parts->body;
      record->body_line = parts->body_line;
    }
  }

  void read_document(const SourceText& source, const Node& document) {
    if (document.kind != Node::Kind::sequence) {
      add(source, document, false);
      return;
    }
    for (const Node& item : document.items) {
      if (gives_up(item)) return;
      if (item.kind == Node::Kind::mapping) {
        add(source, item, true);
      } else {
        ++errors_;
        report_.add(source.diagnostic(messages::row_not_object, item.line, item.column));
      }
    }
  }

  void read_table(const SourceText& source) {
    std::vector<Diagnostic> problems;
    const Result<table::Table> table = table::read_table(source, problems);
    report_.add(std::move(problems));
    if (!table) return report_.add(table.error());
    for (const table::Row& row : table->rows) {
      Node node = table::row_node(*table, row);
      if (gives_up(node)) return;
      split_lists(node);
      add(source, node, true);
    }
  }

  /// True, and said so, when so much is wrong already that a wrong column of a long table would
  /// fill the memory with what is one mistake.
  bool gives_up(const Node& row) {
    constexpr std::size_t most_errors = 1000;
    if (errors_ < most_errors) return false;
    Diagnostic out;
    out.message = &messages::too_many_problems;
    out.place = {file_.path, row.line, 0};
    out.arguments = {fmt::format("{}", errors_)};
    report_.add(std::move(out));
    return true;
  }

  /// A cell can hold a list only as one text.
  void split_lists(Node& row) const {
    for (Member& member : row.members) {
      const std::optional<std::size_t> index = type_.field(member.key);
      Node& cell = member.value;
      if (!index || type_.fields[*index].kind != schema::FieldKind::list ||
          cell.text == schema::undisclosed_word) {
        continue;
      }
      const std::string text = std::move(cell.text);
      cell.kind = Node::Kind::sequence;
      for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(list_separator, from), text.size());
        Node& item = cell.items.emplace_back();
        item.kind = Node::Kind::plain;
        item.line = cell.line;
        item.column = cell.column;
        item.text = text.substr(from, to - from);
        from = to + list_separator.size();
      }
    }
  }

  /// The record that `node` holds, put behind the others; null when it has errors.
  Record* add(const SourceText& source, const Node& node, bool is_row) {
    std::vector<Diagnostic> diagnostics;
    Record record;
    record.fields = schema::read_values(type_, node, arena_, source, diagnostics, defaults_);
    record.type = file_.type;
    record.file = file_.path;
    record.line = node.line;
    record.portal = file_.portal;
    if (!has_errors(diagnostics)) set_id(source, node, is_row, record, diagnostics);
    const std::size_t errors = count_errors(diagnostics);
    errors_ += errors;
    report_.add(std::move(diagnostics));
    if (errors > 0) return nullptr;
    out_.records.push_back(std::move(record));
    return &out_.records.back();
  }

  void set_id(const SourceText& source, const Node& node, bool is_row, Record& record,
              std::vector<Diagnostic>& diagnostics) {
    // A row has no file name of its own; its official code is as stable.
    for (const std::string_view name : {"id", "ma"}) {
      if (name == "ma" && !is_row) break;
      const std::optional<std::size_t> index = type_.field(name);
      if (!index || !record.fields[*index].has_value()) continue;
      const FieldValue& value = record.fields[*index];
      record.id = schema::choice_text(value);
      return check_id(source, static_cast<int>(value.line), value.column, record.id, diagnostics);
    }
    if (is_row) {
      diagnostics.push_back(source.diagnostic(messages::id_missing, node.line, node.column));
      return;
    }
    record.id = file_.default_id;
    check_id(source, 0, 0, record.id, diagnostics);
  }

  void check_id(const SourceText& source, int line, int column, const std::string& id,
                std::vector<Diagnostic>& diagnostics) {
    if (is_good_id(id)) return;
    diagnostics.push_back(source.diagnostic(messages::bad_id, line, column, {quote(id)}));
    diagnostics.back().nearest = text::slug(id);
  }

  const Disk& disk_;
  const SourceFile& file_;
  const schema::Type& type_;
  Arena& arena_;
  Report& report_;
  std::span<const FieldValue> defaults_;
  std::size_t errors_ = 0;
  FileRecords out_;
};

}  // namespace

FileRecords read_file(const Disk& disk, const SourceFile& file, const schema::Type& type,
                      Arena& arena, Report& report) {
  return FileReader(disk, file, type, arena, report).read();
}

}  // namespace minhbach::ingest
