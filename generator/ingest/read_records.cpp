// The parallel reading or restoring, and the check that ids are unique.
#include "ingest/read_records.h"

#include <optional>
#include <unordered_map>

#include "base/parallel.h"
#include "ingest/load_text.h"
#include "ingest/messages.h"
#include "ingest/packed_file.h"
#include "ingest/read_file.h"

namespace minhbach::ingest {
namespace {

/// Two records are in one another's way when some portal shows both.
bool share_a_portal(const Record& a, const Record& b) {
  return a.portal == b.portal || a.portal == shared_portal || b.portal == shared_portal;
}

void check_ids(const std::vector<Record>& records, std::size_t type_count, Report& report) {
  std::vector<std::unordered_multimap<std::string_view, const Record*>> seen(type_count);
  for (const Record& record : records) {
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
    out.message = &messages::id_twice;
    out.place = {record.file, record.line, 0};
    out.arguments = {quote(record.id), fmt::format("{}:{}", earlier->file, earlier->line)};
    report.add(std::move(out));
  }
}

/// The entry of each of `paths` in the memories; all are sorted, so one walk a memory finds them.
std::vector<const RememberedSource*> find_all(const std::vector<SourceFile>& files,
                                              const std::vector<const SourceMemory*>& memories) {
  std::vector<const RememberedSource*> out(files.size(), nullptr);
  for (const SourceMemory* memory : memories) {
    auto at = memory->sources().begin();
    const auto end = memory->sources().end();
    for (std::size_t i = 0; i < files.size() && at != end; ++i) {
      while (at != end && at->path < files[i].path) ++at;
      if (at != end && at->path == files[i].path) out[i] = &*at;
    }
  }
  return out;
}

graph::Fingerprint digest_of(std::string_view bytes, std::string_view sidecar) {
  graph::Fingerprinter out;
  out.add(bytes);
  out.add(sidecar);
  return out.finish();
}

}  // namespace

/// Fills one store, a file at a time, from several threads.
class StoreFiller {
 public:
  StoreFiller(const Disk& disk, const Sources& sources, const std::vector<schema::Type>& types,
              const ReadChoices& choices, Report& report)
      : disk_(disk),
        sources_(sources),
        types_(types),
        choices_(choices),
        report_(report),
        known_(find_all(sources.files, choices.memories)),
        files_(sources.files.size()) {
    store_.sources.resize(files_.size());
    store_.packed_.resize(choices.jobs);
    for (unsigned i = 0; i < choices.jobs; ++i) store_.arenas_.push_back(std::make_unique<Arena>());
  }

  void take(std::size_t index, unsigned worker) {
    const SourceFile& file = sources_.files[index];
    ReadSource& source = store_.sources[index];
    source.before = known_[index];
    source.now = {file.path, file.size, file.stamp, {}, {}, {}};
    const RememberedSource* known = source.before;
    if (known != nullptr && choices_.trust_stamps && file.stamp && file.stamp == known->stamp &&
        file.size == known->size && restore(index, *known, worker))
      return;
    Report said;
    std::optional<std::string> bytes = load(file.path, file.size, said);
    std::optional<std::string> sidecar =
        file.sidecar.empty() ? std::string() : load(file.sidecar, 0, said);
    if (bytes && sidecar) {
      source.now.digest = digest_of(*bytes, *sidecar);
      if (known != nullptr && known->digest == source.now.digest && restore(index, *known, worker))
        return;
      files_[index] =
          read_file(file, std::move(*bytes), std::move(*sidecar),
                    types_[static_cast<std::size_t>(file.type)], *store_.arenas_[worker], said);
      if (choices_.pack) pack(source, files_[index], store_.packed_[worker]);
    }
    source.is_quiet = said.empty();
    report_.take(said);
  }

  RecordStore finish() {
    // Files are sorted by path, so what follows does not depend on who read what.
    std::size_t count = 0;
    for (const FileRecords& file : files_) count += file.records.size();
    store_.records.reserve(count);
    store_.texts.reserve(count);
    for (std::size_t i = 0; i < files_.size(); ++i) {
      FileRecords& file = files_[i];
      store_.sources[i].first_record = static_cast<std::uint32_t>(store_.records.size());
      store_.sources[i].record_count = static_cast<std::uint32_t>(file.records.size());
      std::move(file.records.begin(), file.records.end(), std::back_inserter(store_.records));
      std::move(file.texts.begin(), file.texts.end(), std::back_inserter(store_.texts));
    }
    check_ids(store_.records, types_.size(), report_);
    return std::move(store_);
  }

 private:
  std::optional<std::string> load(const std::string& path, std::uint64_t size, Report& said) const {
    return load_bytes(disk_, path, size, ending_of(path) == "md" ? markdown_limit : data_limit,
                      said);
  }

  bool restore(std::size_t index, const RememberedSource& known, unsigned worker) {
    std::optional<FileRecords> file =
        unpack_file(known.shape, known.texts, sources_.files[index], *store_.arenas_[worker]);
    if (!file) return false;
    files_[index] = std::move(*file);
    ReadSource& source = store_.sources[index];
    source.is_restored = true;
    source.now.digest = known.digest;
    source.now.shape = known.shape;
    source.now.texts = known.texts;
    return true;
  }

  static void pack(ReadSource& source, const FileRecords& file, std::deque<std::string>& packed) {
    PackedFile bytes = pack_file(file);
    source.now.shape = packed.emplace_back(std::move(bytes.shape));
    source.now.texts = packed.emplace_back(std::move(bytes.texts));
  }

  const Disk& disk_;
  const Sources& sources_;
  const std::vector<schema::Type>& types_;
  const ReadChoices& choices_;
  Report& report_;
  const std::vector<const RememberedSource*> known_;
  std::vector<FileRecords> files_;
  RecordStore store_;
};

RecordStore read_records(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, ReadChoices choices,
                         Report& report) {
  choices.jobs = std::max(1u, choices.jobs);
  StoreFiller filler(disk, sources, types, choices, report);
  parallel_for(sources.files.size(), choices.jobs,
               [&](std::size_t index, unsigned worker) { filler.take(index, worker); });
  return filler.finish();
}

}  // namespace minhbach::ingest
