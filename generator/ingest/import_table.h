// The rows of somebody's table to records of a type.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/column_map.h"
#include "ingest/known_names.h"
#include "ingest/plan_import.h"
#include "ingest/table_source.h"
#include "schema/type.h"
#include "table/table.h"

namespace minhbach::ingest {

struct TableImport {
  std::vector<ImportedRecord> records;  ///< In the order of the rows.
  std::vector<std::string> owned;       ///< The fields that have a column.
};

struct TableChoices {
  std::string key = {};  ///< The field whose value is a row's id; "" id, else ma.
  Mapping mapping = {};
  const SourceText* mapping_source = nullptr;        ///< Of the mapping's defaults; null without.
  std::optional<KnownNames> known = {};              ///< None: names and files are not looked at.
  const std::vector<schema::Type>* types = nullptr;  ///< With `known`: what their messages name.
};

/// The records of the sound rows of `table`, valid by `type`. A row's id is its cell in the column
/// `id`, else the value of its key, made fit for an address. References may be names; the rows may
/// name each other. What is wrong goes to the report, each at its cell. Rows that are not sound
/// give no record, so that what is wrong with the others can be told at the same time; nothing is
/// returned when the columns do not say which cell is what.
std::optional<TableImport> import_table(const TableSource& source, const table::Table& table,
                                        const schema::Type& type, const TableChoices& choices,
                                        Report& report);

}  // namespace minhbach::ingest
