// Follows indicators to their tasks, and looks for the type's id in tasks and themes.
#include "pipeline/asking_records.h"

#include <algorithm>

namespace minhbach::pipeline {

namespace {

/// The field of an indicator that holds its content group, as `x-nhom` spells it.
constexpr std::string_view group_field = "nhom_hoi_y_kien";
/// The field of a task or theme that lists ids of types.
constexpr std::string_view wanted_types_field = "loai_noi_dung";

void add_once(std::vector<std::uint32_t>& out, std::uint32_t record) {
  if (std::find(out.begin(), out.end(), record) == out.end()) out.push_back(record);
}

/// Indicators whose content group is that of `type`.
std::vector<std::uint32_t> indicators_of(const Assembly& assembly, const schema::Type& type) {
  const Site& site = *assembly.site;
  std::vector<std::uint32_t> out;
  if (type.content_group.empty()) return out;
  for (const std::uint32_t member : assembly.members) {
    const schema::Type& its_type = site.type_of(member);
    if (its_type.role != "indicator") continue;
    if (site.text(member, its_type.field(group_field)) == type.content_group) out.push_back(member);
  }
  return out;
}

void add_naming(const Assembly& assembly, std::string_view role, const schema::Type& type,
                std::vector<std::uint32_t>& out) {
  const Site& site = *assembly.site;
  for (const std::uint32_t member : assembly.members) {
    const schema::Type& its_type = site.type_of(member);
    if (its_type.role != role) continue;
    const std::optional<std::size_t> field = its_type.field(wanted_types_field);
    if (!field) continue;
    const std::span<const FieldValue> wanted = site.records()[member].fields[*field].children();
    if (std::any_of(wanted.begin(), wanted.end(),
                    [&](const FieldValue& value) { return value.text() == type.id; }))
      add_once(out, member);
  }
}

}  // namespace

std::vector<std::uint32_t> asking_records(const Assembly& assembly, const schema::Type& type) {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t indicator : indicators_of(assembly, type)) {
    for (const Incoming& incoming : assembly.references.incoming(indicator)) {
      if (assembly.site->type_of(incoming.from).role == "task") add_once(out, incoming.from);
    }
  }
  add_naming(assembly, "task", type, out);
  add_naming(assembly, "theme", type, out);
  return out;
}

}  // namespace minhbach::pipeline
