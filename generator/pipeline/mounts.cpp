// Looks up folders and types, and follows mounts from portal to portal.
#include "pipeline/mounts.h"

#include <algorithm>

#include "ingest/load_text.h"
#include "pipeline/read_portal.h"
#include "pipeline/sharing_messages.h"

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

void MountFinder::find(Portal& portal) {
  for (std::size_t i = 0; i < portal.mounts.size(); ++i) {
    Mount& mount = portal.mounts[i];
    find_types(ctx_, types_, portal, mount);
    check_circle(portal, mount);
    check_twice(ctx_, portal, i);
    if (mount.from != portal.id) check_folder(ctx_, portal, mount);
  }
}

const std::vector<std::string>& MountFinder::mounted_by(const std::string& id) {
  const auto [at, is_new] = mounted_.try_emplace(id);
  const std::string path = "site/" + id + "/portal.json";
  if (!is_new || !ctx_.disk.is_file(path)) return at->second;
  Report ignored;  // A build of that portal says what is wrong with it.
  const auto source = ingest::load_text(ctx_.disk, path, 0, ingest::data_limit, ignored);
  if (const auto portal = source ? read_portal(id, *source, ignored) : std::nullopt)
    remember(*portal);
  return at->second;
}

void MountFinder::remember(const Portal& portal) {
  std::vector<std::string>& folders = mounted_[portal.id];
  folders.clear();
  for (const Mount& mount : portal.mounts) folders.push_back(mount.from);
}

std::vector<std::string> MountFinder::way_back(const std::string& portal, const std::string& at,
                                               std::set<std::string>& seen) {
  if (at == portal) return {at};
  if (!seen.insert(at).second) return {};
  for (const std::string& next : mounted_by(at)) {
    std::vector<std::string> way = way_back(portal, next, seen);
    if (way.empty()) continue;
    way.insert(way.begin(), at);
    return way;
  }
  return {};
}

void MountFinder::check_circle(const Portal& portal, Mount& mount) {
  std::set<std::string> seen;
  const std::vector<std::string> way = way_back(portal.id, mount.from, seen);
  if (way.empty()) return;
  mount.is_in_circle = true;
  if (!told_.insert(std::set<std::string>(way.begin(), way.end())).second) return;
  std::string circle = portal.id;
  for (const std::string& id : way) circle += " → " + id;
  add_about(ctx_, messages::mount_circle, place_of(portal, mount), {circle});
}

}  // namespace minhbach::pipeline
