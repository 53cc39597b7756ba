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
#include "text/collation.h"
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

/// How many words, which are what stands between blanks, `text` has; not read beyond `enough`.
std::size_t count_words(std::string_view text, std::size_t enough) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_blank && !in_word && ++words >= enough) break;
    in_word = !is_blank;
  }
  return words;
}

/// Renders the Markdown fields below `fields`, at any depth, into `texts`.
void render_fields(std::span<const schema::Field> fields, std::span<const FieldValue> values,
                   const std::string& path, RecordTexts& texts, std::vector<Diagnostic>& problems) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    // Of a list, all items share one field.
    const schema::Field& field = fields.size() == 1 ? fields[0] : fields[i];
    const FieldValue& value = values[i];
    if (field.kind == schema::FieldKind::markdown && value.kind == FieldValue::Kind::text) {
      // A text of its own, at the field's line: JSON and YAML hold it escaped, so no exact column.
      const SourceText source(path, std::string(value.text()));
      markdown::Options options;
      options.id_prefix = field.name + "-";
      texts.fields.emplace_back(
          value.text_data,
          markdown::render_markdown(source, source.text(), static_cast<int>(value.line), options,
                                    problems));
    } else if (!value.children().empty()) {
      render_fields(field.children, value.children(), path, texts, problems);
    }
  }
}

/// What all records of one file share.
class FileReader {
 public:
  FileReader(const SourceFile& file, const schema::Type& type, Arena& arena, Report& report)
      : file_(file), type_(type), arena_(arena), report_(report) {}

  FileRecords read(std::string bytes, std::string sidecar) {
    const std::string ending = ending_of(file_.path);
    const std::optional<SourceText> source =
        text_of(std::string(file_.path), std::move(bytes), report_);
    if (!source || !read_sidecar(std::move(sidecar))) return std::move(out_);
    if (ending == "md") {
      read_markdown(*source);
    } else if (ending == "csv") {
      read_table(*source);
    } else {
      const Result<Node> document = ending == "json" ? read_json(*source) : read_yaml(*source);
      if (document) {
        read_document(*source, *document);
      } else {
        report_.add(document.error());
      }
    }
    return std::move(out_);
  }

 private:
  bool read_sidecar(std::string bytes) {
    if (file_.sidecar.empty()) return true;
    const std::optional<SourceText> source =
        text_of(std::string(file_.sidecar), std::move(bytes), report_);
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
    const bool has_body = parts->body.find_first_not_of(" \t\r\n") != std::string_view::npos;
    if (file_.layer == Layer::whole && type_.needs_body && !has_body)
      refuse_without_body(source, parts->body_line);
    if (!add(source, *document, false) || parts->body.empty()) return;
    if (file_.layer == Layer::whole && has_body) check_length(source, *parts);
    std::vector<Diagnostic> problems;
    out_.body = std::make_unique<markdown::Document>(
        markdown::render_markdown(source, parts->body, parts->body_line, {}, problems));
    report_.add(std::move(problems));
  }

  void refuse_without_body(const SourceText& source, int line) {
    report_.add(source.diagnostic(messages::body_missing, line, 0, {quote(type_.title)}));
  }

  /// A full text that is one sentence is none. A draft is not finished.
  void check_length(const SourceText& source, const FrontMatter& parts) {
    const std::size_t words = count_words(parts.body, type_.least_body);
    const std::optional<std::size_t> draft = type_.field("nhap");
    if (words >= type_.least_body || (draft && out_.records.back().fields[*draft].boolean)) return;
    report_.add(source.diagnostic(messages::body_short, parts.body_line, 0,
                                  {quote(type_.title), fmt::format("{}", words)}));
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
        report_.add(source.diagnostic(messages::row_not_object, item.line, item.column,
                                      {example_of_document()}));
      }
    }
  }

  /// What the file may hold: many records, or single fields of the one that it is named after.
  std::string example_of_document() const {
    if (file_.layer == Layer::whole) return R"([{"id": …}, {"id": …}])";
    // What tells records apart is the same in all layers.
    const auto given = std::find_if(
        type_.fields.begin(), type_.fields.end(),
        [](const schema::Field& field) { return field.name != "id" && !field.unique; });
    return given == type_.fields.end() ? "{…}" : fmt::format("{{{}: …}}", quote(given->name));
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
    out.place = {std::string(file_.path), row.line, 0};
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

  /// Puts the record that `node` holds behind the others; false when it has errors.
  bool add(const SourceText& source, const Node& node, bool is_row) {
    std::vector<Diagnostic> diagnostics;
    Record record;
    const bool is_whole = file_.layer == Layer::whole;
    if (is_whole && type_.needs_body && ending_of(file_.path) != "md")
      refuse_without_body(source, node.line);
    // What is not given stands in the record that these values are laid over.
    record.fields = is_whole
                        ? schema::read_values(type_, node, arena_, source, diagnostics, defaults_)
                        : schema::read_part(type_, node, arena_, source, diagnostics, defaults_);
    record.type = file_.type;
    record.file = file_.path;
    record.line = node.line;
    record.portal = file_.portal;
    record.layer = file_.layer;
    record.language = file_.language;
    if (!has_errors(diagnostics)) set_id(source, node, is_row, record, diagnostics);
    const std::size_t errors = count_errors(diagnostics);
    errors_ += errors;
    report_.add(std::move(diagnostics));
    if (errors > 0) return false;
    RecordTexts& texts = out_.texts.emplace_back();
    texts.title_key = arena_.copy(title_key(record));
    std::vector<Diagnostic> problems;
    render_fields(type_.fields, record.fields, std::string(file_.path), texts, problems);
    texts.sort_fields();
    report_.add(std::move(problems));
    out_.records.push_back(std::move(record));
    return true;
  }

  std::string title_key(const Record& record) const {
    static const text::Collator collator;
    const std::optional<std::size_t> field = type_.field(type_.title_field);
    const std::string_view title = field ? record.fields[*field].text() : std::string_view();
    return collator.sort_key(title.empty() ? record.id : title);
  }

  void set_id(const SourceText& source, const Node& node, bool is_row, Record& record,
              std::vector<Diagnostic>& diagnostics) {
    // A row has no file name of its own; its official code is as stable.
    for (const std::string_view name : {"id", "ma"}) {
      if (name == "ma" && !is_row) break;
      const std::optional<std::size_t> index = type_.field(name);
      if (!index || !record.fields[*index].has_value()) continue;
      const FieldValue& value = record.fields[*index];
      record.id = arena_.copy(schema::choice_text(value));
      return check_id(source, static_cast<int>(value.line), value.column, record.id, diagnostics);
    }
    if (is_row) {
      diagnostics.push_back(source.diagnostic(messages::id_missing, node.line, node.column));
      return;
    }
    record.id = file_.default_id;
    check_id(source, 0, 0, record.id, diagnostics);
  }

  void check_id(const SourceText& source, int line, int column, std::string_view id,
                std::vector<Diagnostic>& diagnostics) {
    if (is_good_id(id)) return;
    diagnostics.push_back(source.diagnostic(messages::bad_id, line, column, {quote(id)}));
    diagnostics.back().nearest = text::slug(id);
  }

  const SourceFile& file_;
  const schema::Type& type_;
  Arena& arena_;
  Report& report_;
  std::span<const FieldValue> defaults_;
  std::size_t errors_ = 0;
  FileRecords out_;
};

}  // namespace

FileRecords read_file(const SourceFile& file, std::string bytes, std::string sidecar,
                      const schema::Type& type, Arena& arena, Report& report) {
  return FileReader(file, type, arena, report).read(std::move(bytes), std::move(sidecar));
}

std::optional<std::string> read_body(const std::string& path, std::string bytes) {
  Report said_before;
  std::vector<Diagnostic> problems;
  const std::optional<SourceText> source = text_of(path, std::move(bytes), said_before);
  if (!source) return std::nullopt;
  const Result<FrontMatter> parts = split_front_matter(*source);
  if (!parts) return std::nullopt;
  return markdown::render_markdown(*source, parts->body, parts->body_line, {}, problems).html;
}

}  // namespace minhbach::ingest
