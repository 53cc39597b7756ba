// Look-ups in what was read.
#include "pipeline/site.h"

#include <algorithm>

namespace minhbach::pipeline {

std::optional<TypeId> Site::find_type(std::string_view id) const {
  const auto at = std::lower_bound(
      types.begin(), types.end(), id,
      [](const schema::Type& type, std::string_view name) { return type.id < name; });
  if (at == types.end() || at->id != id) return std::nullopt;
  return static_cast<TypeId>(at - types.begin());
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
  return title.empty() ? std::string_view(records()[record].id) : title;
}

Diagnostic Site::diagnostic(const Message& message, Place place,
                            std::vector<std::string> arguments) const {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  const SourceText* source = place.line > 0 ? store.text(place.file) : nullptr;
  if (source != nullptr) out.source_line = std::string(source->line(place.line));
  out.place = std::move(place);
  return out;
}

std::string_view Site::date(std::uint32_t record) const {
  return text(record, common_of(record).date);
}

std::string_view Site::updated(std::uint32_t record) const {
  const std::string_view updated = text(record, common_of(record).updated);
  return updated.empty() ? date(record) : updated;
}

}  // namespace minhbach::pipeline
