// All record files of a site read, in parallel, into one store.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/source_text.h"
#include "disk/disk.h"
#include "ingest/scan.h"
#include "model/record.h"
#include "schema/type.h"
#include "value/arena.h"

namespace minhbach::ingest {

/// The records of a site and all they point into. Movable; records stay valid while it lives.
class RecordStore {
 public:
  /// By file, then by row; the same whatever the number of threads.
  std::vector<Record> records;

  /// The text of a Markdown file that records were read from, for placing what is found in its
  /// body later; null for any other file.
  const SourceText* text(std::string_view file) const;

 private:
  friend RecordStore read_records(const Disk&, const Sources&, const std::vector<schema::Type>&,
                                  unsigned, Report&);
  std::vector<std::unique_ptr<Arena>> arenas_;      // one a worker
  std::vector<std::unique_ptr<SourceText>> texts_;  // of Markdown files, sorted by path
};

/// Reads every file of `sources` on up to `jobs` threads. What is wrong goes to the report; a
/// record with an error is left out, all others are there. Two records of one type with one id in
/// one portal (or in it and "chung") are an error.
RecordStore read_records(const Disk& disk, const Sources& sources,
                         const std::vector<schema::Type>& types, unsigned jobs, Report& report);

}  // namespace minhbach::ingest
