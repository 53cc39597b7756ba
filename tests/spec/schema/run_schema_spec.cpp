// Runs the spec files of schemas: `run_schema_spec [--update] FILE…`.
//
// A case has a `schema` (the one before it when it has none) and perhaps a `record` (YAML), or a
// `record.json`. Expected in `vi`, and in `en` where the case shows it: "ok", or everything
// printed.
#include "ingest/read_yaml.h"
#include "schema/read_form.h"
#include "schema/read_type.h"
#include "schema/read_values.h"
#include "support/spec_file.h"
#include "value/from_json.h"

using namespace minhbach;

namespace {

std::vector<Diagnostic> judge_record(const schema::Type& type, const SourceText& source,
                                     bool json) {
  std::vector<Diagnostic> diagnostics;
  const Result<Node> document = json ? read_json(source) : ingest::read_yaml(source);
  if (!document) return {document.error()};
  Arena arena;
  schema::read_values(type, *document, arena, source, diagnostics);
  return diagnostics;
}

std::string print(const std::vector<Diagnostic>& diagnostics, Language language) {
  Report report;
  report.add(diagnostics);
  std::string out;
  for (const Diagnostic& diagnostic : report.sorted()) out += to_text(diagnostic, language) + "\n";
  return out.empty() ? "ok\n" : out;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> paths(arguments + 1, arguments + count);
  const bool update = !paths.empty() && paths[0] == "--update";
  if (update) paths.erase(paths.begin());
  std::string last_schema;
  return spec::run(paths, update,
                   [&](spec::Case& one) {
                     if (const spec::Section* section = one.find("schema"))
                       last_schema = section->text;
                     std::vector<Diagnostic> diagnostics;
                     std::optional<schema::Type> type;
                     if (const spec::Section* form = one.find("form")) {
                       schema::read_form(SourceText("site/forms/mau.schema.json", form->text),
                                         diagnostics);
                     } else {
                       type = schema::read_type(
                           SourceText("site/types/mau.schema.json", last_schema), diagnostics);
                     }
                     const spec::Section* yaml = one.find("record");
                     const spec::Section* json = one.find("record.json");
                     if (type && yaml)
                       diagnostics = judge_record(*type, SourceText("mau.yaml", yaml->text), false);
                     if (type && json)
                       diagnostics = judge_record(*type, SourceText("mau.json", json->text), true);
                     std::vector<spec::Section> out = {{"vi", print(diagnostics, Language::vi)}};
                     if (one.find("en")) out.push_back({"en", print(diagnostics, Language::en)});
                     return out;
                   }) == 0
             ? 0
             : 1;
}
