// Look-ups in what was read.
#include "pipeline/site.h"

#include <algorithm>

#include "ingest/load_text.h"
#include "ingest/read_file.h"

namespace minhbach::pipeline {

const UsefulFigures& Site::figures_of(const Portal& portal) const {
  static const UsefulFigures none;
  const auto at = figures.find(portal.id);
  return at != figures.end() ? at->second : none;
}

std::optional<TypeId> Site::find_type(std::string_view id) const {
  const auto at = std::lower_bound(
      types.begin(), types.end(), id,
      [](const schema::Type& type, std::string_view name) { return type.id < name; });
  if (at == types.end() || at->id != id) return std::nullopt;
  return static_cast<TypeId>(at - types.begin());
}

const Derived* Site::derived_of(std::uint32_t record) const {
  return record >= first_derived && record - first_derived < derived.size()
             ? &derived[record - first_derived]
             : nullptr;
}

std::uint32_t Site::giver_of(std::uint32_t record, std::size_t field) const {
  while (const Derived* of = derived_of(record)) {
    const bool is_over = std::find(of->fields.begin(), of->fields.end(), field) != of->fields.end();
    record = is_over ? of->over : of->base;
  }
  return record;
}

std::string_view Site::field_file(std::uint32_t record, std::size_t field) const {
  return records()[giver_of(record, field)].file;
}

std::string_view Site::field_language(std::uint32_t record, std::size_t field) const {
  return records()[giver_of(record, field)].language.text();
}

std::vector<std::uint32_t> Site::local_fields(std::uint32_t record) const {
  std::vector<std::uint32_t> out;
  for (const Derived* of = derived_of(record); of != nullptr; of = derived_of(of->base)) {
    if (records()[of->over].layer == Layer::local)
      out.insert(out.end(), of->fields.begin(), of->fields.end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::uint32_t Site::version_of(std::uint32_t original, std::string_view portal,
                               std::string_view language, bool drafts) const {
  const auto is_before = [](const RecordVersion& version, std::uint32_t o) {
    return version.original < o;
  };
  const RecordVersion* best = nullptr;
  for (auto at = std::lower_bound(versions.begin(), versions.end(), original, is_before);
       at != versions.end() && at->original == original; ++at) {
    if (!at->portal.empty() && at->portal != portal) continue;
    if (!at->language.text().empty() && at->language.text() != language) continue;
    if (!drafts && flag(at->record, common_of(at->record).draft)) continue;
    // A portal's own values count for more than words in its language; where there are both,
    // there is a version of both, and it comes last.
    if (best == nullptr || at->portal.size() >= best->portal.size()) best = &*at;
  }
  return best != nullptr ? best->record : original;
}

std::string_view Site::text(std::uint32_t record, std::optional<std::size_t> field) const {
  return field ? records()[record].fields[*field].text() : std::string_view();
}

bool Site::flag(std::uint32_t record, std::optional<std::size_t> field) const {
  if (!field) return false;
  const FieldValue& value = records()[record].fields[*field];
  return value.kind == FieldValue::Kind::boolean && value.boolean;
}

std::string_view Site::title(std::uint32_t record) const {
  const std::string_view title = text(record, common_of(record).title);
  return title.empty() ? records()[record].id : title;
}

ingest::Body Site::body(std::uint32_t record) const {
  const std::optional<ingest::PackedBody>& packed = store.texts[record].body;
  const std::string_view file = records()[record].file;
  if (!packed) return {};
  if (packed->put_aside.size == 0) return ingest::unpack_body(packed->shape, packed->texts, file);
  const std::optional<std::string> bytes = aside->get(packed->put_aside);
  return bytes ? ingest::unpack_whole_body(packed->shape, *bytes, file) : ingest::Body{};
}

std::optional<ingest::Body> Site::whole_body(std::uint32_t record) const {
  ingest::Body out = body(record);
  const std::optional<ingest::PackedBody>& packed = store.texts[record].body;
  if (packed && packed->put_aside.size == 0) {
    const std::string file(records()[record].file);
    Result<std::string> bytes = disk->read(file);
    std::optional<std::string> html =
        bytes ? ingest::read_body(file, std::move(*bytes)) : std::nullopt;
    if (!html) return std::nullopt;
    out.document.html = std::move(*html);
  }
  if (packed && fingerprint(out.document.html) != out.html) return std::nullopt;
  return out;
}

const ingest::ReadSource* Site::own_source(std::uint32_t record) const {
  if (record >= first_derived) return nullptr;
  const auto after = std::upper_bound(
      store.sources.begin(), store.sources.end(), record,
      [](std::uint32_t r, const ingest::ReadSource& source) { return r < source.first_record; });
  const ingest::ReadSource& source = *std::prev(after);
  return source.record_count == 1 ? &source : nullptr;
}

Diagnostic Site::diagnostic(const Message& message, Place place,
                            std::vector<std::string> arguments) const {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  if (place.line > 0 && place.file.ends_with(".md")) {
    Report said_before;
    const std::optional<SourceText> source =
        ingest::load_text(*disk, place.file, 0, ingest::markdown_limit, said_before);
    if (source) out.source_line = std::string(source->line(place.line));
  }
  out.place = std::move(place);
  return out;
}

Diagnostic Site::about(std::uint32_t record, const Message& message,
                       std::vector<std::string> arguments) const {
  const Record& at = records()[record];
  Diagnostic out;
  out.message = &message;
  out.place = {std::string(at.file), at.line, 0};
  out.arguments = std::move(arguments);
  return out;
}

bool is_source_of(const Portal& portal, const ingest::SourceFile& file) {
  // What another portal lays over others' records is its own affair.
  return portal.takes(file.portal, file.type) &&
         (file.layer != Layer::local || file.portal == portal.id);
}

std::string_view Site::date(std::uint32_t record) const {
  return text(record, common_of(record).date);
}

std::string_view Site::updated(std::uint32_t record) const {
  const std::string_view updated = text(record, common_of(record).updated);
  return updated.empty() ? date(record) : updated;
}

}  // namespace minhbach::pipeline
