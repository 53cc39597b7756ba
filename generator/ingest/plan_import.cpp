// Ids, merging, checking, and writing all or nothing.
#include "ingest/plan_import.h"

#include <algorithm>

#include <fmt/format.h>

#include "ingest/import_messages.h"
#include "ingest/load_text.h"
#include "ingest/messages.h"
#include "ingest/page_text.h"
#include "ingest/read_file.h"
#include "ingest/read_records.h"
#include "ingest/scan.h"
#include "text/letter_case.h"
#include "value/from_json.h"
#include "value/to_json.h"

namespace minhbach::ingest {
namespace {

using Documents = std::vector<std::unique_ptr<Node>>;

const Node* keep(Documents& documents, Node node) {
  documents.push_back(std::make_unique<Node>(std::move(node)));
  return documents.back().get();
}

/// As a file's name; what an address may hold besides is told by read_file.
bool is_file_name(std::string_view id) {
  return !id.empty() && id.front() != '.' && id.size() <= 120 &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '-' || c == '_';
         });
}

std::string to_text(const Place& place) { return fmt::format("{}:{}", place.file, place.line); }

Diagnostic at(const Message& message, const Place& place, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.place = place;
  out.arguments = std::move(arguments);
  return out;
}

}  // namespace

ImportPlanner::ImportPlanner(const Disk& disk, const std::vector<schema::Type>& types,
                             const schema::Type& type, std::string portal, Report& report,
                             ImportRules rules)
    : disk_(disk),
      types_(types),
      type_(type),
      portal_(std::move(portal)),
      report_(report),
      rules_(std::move(rules)) {
  // Mistakes in other records are told by `check`; they are no reason not to import this one.
  Report unused;
  std::vector<std::string> portals{portal_};
  Sources sources = scan_sources(disk_, portals, types_, unused);
  std::erase_if(sources.files, [&](const SourceFile& file) {
    return &types_[static_cast<std::size_t>(file.type)] != &type_;
  });
  const RecordStore store = read_records(disk_, sources, types_, {}, unused);
  for (const Record& record : store.records) {
    if (record.layer != Layer::whole) continue;  // Beside the record that has the id.
    known_.emplace(text::to_lower(record.id),
                   Named{std::string(record.id), {std::string(record.file), record.line, 0}});
  }
}

bool ImportPlanner::check_id(const ImportedRecord& record, const std::string& path) {
  if (!is_file_name(record.id)) {
    report_.add(at(messages::bad_id, record.place, {quote(record.id)}));
    return false;
  }
  const std::string key = text::to_lower(record.id);
  const auto is_refused = [&](const Named& other, const Message& same) {
    const bool is_same = other.id == record.id;
    report_.add(is_same ? at(same, record.place, {quote(record.id), to_text(other.place)})
                        : at(messages::import_case_alone, record.place,
                             {quote(record.id), quote(other.id), to_text(other.place)}));
    return false;
  };
  const auto [twice, is_new] = planned_.try_emplace(key, Named{record.id, record.place});
  if (!is_new) return is_refused(twice->second, messages::imported_twice);
  const auto known = known_.find(key);
  if (known == known_.end() || known->second.place.file == path) return true;
  return is_refused(known->second, messages::import_id_elsewhere);
}

std::optional<Node> ImportPlanner::read_document(const std::string& path) {
  const std::optional<SourceText> source = load_text(disk_, path, 0, data_limit, report_);
  if (!source) return std::nullopt;
  if (type_.needs_body) return read_page_text(*source, type_, report_);
  Result<Node> document = read_json(*source);
  if (!document) {
    report_.add(document.error());
    return std::nullopt;
  }
  if (document->kind != Node::Kind::mapping) {
    report_.add(source->diagnostic(messages::import_over_table, document->line, document->column));
    return std::nullopt;
  }
  return std::move(*document);
}

std::string ImportPlanner::text_of_record(const Node& record) const {
  return type_.needs_body ? page_text(record) : to_json(record);
}

std::optional<PlannedRecord> ImportPlanner::plan(ImportedRecord record) {
  PlannedRecord out;
  out.id = record.id;
  out.path = type_.needs_body ? fmt::format("content/{}/{}/{}.md", portal_, type_.folder, record.id)
                              : fmt::format("data/{}/{}/{}.json", portal_, type_.folder, record.id);
  if (!check_id(record, out.path)) return std::nullopt;
  const Node& source = *keep(out.documents, std::move(record.node));
  if (!rules_.memory.empty()) {
    out.memory_path =
        fmt::format("data/{}/{}/{}/{}.json", portal_, type_.folder, rules_.memory, record.id);
    out.memory_bytes = to_json(source);
  }
  if (!disk_.is_file(out.path)) {
    out.merge.record = source;
    out.bytes = text_of_record(source);
  } else {
    std::optional<Node> local = read_document(out.path);
    if (!local) return std::nullopt;
    merge(out, *keep(out.documents, std::move(*local)));
  }
  if (!is_valid(out)) return std::nullopt;
  report_conflicts(out);
  return out;
}

void ImportPlanner::merge(PlannedRecord& planned, const Node& local) {
  const Node& source = *planned.documents.front();
  const Node* base = nullptr;
  if (!rules_.memory.empty() && disk_.is_file(planned.memory_path)) {
    // One that cannot be read is as good as none: then every difference is taken for an edit.
    Report unused;
    const std::optional<SourceText> text =
        load_text(disk_, planned.memory_path, 0, data_limit, unused);
    if (text) {
      if (Result<Node> read = read_json(*text)) base = keep(planned.documents, std::move(*read));
    }
  }
  planned.merge = rules_.memory.empty() ? replace_fields(local, source, rules_.owned)
                                        : merge_record(base, local, source, rules_.linked);
  const bool is_changed = !is_same(planned.merge.record, local);
  planned.fate = is_changed ? PlannedRecord::Fate::updated : PlannedRecord::Fate::unchanged;
  if (is_changed) planned.bytes = text_of_record(planned.merge.record);
  const auto is_silent = [&](const std::string& field) {
    return std::find(rules_.silent.begin(), rules_.silent.end(), field) != rules_.silent.end();
  };
  std::erase_if(planned.merge.taken,
                [&](const FieldChange& each) { return is_silent(each.field); });
  std::erase_if(planned.merge.conflicts,
                [&](const FieldChange& each) { return is_silent(each.field); });
  std::erase_if(planned.merge.kept, is_silent);
}

bool ImportPlanner::is_valid(const PlannedRecord& planned) {
  if (planned.bytes.empty()) return true;
  SourceFile file;
  file.path = planned.path;
  file.type = static_cast<TypeId>(&type_ - types_.data());
  file.portal = portal_;
  file.default_id = planned.id;
  Arena arena;
  Report found;
  read_file(file, planned.bytes, {}, type_, arena, found);
  const bool is_good = !found.has_errors();
  if (!is_good) report_.take(found);
  return is_good;
}

void ImportPlanner::report_conflicts(const PlannedRecord& planned) {
  for (const FieldChange& change : planned.merge.conflicts) {
    const auto shown = [](const Node* node) {
      if (node == nullptr) return std::string("–");
      return quote(node->kind == Node::Kind::text ? node->text : to_compact_json(*node));
    };
    Place place{planned.path, 0, 0};
    if (change.before != nullptr)
      place = {planned.path, change.before->line, change.before->column};
    report_.add(at(messages::import_conflict, place,
                   {change.field, shown(change.before), shown(change.after)}));
  }
}

Result<Done> write_planned(Disk& disk, const std::vector<PlannedRecord>& records) {
  struct Undo {
    std::string path;
    std::optional<std::string> before;
  };
  std::vector<Undo> undo;
  const auto write = [&](const std::string& path, const std::string& bytes) -> Result<Done> {
    if (path.empty() || bytes.empty()) return Done{};
    std::optional<std::string> before;
    if (disk.is_file(path)) {
      Result<std::string> read = disk.read(path);
      if (!read) return read.error();
      before = std::move(*read);
    }
    const Result<Written> written = disk.write(path, bytes);
    if (!written) return written.error();
    undo.push_back({path, std::move(before)});
    return Done{};
  };
  for (const PlannedRecord& record : records) {
    // The memory last: were it there alone, the old record would pass for an edit.
    Result<Done> done = write(record.path, record.bytes);
    if (done) done = write(record.memory_path, record.memory_bytes);
    if (done) continue;
    for (auto it = undo.rbegin(); it != undo.rend(); ++it) {
      // What cannot be put back either is told by the next `check`; the first error matters most.
      if (it->before) {
        (void)disk.write(it->path, *it->before);
      } else {
        (void)disk.remove(it->path);
      }
    }
    return done.error();
  }
  return Done{};
}

}  // namespace minhbach::ingest
