// Runs the spec files of source trees: `run_ingest_spec [--update] FILE…`.
//
// A case has sections `file PATH` and perhaps `type ID` (a schema; kept for the cases after it),
// and expects `records` (one a line, then assets) and, when anything is said, `vi` (and `en` where
// shown). In a file, \t, \r, \0 and \xHH stand for bytes that would not survive an editor, \\ for a
// backslash.
#include <map>

#include <fmt/format.h>

#include "disk/memory_disk.h"
#include "ingest/packed_body.h"
#include "ingest/read_records.h"
#include "schema/read_type.h"
#include "support/spec_file.h"
#include "support/unescape.h"

using namespace minhbach;

namespace {

std::string print(const FieldValue& value, const std::vector<schema::Field>& fields) {
  std::string out;
  switch (value.kind) {
    case FieldValue::Kind::absent: return "-";
    case FieldValue::Kind::undisclosed: return "chua_cong_bo";
    case FieldValue::Kind::null: return "null";
    case FieldValue::Kind::list:
      for (const FieldValue& item : value.children()) {
        out += (out.empty() ? "" : ", ") + print(item, fields[0].children);
      }
      return "[" + out + "]";
    case FieldValue::Kind::group:
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (value.children()[i].kind == FieldValue::Kind::absent) continue;
        out += (out.empty() ? "" : ", ") + fields[i].name + "=" +
               print(value.children()[i], fields[i].children);
      }
      return "{" + out + "}";
    case FieldValue::Kind::text: return quote(value.text());
    default: return schema::choice_text(value);
  }
}

std::string print(const Record& record, const ingest::RecordTexts& texts, const Overflow& aside,
                  const schema::Type& type) {
  std::string out =
      fmt::format("{} {} {}:{} {}", record.portal, type.id, record.file, record.line, record.id);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const FieldValue& value = record.fields[i];
    if (value.kind == FieldValue::Kind::absent) continue;
    out += fmt::format(" {}@{}:{}={}", type.fields[i].name, value.line, value.column,
                       print(value, type.fields[i].children));
  }
  if (texts.body) {
    const ingest::Body body = ingest::unpack_whole_body(
        texts.body->shape, *aside.get(texts.body->put_aside), record.file);
    out += fmt::format(" body={}", quote(body.document.html));
  }
  return out + "\n";
}

std::string print(const Report& report, Language language) {
  std::string out;
  for (const Diagnostic& diagnostic : report.sorted()) out += to_text(diagnostic, language) + "\n";
  return out;
}

/// The number of cases of one file that came out wrong. Types last from case to case, not beyond.
int run_file(const std::string& path, bool update) {
  std::map<std::string, schema::Type> known;
  return spec::run({path}, update, [&](spec::Case& one) {
    MemoryDisk disk;
    Overflow aside(1u << 20);
    Report report;
    for (const spec::Section& section : one.sections) {
      if (section.name.starts_with("file ")) {
        std::string bytes = spec::unescape(section.text);
        // A blank line parts sections; it is not the file's.
        if (bytes.ends_with("\n\n")) bytes.pop_back();
        (void)disk.write(section.name.substr(5), bytes);
      } else if (section.name.starts_with("type ")) {
        std::vector<Diagnostic> diagnostics;
        const std::string id = section.name.substr(5);
        auto type = schema::read_type(SourceText("site/types/" + id + ".schema.json", section.text),
                                      diagnostics);
        report.add(diagnostics);
        if (type) known[id] = std::move(*type);
      }
    }
    std::vector<schema::Type> types;
    for (const auto& [id, type] : known) types.push_back(type);
    const std::vector<std::string> portals = {"luc-nam"};
    const ingest::Sources sources = ingest::scan_sources(disk, portals, types, report);
    const ingest::RecordStore store =
        ingest::read_records(disk, sources, types, {2, {}, true, &aside}, report);
    std::string records;
    for (std::size_t i = 0; i < store.records.size(); ++i) {
      const Record& record = store.records[i];
      records += print(record, store.texts[i], aside, types[static_cast<std::size_t>(record.type)]);
    }
    for (const ingest::Asset& asset : sources.assets) {
      records += fmt::format("{} asset {} {}\n", asset.portal, asset.path, asset.size);
    }
    std::vector<spec::Section> out;
    if (!records.empty() || one.find("records")) out.push_back({"records", records});
    const std::string said = print(report, Language::vi);
    if (!said.empty() || one.find("vi")) out.push_back({"vi", said});
    if (one.find("en")) out.push_back({"en", print(report, Language::en)});
    return out;
  });
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> paths(arguments + 1, arguments + count);
  const bool update = !paths.empty() && paths[0] == "--update";
  if (update) paths.erase(paths.begin());
  int wrong = 0;
  for (const std::string& path : paths) wrong += run_file(path, update);
  return wrong == 0 ? 0 : 1;
}
