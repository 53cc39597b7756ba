// The frame of the portal's answer, the record, and the list of what was left.
#include "ingest/import_dvcqg.h"

#include <fmt/format.h>

#include "ingest/dvcqg_document.h"
#include "ingest/dvcqg_fields.h"
#include "ingest/import_messages.h"
#include "ingest/record_node.h"
#include "schema/read_values.h"
#include "value/from_json.h"

namespace minhbach::ingest {
namespace {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& each) {
    return each.message->severity == Severity::error;
  });
}

/// The procedure's object; null, and said why, when the file has another form.
const Node* procedure_in(const Node& root, const SourceText& source,
                         std::vector<Diagnostic>& diagnostics) {
  const auto refuse = [&](const Node& at, std::string why) {
    diagnostics.push_back(
        source.diagnostic(messages::dvcqg_not_procedure, at.line, at.column, {std::move(why)}));
    return nullptr;
  };
  if (root.kind != Node::Kind::mapping) return refuse(root, "{…}");
  const Node* code = root.find("code");
  const Node* data = root.find("data");
  if (data == nullptr || data->kind != Node::Kind::mapping)
    return refuse(data == nullptr ? root : *data, "\"data\": {…}");
  if (code != nullptr && code->text != "OK") return refuse(*code, quote(code->text));
  for (const char* key : {"code", "name"}) {
    const Node* member = data->find(key);
    if (member == nullptr || member->kind != Node::Kind::text || member->text.empty())
      return refuse(member == nullptr ? *data : *member, fmt::format("\"data.{}\"", key));
  }
  return data;
}

}  // namespace

std::optional<ImportedRecord> import_dvcqg(const SourceText& source, const schema::Type& type,
                                           const DvcqgChoices& choices, Report& report) {
  const std::string_view text = source.text();
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '<')
    return report.add(source.diagnostic(messages::dvcqg_web_page, 0, 0)), std::nullopt;
  const Result<Node> root = read_json(source);
  if (!root) return report.add(root.error()), std::nullopt;
  std::vector<Diagnostic> diagnostics;
  const Node* data = procedure_in(*root, source, diagnostics);
  std::optional<ImportedRecord> out;
  if (data != nullptr) {
    DvcqgDocument document(source, diagnostics);
    DvcqgFields fields(document, *data, type, choices);
    const Node record = fields.read();
    Arena arena;
    const auto values = schema::read_values(type, record, arena, source, diagnostics);
    std::vector<std::string> left = document.left_over(*data);
    left.insert(left.end(), fields.without_place().begin(), fields.without_place().end());
    if (!left.empty()) {
      document.report(messages::dvcqg_not_taken, *data,
                      {fmt::format("{}", left.size()), fmt::format("{}", fmt::join(left, ", "))});
    }
    if (!has_errors(diagnostics)) {
      ImportedRecord record_of{record.find("ma") ? record.find("ma")->text : "",
                               record_node(type, values),
                               {source.path(), data->line, data->column}};
      // First, so that a person who opens the file sees which record it is.
      Node with_id;
      with_id.kind = Node::Kind::mapping;
      if (type.field("id")) set_member(with_id, "id", text_node(record_of.id));
      for (Member& member : record_of.node.members) with_id.members.push_back(std::move(member));
      record_of.node = std::move(with_id);
      out = std::move(record_of);
    }
  }
  report.add(std::move(diagnostics));
  return out;
}

ImportRules dvcqg_rules() {
  ImportRules out;
  out.memory = ".nhap-dvcqg";
  out.silent = {"ngay_lay"};
  out.linked = {{"thoi_han", "thoi_han_so", "thoi_han_don_vi"},
                {"phi_le_phi", "muc_thu"},
                {"quyet_dinh_cong_bo", "ngay_quyet_dinh", "co_quan_quyet_dinh"},
                {"cap_thuc_hien", "pham_vi"},
                {"muc_do_dvc", "ly_do_mot_phan"}};
  return out;
}

}  // namespace minhbach::ingest
