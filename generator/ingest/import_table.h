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

/// The records of `table`, all valid by `type`. A row's id is its cell in the column `id`, else
/// the value of its key, made fit for an address. References may be names; the rows may name each
/// other. What is wrong goes to the report, each at its cell; nothing is returned when one row is
/// not sound.
std::optional<TableImport> import_table(const TableSource& source, const table::Table& table,
                                        const schema::Type& type, const TableChoices& choices,
                                        Report& report);

}  // namespace minhbach::ingest
