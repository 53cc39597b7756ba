// Looks up folders and types, and follows mounts from portal to portal.
#include "pipeline/mounts.h"

#include <algorithm>

#include "ingest/load_text.h"
#include "pipeline/messages.h"
#include "pipeline/read_portal.h"

namespace minhbach::pipeline {
namespace {

void add_about(const Context& ctx, const Message& message, Place place,
               std::vector<std::string> arguments, std::string nearest = {}) {
  Diagnostic diagnostic;
  diagnostic.message = &message;
  diagnostic.place = std::move(place);
  diagnostic.arguments = std::move(arguments);
  diagnostic.nearest = std::move(nearest);
  ctx.report.add(std::move(diagnostic));
}

Place place_of(const Portal& portal, const Mount& mount) {
  return {portal.file, mount.from_line, mount.from_column};
}

void check_folder(const Context& ctx, const Portal& portal, const Mount& mount) {
  std::vector<std::string> all = ctx.disk.folders("data");
  for (std::string& folder : ctx.disk.folders("content")) all.push_back(std::move(folder));
  if (std::find(all.begin(), all.end(), mount.from) != all.end()) return;
  add_about(ctx, messages::mount_folder_unknown, place_of(portal, mount), {quote(mount.from)},
            nearest_name(mount.from, {all.begin(), all.end()}));
}

std::optional<TypeId> find_type(const std::vector<schema::Type>& types, std::string_view id) {
  const auto at = std::find_if(types.begin(), types.end(),
                               [&](const schema::Type& type) { return type.id == id; });
  if (at == types.end()) return std::nullopt;
  return static_cast<TypeId>(at - types.begin());
}

void add_references(const std::vector<schema::Type>& types,
                    const std::vector<schema::Field>& fields, std::vector<TypeId>& out) {
  for (const schema::Field& field : fields) {
    add_references(types, field.children, out);
    if (field.kind != schema::FieldKind::reference) continue;
    const std::optional<TypeId> type = find_type(types, field.reference_type);
    if (type && std::find(out.begin(), out.end(), *type) == out.end()) out.push_back(*type);
  }
}

void find_types(const Context& ctx, const std::vector<schema::Type>& types, const Portal& portal,
                Mount& mount) {
  std::vector<std::string_view> ids;
  for (const schema::Type& type : types) ids.push_back(type.id);
  for (const std::string& id : mount.types) {
    if (const std::optional<TypeId> type = find_type(types, id)) {
      mount.shown.push_back(*type);
    } else {
      add_about(ctx, messages::mount_type_unknown,
                {portal.file, mount.types_line, mount.types_column}, {quote(id)},
                nearest_name(id, ids));
    }
  }
  mount.needed = mount.shown;
  for (std::size_t i = 0; i < mount.needed.size(); ++i)  // Grows as it is walked through.
    add_references(types, types[static_cast<std::size_t>(mount.needed[i])].fields, mount.needed);
  std::sort(mount.needed.begin(), mount.needed.end());
}

/// What the portal `id` mounts, as its portal.json says now; none of what is no portal.
std::vector<std::string> mounted_by(const Context& ctx, const std::string& id) {
  const std::string path = "site/" + id + "/portal.json";
  std::vector<std::string> out;
  if (!ctx.disk.is_file(path)) return out;
  Report ignored;  // A build of that portal says what is wrong with it.
  const auto source = ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ignored);
  const auto portal = source ? read_portal(id, *source, ignored) : std::nullopt;
  if (!portal) return out;
  for (const Mount& mount : portal->mounts) out.push_back(mount.from);
  return out;
}

/// The way from `at` back to `portal` over mounts; empty when there is none.
std::vector<std::string> way_back(const Context& ctx, const std::string& portal,
                                  const std::string& at, std::vector<std::string>& seen) {
  if (at == portal) return {at};
  if (std::find(seen.begin(), seen.end(), at) != seen.end()) return {};
  seen.push_back(at);
  for (const std::string& next : mounted_by(ctx, at)) {
    std::vector<std::string> way = way_back(ctx, portal, next, seen);
    if (way.empty()) continue;
    way.insert(way.begin(), at);
    return way;
  }
  return {};
}

void check_circle(const Context& ctx, const Portal& portal, const Mount& mount) {
  std::vector<std::string> seen;
  std::string circle = portal.id;
  const std::vector<std::string> way = way_back(ctx, portal.id, mount.from, seen);
  for (const std::string& id : way) circle += " → " + id;
  if (!way.empty()) add_about(ctx, messages::mount_circle, place_of(portal, mount), {circle});
}

/// One folder's records of a type cannot be shown as two bodies' catalogues.
void check_twice(const Context& ctx, const Portal& portal, std::size_t index) {
  const Mount& mount = portal.mounts[index];
  for (std::size_t i = 0; i < index; ++i) {
    const Mount& other = portal.mounts[i];
    for (const std::string& type : mount.types) {
      const bool is_twice =
          other.from == mount.from &&
          std::find(other.types.begin(), other.types.end(), type) != other.types.end();
      if (is_twice)
        add_about(ctx, messages::mount_twice, place_of(portal, mount),
                  {quote(mount.from), quote(type)});
    }
  }
}

}  // namespace

void find_mounts(const Context& ctx, const std::vector<schema::Type>& types, Portal& portal) {
  for (std::size_t i = 0; i < portal.mounts.size(); ++i) {
    find_types(ctx, types, portal, portal.mounts[i]);
    check_circle(ctx, portal, portal.mounts[i]);
    check_twice(ctx, portal, i);
    if (portal.mounts[i].from != portal.id) check_folder(ctx, portal, portal.mounts[i]);
  }
}

}  // namespace minhbach::pipeline
