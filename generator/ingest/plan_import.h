// What an import would write: decided and checked for all records before the first byte is written.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "disk/disk.h"
#include "ingest/merge_record.h"
#include "schema/type.h"

namespace minhbach::ingest {

/// One record out of a foreign file, valid by its type.
struct ImportedRecord {
  std::string id;
  Node node;    ///< A mapping of typed values; see record_node.
  Place place;  ///< Where it stands in that file.
};

/// How a record that was imported before is brought up to date.
struct ImportRules {
  /// Folder beside the records that remembers what was imported last, so that edits made here are
  /// told from changes of the source and are kept. "" to let the import win (replace_fields).
  std::string memory = {};
  std::vector<std::string> owned = {};  ///< For replace_fields.
  /// See merge_record.
  std::vector<std::vector<std::string>> linked = {};
  /// Fields that change with every import and are no news.
  std::vector<std::string> silent = {};
};

/// One record on its way to the disk. Movable; what `merge` points to moves along.
struct PlannedRecord {
  enum class Fate : unsigned char { created, updated, unchanged };

  std::string id;
  std::string path;
  Fate fate = Fate::created;
  Merge merge;        ///< Of a record that was there; without the silent fields.
  std::string bytes;  ///< What its file shall hold.
  std::string memory_path, memory_bytes;
  std::vector<std::unique_ptr<Node>> documents;  ///< Base, local, source.
};

/// Plans records of one type into one portal ("chung" for all): data/<portal>/<folder>/<id>.json,
/// or content/<portal>/<folder>/<id>.md for a type whose records need a body (see page_text.h).
class ImportPlanner {
 public:
  /// Reads what records there are. All arguments but the last must outlive it.
  ImportPlanner(const Disk& disk, const std::vector<schema::Type>& types, const schema::Type& type,
                std::string portal, Report& report, ImportRules rules);

  /// Nothing, with an error in the report, when the id is taken by another file, when the file that
  /// is there cannot be read, or when the merged record would not be valid. Conflicts are warnings.
  std::optional<PlannedRecord> plan(ImportedRecord record);

 private:
  bool check_id(const ImportedRecord& record, const std::string& path);
  std::optional<Node> read_document(const std::string& path);
  bool is_valid(const PlannedRecord& planned);
  std::string text_of_record(const Node& record) const;
  void merge(PlannedRecord& planned, const Node& local);
  void report_conflicts(const PlannedRecord& planned);

  const Disk& disk_;
  const std::vector<schema::Type>& types_;
  const schema::Type& type_;
  std::string portal_;
  Report& report_;
  ImportRules rules_;
  struct Named {
    std::string id;
    Place place;
  };
  // By the id without capitals: many web servers do not tell them apart.
  std::map<std::string, Named> known_;    ///< Records that are there.
  std::map<std::string, Named> planned_;  ///< Of this import.
};

/// Writes all records, each file in one step. When one cannot be written, those before it are put
/// back as they were, and the error is returned.
Result<Done> write_planned(Disk& disk, const std::vector<PlannedRecord>& records);

}  // namespace minhbach::ingest
