// The parallel reading or restoring, and the check that ids are unique.
#include "ingest/read_records.h"

#include <optional>
#include <unordered_map>
#include <utility>

#include "base/key_index.h"
#include "base/parallel.h"
#include "ingest/load_text.h"
#include "ingest/messages.h"
#include "ingest/packed_body.h"
#include "ingest/packed_file.h"
#include "ingest/read_file.h"
#include "schema/read_type.h"
#include "schema/wording.h"

namespace minhbach::ingest {
namespace {

/// Two records are in one another's way when some portal shows both. What is laid over a record
/// bears its id.
bool share_a_portal(const Record& a, const Record& b) {
  if (a.layer != b.layer || !(a.language == b.language)) return false;
  return a.portal == b.portal || a.portal == shared_portal || b.portal == shared_portal;
}

/// Where the record says its id: the field `id` or `ma`; else, when its file's name does, the
/// record as a whole.
Place place_of_id(const Record& record, const schema::Type& type) {
  for (const std::string_view name : {"id", "ma"}) {
    const std::optional<std::size_t> index = type.field(name);
    if (!index || !record.fields[*index].has_value()) continue;
    const FieldValue& value = record.fields[*index];
    if (value.line > 0 && schema::choice_text(value) == record.id)
      return {std::string(record.file), static_cast<int>(value.line), value.column};
  }
  return {std::string(record.file), record.line, 0};
}

std::string in_words(const Place& place) {
  std::string out = place.file + ":" + std::to_string(place.line);
  return place.column > 0 ? out + ":" + std::to_string(place.column) : out;
}

/// The field whose value no other record may have and which holds the id of both: then the one
/// record stands there twice, and another id would not mend it. Null when there is none.
const schema::Field* shared_code(const Record& a, const Record& b, const schema::Type& type) {
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const bool is_shared = type.fields[i].unique && a.fields[i].has_value() &&
                           b.fields[i].has_value() && schema::choice_text(a.fields[i]) == a.id &&
                           schema::choice_text(b.fields[i]) == a.id;
    if (is_shared) return &type.fields[i];
  }
  return nullptr;
}

/// Those that are not the only one of their type with their id.
std::vector<char> have_twins(const std::vector<Record>& records, std::size_t types) {
  std::vector<char> out(records.size(), 0);
  std::vector<KeyIndex> seen(types);
  const auto id_of = [&](std::uint32_t record) { return records[record].id; };
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    KeyIndex& of_type = seen[static_cast<std::size_t>(records[i].type)];
    if (const auto other = of_type.add(i, records[i].id, id_of)) out[i] = out[*other] = 1;
  }
  return out;
}

void check_ids(const std::vector<Record>& records, std::span<const schema::Type> types,
               Report& report) {
  const std::vector<char> has_twin = have_twins(records, types.size());
  std::vector<std::unordered_multimap<std::string_view, const Record*>> seen(types.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!has_twin[i]) continue;
    const Record& record = records[i];
    auto& of_type = seen[static_cast<std::size_t>(record.type)];
    const auto [from, to] = of_type.equal_range(record.id);
    const Record* earlier = nullptr;
    for (auto it = from; it != to; ++it) {
      if (share_a_portal(record, *it->second)) earlier = it->second;
    }
    if (!earlier) {
      of_type.emplace(record.id, &record);
      continue;
    }
    Diagnostic out;
    const schema::Type& type = types[static_cast<std::size_t>(record.type)];
    const schema::Field* code = shared_code(record, *earlier, type);
    out.message = record.layer != Layer::whole ? &messages::layer_twice
                  : code != nullptr            ? &messages::code_twice
                                               : &messages::id_twice;
    out.place = place_of_id(record, type);
    out.arguments = {quote(record.id), in_words(place_of_id(*earlier, type)),
                     std::string(earlier->file), code != nullptr ? schema::name_of(*code) : ""};
    report.add(std::move(out));
  }
}

/// Finds what the memories know of each file; all are sorted, so one walk a memory finds it.
void look_up(const std::vector<SourceFile>& files, const std::vector<const SourceMemory*>& memories,
             std::vector<ReadSource>& out) {
  for (const SourceMemory* memory : memories) {
    auto at = memory->sources().begin();
    const auto end = memory->sources().end();
    for (std::size_t i = 0; i < files.size() && at != end; ++i) {
      while (at != end && at->path < files[i].path) ++at;
      if (at == end || at->path != files[i].path) continue;
      out[i].memory = memory;
      out[i].before = &*at;
    }
  }
}

Fingerprint digest_of(std::string_view bytes, std::string_view sidecar_path,
                      std::string_view sidecar) {
  Fingerprinter out;
  out.add(bytes);
  out.add(sidecar_path);
  out.add(sidecar);
  return out.finish();
}

}  // namespace

/// Fills one store, a file at a time, from several threads.
class StoreFiller {
 public:
  StoreFiller(const Disk& disk, const Sources& sources, const std::vector<schema::Type>& types,
              const ReadChoices& choices, Report& report, RecordStore& store)
      : disk_(disk),
        sources_(sources),
        types_(types),
        choices_(choices),
        report_(report),
        store_(store) {}

  void begin() {
    store_.sources.resize(sources_.files.size());
    store_.files_.resize(sources_.files.size());
    for (unsigned i = 0; i < jobs(); ++i) store_.arenas_.push_back(std::make_unique<Arena>());
    look_up(sources_.files, choices_.memories, store_.sources);
    parallel_for(store_.sources.size(), jobs(),
                 [&](std::size_t index, unsigned worker) { take(index, worker); });
  }

  void finish() {
    parallel_for(store_.sources.size(), jobs(), [&](std::size_t index, unsigned worker) {
      if (store_.sources[index].is_same && !restore(index, worker)) read(index, worker);
    });
    // Files are sorted by path, so what follows does not depend on who read what.
    std::size_t count = 0;
    for (const FileRecords& file : store_.files_) count += file.records.size();
    store_.records.reserve(count);
    store_.texts.reserve(count);
    for (std::size_t i = 0; i < store_.files_.size(); ++i) {
      FileRecords& file = store_.files_[i];
      store_.sources[i].first_record = static_cast<std::uint32_t>(store_.records.size());
      store_.sources[i].record_count = static_cast<std::uint32_t>(file.records.size());
      std::move(file.records.begin(), file.records.end(), std::back_inserter(store_.records));
      std::move(file.texts.begin(), file.texts.end(), std::back_inserter(store_.texts));
    }
    store_.files_ = std::vector<FileRecords>();
    check_ids(store_.records, types_, report_);
  }

 private:
  unsigned jobs() const { return std::max(1u, choices_.jobs); }

  /// Marks the file as one that is as it was, or reads it.
  void take(std::size_t index, unsigned worker) {
    const SourceFile& file = sources_.files[index];
    ReadSource& source = store_.sources[index];
    source.now.path = file.path;
    source.now.size = file.size;
    source.now.stamp = file.stamp;
    const RememberedSource* known = source.before;
    if (known != nullptr && choices_.trust_stamps && file.stamp && file.stamp == known->stamp &&
        file.size == known->size) {
      source.is_same = true;
      source.now = *known;
    } else {
      read(index, worker);
    }
  }

  /// Reads the file's bytes, and makes records of them unless they are those that are known.
  void read(std::size_t index, unsigned worker) {
    const SourceFile& file = sources_.files[index];
    ReadSource& source = store_.sources[index];
    const bool is_first =
        !source.is_same;  // Else what was remembered of it has turned out unsound.
    Report said;
    std::optional<std::string> bytes = load(file.path, file.size, said);
    std::optional<std::string> sidecar =
        file.sidecar.empty() ? std::string() : load(file.sidecar, 0, said);
    if (bytes && sidecar) {
      source.now.digest = digest_of(*bytes, file.sidecar, *sidecar);
      if (is_first && source.before != nullptr && source.before->digest == source.now.digest) {
        source.is_same = true;
        source.now.packed = source.before->packed;
        return;
      }
      if (!is_first && source.before->digest != source.now.digest) {
        // It was taken for what it had been, and decisions were made by that.
        Diagnostic changed;
        changed.message = &messages::file_changed;
        changed.place.file = file.path;
        said.add(std::move(changed));
      }
      store_.files_[index] =
          read_file(file, std::move(*bytes), std::move(*sidecar),
                    types_[static_cast<std::size_t>(file.type)], *store_.arenas_[worker], said);
      if (choices_.aside != nullptr)
        put_aside(source, store_.files_[index], *store_.arenas_[worker]);
    }
    source.is_same = false;
    source.is_quiet = said.empty();
    report_.take(said);
  }

  std::optional<std::string> load(std::string_view path, std::uint64_t size, Report& said) const {
    return load_bytes(disk_, std::string(path), size,
                      ending_of(path) == "md" ? markdown_limit : data_limit, said);
  }

  bool restore(std::size_t index, unsigned worker) {
    const ReadSource& source = store_.sources[index];
    const auto parts = source.memory->parts(source.before->packed);
    if (!parts) return false;
    std::optional<FileRecords> file =
        unpack_file(parts->shape, parts->texts, sources_.files[index], *store_.arenas_[worker]);
    if (file) store_.files_[index] = std::move(*file);
    return file.has_value();
  }

  void put_aside(ReadSource& source, FileRecords& file, Arena& arena) {
    const PackedFile bytes = pack_file(file);
    source.now.packed = {0, bytes.shape.size(), bytes.texts.size(), fingerprint(bytes.shape),
                         fingerprint(bytes.texts)};
    source.packed = choices_.aside->put(bytes.shape + bytes.texts);
    if (!file.body) return;
    const auto end_of = [](std::string_view text, std::size_t size) {
      return text.substr(text.size() - size);
    };
    file.texts[0].body =
        PackedBody{arena.copy(end_of(bytes.shape, bytes.body_shape_size)),
                   {},
                   choices_.aside->put(pack_whole_body(end_of(bytes.texts, bytes.body_texts_size),
                                                       file.body->html))};
    file.body.reset();
  }

  const Disk& disk_;
  const Sources& sources_;
  const std::vector<schema::Type>& types_;
  const ReadChoices& choices_;
  Report& report_;
  RecordStore& store_;
};

RecordStore read_changed(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, const ReadChoices& choices,
                         Report& report) {
  RecordStore store;
  StoreFiller(disk, sources, types, choices, report, store).begin();
  return store;
}

void finish_records(const Disk& disk, const Sources& sources,
                    const std::vector<schema::Type>& types, const ReadChoices& choices,
                    Report& report, RecordStore& store) {
  StoreFiller(disk, sources, types, choices, report, store).finish();
}

RecordStore read_records(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, const ReadChoices& choices,
                         Report& report) {
  RecordStore store = read_changed(disk, sources, types, choices, report);
  finish_records(disk, sources, types, choices, report, store);
  return store;
}

}  // namespace minhbach::ingest
