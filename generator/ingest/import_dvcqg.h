// A procedure as the National Public Service Portal hands it out, to a record of ours.
#pragma once

#include <optional>
#include <string>

#include "base/source_text.h"
#include "ingest/plan_import.h"
#include "schema/type.h"
#include "text/date.h"

namespace minhbach::ingest {

/// One procedure's file is a few kilobytes; the largest known ones have some hundred.
inline constexpr std::uint64_t dvcqg_limit = 8u << 20;

struct DvcqgChoices {
  text::Date today;     ///< `ngay_lay`: when the file was fetched.
  bool is_own = false;  ///< The procedures are the portal's own body's: not `tham_khao`.
};

/// The record in `source`, valid by `type` (of the role "procedure"). Fields that the file does not
/// tell of and that are required are `chua_cong_bo`; nothing is guessed. What is wrong goes to the
/// report: errors when the file has another form, and then there is no record; warnings for values
/// that are not known; a note that lists what the file holds and the type has no place for.
/// docs/formats.md says which field comes from where.
std::optional<ImportedRecord> import_dvcqg(const SourceText& source, const schema::Type& type,
                                           const DvcqgChoices& choices, Report& report);

/// How its records are brought up to date.
ImportRules dvcqg_rules();

}  // namespace minhbach::ingest
