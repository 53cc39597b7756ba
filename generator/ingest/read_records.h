// All record files of a site read, in parallel, into one store; what is as it was is taken from
// memory.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "disk/disk.h"
#include "ingest/read_file.h"
#include "ingest/record_texts.h"
#include "ingest/scan.h"
#include "ingest/source_memory.h"
#include "model/record.h"
#include "schema/type.h"
#include "value/arena.h"

namespace minhbach::ingest {

/// How one file came into the store.
struct ReadSource {
  RememberedSource now;
  const SourceMemory* memory = nullptr;      ///< That which knows it; null when none does.
  const RememberedSource* before = nullptr;  ///< What was remembered of it.
  bool is_same = false;                      ///< Its bytes are those that were remembered.
  bool is_quiet = true;                      ///< Nothing had to be said about it.
  Waiting packed;  ///< PackedFile of a file that was read just now: its shape, then its texts.
  std::uint32_t first_record = 0;
  std::uint32_t record_count = 0;
};

/// The records of a site and all they point into. Movable; records stay valid while it lives.
class RecordStore {
 public:
  /// By file, then by row; the same whatever the number of threads.
  std::vector<Record> records;
  std::vector<RecordTexts> texts;   ///< By record.
  std::vector<ReadSource> sources;  ///< In the order of Sources::files.

 private:
  friend class StoreFiller;
  std::vector<std::unique_ptr<Arena>> arenas_;  // one a worker
  std::vector<FileRecords> files_;              // by source, until finish_records
};

/// What is known from earlier runs, and what is to be kept for later ones.
struct ReadChoices {
  unsigned jobs = 1;
  std::vector<const SourceMemory*> memories = {};  ///< Must outlive the store.
  bool trust_stamps = true;                        ///< False to look at every file's bytes.
  /// Where ReadSource::packed and bodies are put; null where no bodies are wanted.
  Overflow* aside = nullptr;
};

/// The first half: finds out which files of `sources` are as they were, and reads the others. The
/// store has its sources, and no records yet. `sources` must outlive it. What is wrong goes to the
/// report.
RecordStore read_changed(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, const ReadChoices& choices,
                         Report& report);

/// The second: takes the other files' records from the memories, which must have been given their
/// packed records (a file whose records are not sound there is read), and puts all in order. A
/// record with an error is left out, all others are there. Two records of one type with one id in
/// one portal (or in it and "chung") are an error.
void finish_records(const Disk& disk, const Sources& sources,
                    const std::vector<schema::Type>& types, const ReadChoices& choices,
                    Report& report, RecordStore& store);

/// Both.
RecordStore read_records(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, const ReadChoices& choices,
                         Report& report);

}  // namespace minhbach::ingest
