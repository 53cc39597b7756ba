// All record files of a site read, in parallel, into one store; what is as it was is taken from
// memory.
#pragma once

#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "disk/disk.h"
#include "ingest/record_texts.h"
#include "ingest/scan.h"
#include "ingest/source_memory.h"
#include "model/record.h"
#include "schema/type.h"
#include "value/arena.h"

namespace minhbach::ingest {

/// How one file came into the store.
struct ReadSource {
  RememberedSource now;                      ///< Packed only when that was asked for.
  const RememberedSource* before = nullptr;  ///< What was remembered of it; null when nothing was.
  bool is_restored = false;                  ///< Its bytes are those that were remembered.
  bool is_quiet = true;                      ///< Nothing had to be said about it.
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
  std::vector<std::unique_ptr<Arena>> arenas_;   // one a worker
  std::vector<std::deque<std::string>> packed_;  // one a worker
};

/// What is known from earlier runs, and what is to be kept for later ones.
struct ReadChoices {
  unsigned jobs = 1;
  std::vector<const SourceMemory*> memories = {};  ///< Must outlive the store.
  bool trust_stamps = true;                        ///< False to look at every file's bytes.
  bool pack = false;                               ///< Fill ReadSource::now's packed parts.
};

/// Reads every file of `sources`, which must outlive the store. What is wrong goes to the report; a
/// record with an error is left out, all others are there. Two records of one type with one id in
/// one portal (or in it and "chung") are an error. Bodies of restored records lack their HTML.
RecordStore read_records(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, ReadChoices choices,
                         Report& report);

}  // namespace minhbach::ingest
