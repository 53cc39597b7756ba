// Says of each line {"schema": …, "record": …} on standard input whether the record is valid.
#include <algorithm>
#include <iostream>
#include <string>

#include "schema/read_type.h"
#include "schema/read_values.h"
#include "value/from_json.h"

using namespace minhbach;

namespace {

std::string judge(const std::string& line) {
  const SourceText source("pair.json", line);
  const Result<Node> pair = read_json(source);
  if (!pair) return "bad pair: " + to_text(pair.error(), Language::en);
  const Node* schema = pair->find("schema");
  const Node* record = pair->find("record");
  if (!schema || schema->kind != Node::Kind::text || !record) return "bad pair";
  std::vector<Diagnostic> diagnostics;
  const SourceText type_source("mau.schema.json", schema->text);
  const std::optional<schema::Type> type = schema::read_type(type_source, diagnostics);
  if (!type) return "bad schema: " + to_text(diagnostics.front(), Language::en);
  Arena arena;
  schema::read_values(*type, *record, arena, source, diagnostics);
  if (diagnostics.empty()) return "valid";
  std::string out = "invalid";
  for (const Diagnostic& diagnostic : diagnostics) out.append(" ").append(diagnostic.message->code);
  return out;
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::string answer = judge(line);
    std::replace(answer.begin(), answer.end(), '\n', ' ');
    std::cout << answer << "\n";
  }
}
