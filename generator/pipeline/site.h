// Everything that was read, before any portal is put together: shared by all portals of a build.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/packed_body.h"
#include "ingest/read_records.h"
#include "markdown/markdown.h"
#include "model/portal.h"
#include "pipeline/file_facts.h"
#include "pipeline/statistics.h"
#include "schema/form.h"
#include "schema/type.h"

namespace minhbach::pipeline {

/// An attachment or picture beside content, or a file of site/<portal>/static/.
struct Attachment {
  std::string source;  ///< Relative to the site root.
  std::string
      url;  ///< Root-relative: "/tep/van-ban-chi-dao/ban-goc.pdf"; a static file's is its own path.
  std::string portal;
  std::uint64_t size = 0;  ///< Bytes.
  bool is_static = false;  ///< From site/<portal>/static/: published in any case.
  FileStamp stamp = {};
  Fingerprint digest = {};  ///< Of its bytes; none of a file that is too large to be read.
  FileFacts facts;
};

/// Which of a type's fields are those that every type spells alike (docs/formats.md).
struct CommonFields {
  std::optional<std::size_t> title, summary, date, updated, draft, illustrative, borrowed,
      moved_from, force_from, force_to, made, maker, issuer, keywords, rights, owner;
};

/// A record put together of two: all that `base` says, with some values of `over` in their place.
struct Derived {
  std::uint32_t base = 0;  ///< May be derived itself.
  std::uint32_t over = 0;
  std::vector<std::uint32_t> fields;  ///< Those that `over` gives.
};

/// What a record is in one portal or language (pipeline/record_versions.h).
struct RecordVersion {
  std::uint32_t original = 0;
  std::string portal;     ///< For this one; "" for all that show the original.
  LanguageCode language;  ///< None for the original's.
  std::uint32_t record = 0;
};

struct Site {
  std::vector<schema::Type> types;   ///< Sorted by id; a TypeId is an index.
  std::vector<CommonFields> common;  ///< By type.
  std::vector<schema::Form> forms;   ///< Sorted by id.
  std::map<std::string, UsefulFigures, std::less<>> figures;  ///< By portal's id.
  std::vector<Portal> portals;  ///< Those asked for, in all placements and languages.
  /// Of what is said of them outside records, by portal: portal.json; forms and figures.
  std::vector<Fingerprint> portal_digests;
  bool has_all_types = true;  ///< False when a type had an error and was left out.
  Fingerprint types_digest;   ///< Of all that site/types/ says.
  Fingerprint forms_digest;   ///< Of all that site/forms/ says.
  ingest::Sources sources;
  ingest::ReadChoices choices;
  std::unique_ptr<Overflow> aside;  ///< The HTML of bodies, and what is to be remembered.
  ingest::RecordStore store;
  std::map<std::string, Attachment, std::less<>> attachments;  ///< By source path.

  const Disk* disk = nullptr;  ///< Whence all this was read.

  /// Records from this index on were not read but put together (add_record_versions).
  std::uint32_t first_derived = 0;
  std::vector<Derived> derived;         ///< By record, from `first_derived` on.
  std::vector<RecordVersion> versions;  ///< Sorted by original, portal, language.
  std::unique_ptr<Arena> derived_values;

  /// How the record was put together; null for one that was read.
  const Derived* derived_of(std::uint32_t record) const;
  /// The record, as it was read, that gives a field of this one its value.
  std::uint32_t giver_of(std::uint32_t record, std::size_t field) const;
  /// The file that does.
  std::string_view field_file(std::uint32_t record, std::size_t field) const;
  /// The language that a field's value is written in; "" for that of the portal's records.
  std::string_view field_language(std::uint32_t record, std::size_t field) const;
  /// The fields whose values are a portal's own, laid over another body's; sorted.
  std::vector<std::uint32_t> local_fields(std::uint32_t record) const;
  /// What `original` is in `portal` and `language`; itself when there is nothing nearer. Without
  /// `drafts`, those are passed over.
  std::uint32_t version_of(std::uint32_t original, std::string_view portal,
                           std::string_view language, bool drafts) const;

  const std::vector<Record>& records() const { return store.records; }
  const schema::Type& type(TypeId id) const { return types[static_cast<std::size_t>(id)]; }
  const schema::Type& type_of(std::uint32_t record) const { return type(records()[record].type); }
  const CommonFields& common_of(std::uint32_t record) const {
    return common[static_cast<std::size_t>(records()[record].type)];
  }
  std::optional<TypeId> find_type(std::string_view id) const;
  /// Empty where none were collected.
  const UsefulFigures& figures_of(const Portal& portal) const;

  /// The text of a record's common field; "" when the type has none or the record no text there.
  std::string_view text(std::uint32_t record, std::optional<std::size_t> field) const;
  bool flag(std::uint32_t record, std::optional<std::size_t> field) const;
  std::string_view title(std::uint32_t record) const;  ///< Never empty: its id at the least.
  std::string_view date(std::uint32_t record) const;   ///< Of the type's `x-ngay`; may be "".
  /// `ngay_cap_nhat`, else the date; may be "".
  std::string_view updated(std::uint32_t record) const;

  /// The body; its HTML is there or not. Empty where there is none. May be called from several
  /// threads, as the next.
  ingest::Body body(std::uint32_t record) const;
  /// The same with its HTML, which is made again where it had been left out. Nothing when the file
  /// has changed since it was read.
  std::optional<ingest::Body> whole_body(std::uint32_t record) const;

  /// How the file came into the store that holds this record and no other; null when it holds more,
  /// or the record is made of several.
  const ingest::ReadSource* own_source(std::uint32_t record) const;

  /// A diagnostic at a place of a record's file; with the source line of a Markdown file.
  Diagnostic diagnostic(const Message& message, Place place,
                        std::vector<std::string> arguments) const;
  /// One about the whole record; without its source line, whose first field is not what is meant.
  Diagnostic about(std::uint32_t record, const Message& message,
                   std::vector<std::string> arguments) const;
};

/// Whether a portal is made of this file among others: its own, a shared one, or one of a folder
/// that it mounts.
bool is_source_of(const Portal& portal, const ingest::SourceFile& file);

}  // namespace minhbach::pipeline
