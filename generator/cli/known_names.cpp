// Reads the portal's frame for its mounts, then the records of all folders it shows.
#include "cli/known_names.h"

#include <algorithm>

#include <fmt/format.h>

#include "ingest/read_records.h"
#include "ingest/scan.h"
#include "model/url.h"
#include "pipeline/read_site.h"
#include "schema/read_type.h"

namespace minhbach::cli {
namespace {

/// What people call a record.
std::vector<std::string> names_of(const schema::Type& type, const Record& record) {
  std::vector<std::string> out;
  for (const std::string_view name :
       {std::string_view(type.title_field), std::string_view("ten"), std::string_view("ten_ngan"),
        std::string_view("ma"), std::string_view("so_ky_hieu")}) {
    if (const auto field = type.field(name)) out.emplace_back(record.fields[*field].text());
  }
  return out;
}

bool is_draft(const schema::Type& type, const Record& record) {
  const auto draft = type.field("nhap");
  return draft && record.fields[*draft].kind == FieldValue::Kind::boolean &&
         record.fields[*draft].boolean;
}

/// Where the file lies that a record of `folder` names by `path`.
std::string file_at(const std::string& portal, const std::string& folder, std::string_view path) {
  if (!path.starts_with('/')) return resolve_path(folder + "/x", path);
  return fmt::format("site/{}/static{}", portal, path);
}

/// "/tep/poster/a.svg" is a file of content/ or data/ of the portal, "/tep/chung/…" a shared one.
bool is_published(const Disk& disk, const std::string& portal, std::string_view path) {
  constexpr std::string_view published = "/tep/";
  if (!path.starts_with(published)) return false;
  path.remove_prefix(published.size());
  const std::string shared = std::string(ingest::shared_portal) + "/";
  const std::string below =
      path.starts_with(shared) ? std::string(path) : fmt::format("{}/{}", portal, path);
  return disk.is_file("content/" + below) || disk.is_file("data/" + below);
}

}  // namespace

ingest::KnownNames read_known_names(const pipeline::Context& ctx,
                                    const std::vector<schema::Type>& types,
                                    const schema::Type& type, const std::string& portal) {
  Report unused;
  const pipeline::Context quiet{ctx.disk, unused, ctx.options};
  std::vector<std::string> folders{portal};
  const bool is_shared = portal == ingest::shared_portal;
  const pipeline::Site frame = is_shared ? pipeline::Site() : pipeline::read_frame(quiet, folders);
  if (!frame.portals.empty()) {
    for (const Mount& mount : frame.portals.front().mounts) folders.push_back(mount.from);
  }
  const ingest::Sources sources = ingest::scan_sources(ctx.disk, folders, types, unused);
  const ingest::RecordStore store = ingest::read_records(ctx.disk, sources, types, {}, unused);
  ingest::KnownNames out;
  for (const Record& record : store.records) {
    const schema::Type& of = types[static_cast<std::size_t>(record.type)];
    const bool is_here = record.portal == portal || record.portal == ingest::shared_portal ||
                         (!frame.portals.empty() &&
                          frame.portals.front().mount_of(record.portal, record.type) != nullptr);
    if (!is_here || record.layer != Layer::whole) continue;
    for (std::size_t i = 0; &of == &type && i < record.fields.size(); ++i) {
      const FieldValue& value = record.fields[i];
      if (type.fields[i].unique && value.has_value())
        out.take(type.fields[i].name, schema::choice_text(value),
                 {std::string(record.id), fmt::format("{}:{}", record.file, value.line)});
    }
    if (!is_draft(of, record)) out.add(of.id, std::string(record.id), names_of(of, record));
  }
  out.folder = fmt::format("{}/{}/{}", type.needs_body ? "content" : "data", portal, type.folder);
  out.has_file = [&disk = ctx.disk, portal, folder = out.folder](std::string_view path) {
    return disk.is_file(file_at(portal, folder, path)) || is_published(disk, portal, path);
  };
  return out;
}

}  // namespace minhbach::cli
