// The parallel reading, and the check that ids are unique.
#include "ingest/read_records.h"

#include <unordered_map>

#include "base/parallel.h"
#include "ingest/messages.h"
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

}  // namespace

const SourceText* RecordStore::text(std::string_view file) const {
  const auto found = std::lower_bound(texts_.begin(), texts_.end(), file,
                                      [](const std::unique_ptr<SourceText>& text,
                                         std::string_view path) { return text->path() < path; });
  return found != texts_.end() && (*found)->path() == file ? found->get() : nullptr;
}

RecordStore read_records(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, unsigned jobs, Report& report) {
  RecordStore store;
  jobs = std::max(1u, jobs);
  for (unsigned i = 0; i < jobs; ++i) store.arenas_.push_back(std::make_unique<Arena>());
  std::vector<FileRecords> read(sources.files.size());
  parallel_for(read.size(), jobs, [&](std::size_t index, unsigned worker) {
    const SourceFile& file = sources.files[index];
    read[index] = read_file(disk, file, types[static_cast<std::size_t>(file.type)],
                            *store.arenas_[worker], report);
  });
  // Files are sorted by path, so what follows does not depend on who read what.
  for (FileRecords& file : read) {
    std::move(file.records.begin(), file.records.end(), std::back_inserter(store.records));
    if (file.text) store.texts_.push_back(std::move(file.text));
  }
  check_ids(store.records, types.size(), report);
  return store;
}

}  // namespace minhbach::ingest
