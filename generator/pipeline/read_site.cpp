// Reads types, portals, records and attachments.
#include "pipeline/read_site.h"

#include "base/parallel.h"
#include "ingest/load_text.h"
#include "ingest/scan.h"
#include "pipeline/file_messages.h"
#include "pipeline/messages.h"
#include "pipeline/mounts.h"
#include "pipeline/portal_versions.h"
#include "pipeline/read_portal.h"
#include "pipeline/record_versions.h"
#include "schema/read_form.h"
#include "schema/read_type.h"

namespace minhbach::pipeline {
namespace {

constexpr std::string_view type_ending = ".schema.json";

CommonFields common_fields(const schema::Type& type) {
  CommonFields out;
  out.title = type.field(type.title_field);
  out.summary = type.field("tom_tat");
  if (!type.date_field.empty()) out.date = type.field(type.date_field);
  out.updated = type.field("ngay_cap_nhat");
  out.draft = type.field("nhap");
  out.illustrative = type.field("minh_hoa");
  out.borrowed = type.field("tham_khao");
  out.moved_from = type.field("chuyen_tu");
  out.force_from = type.field("hieu_luc_tu");
  out.force_to = type.field("hieu_luc_den");
  out.made = type.field("ngay_tao");
  out.maker = type.field("nguoi_tao");
  out.issuer = type.field("co_quan_ban_hanh");
  out.keywords = type.field("tu_khoa");
  out.rights = type.field("ban_quyen");
  out.owner = type.field("co_quan");
  return out;
}

void report_unknown(const Context& ctx, const std::string& id) {
  Diagnostic diagnostic;
  diagnostic.message = &messages::portal_unknown;
  diagnostic.arguments = {quote(id), id};
  const std::vector<std::string> all = portal_ids(ctx);
  diagnostic.nearest = nearest_name(id, {all.begin(), all.end()});
  ctx.report.add(std::move(diagnostic));
}

/// What the portal's readers said, added up; a portal without any has no such file.
void read_figures(const Context& ctx, const Portal& portal, Fingerprinter& digest, Site& site) {
  const std::string path = fmt::format("data/{}/{}/huu-ich.json", portal.id, figures_folder);
  if (!ctx.disk.is_file(path)) return;
  const std::optional<SourceText> source =
      ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ctx.report);
  if (!source) return;
  digest.add(source->text());
  site.figures.emplace(portal.id, read_useful_figures(*source, ctx.report));
}

/// Reads the portals into `site`, each with the digest of its file.
void read_portals(const Context& ctx, std::span<const std::string> ids, Site& site) {
  std::vector<std::pair<Portal, Fingerprint>> portals;
  MountFinder mounts(ctx, site.types);
  for (auto at = ids.begin(); at != ids.end(); ++at) {
    const std::string& id = *at;
    if (std::find(ids.begin(), at, id) != at) continue;  // Named twice on the command line.
    const std::string path = "site/" + id + "/portal.json";
    if (!ctx.disk.is_file(path)) {
      report_unknown(ctx, id);
      continue;
    }
    const std::optional<SourceText> source =
        ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ctx.report);
    if (!source) continue;
    std::optional<Portal> portal = read_portal(id, *source, ctx.report);
    if (!portal) continue;
    mounts.remember(*portal);
    if (!ctx.options.endpoint.empty()) portal->endpoint = ctx.options.endpoint;
    Fingerprinter digest;
    digest.add(source->text());
    if (portal->takes_forms()) {
      digest.add(portal->endpoint);
      digest.add(site.forms_digest);
      read_figures(ctx, *portal, digest, site);
    }
    portals.emplace_back(std::move(*portal), digest.finish());
  }
  for (auto& [portal, digest] : portals) {
    if (site.has_all_types) mounts.find(portal);
    for (Portal& version : portal_versions(portal)) {
      site.portals.push_back(std::move(version));
      site.portal_digests.push_back(digest);
    }
  }
}

/// "content/luc-nam/poster/a.svg" is published as "/tep/poster/a.svg"; what is shared keeps its
/// folder ("/tep/chung/…"), so that the two cannot meet.
std::string attachment_url(const ingest::Asset& asset) {
  std::string_view path = asset.path;
  path.remove_prefix(path.find('/') + 1);  // content/ or data/
  if (asset.portal != ingest::shared_portal) path.remove_prefix(path.find('/') + 1);
  return published_name("/tep/" + std::string(path));
}

/// Takes what is known of the file, or reads it and learns what there is to know.
void look_at(const Context& ctx, Attachment& attachment,
             const std::vector<const ingest::SourceMemory*>& memories) {
  if (attachment.size > largest_file) {
    attachment.facts.findings.push_back(
        {&messages::attachment_too_large,
         0,
         {std::to_string(attachment.size >> 20), std::to_string(largest_file >> 20)}});
    return;
  }
  const ingest::RememberedSource* known = nullptr;
  for (const ingest::SourceMemory* memory : memories) {
    if (const auto* found = memory->find(attachment.source)) known = found;
  }
  if (known != nullptr && !ctx.options.reread && attachment.stamp &&
      attachment.stamp == known->stamp && attachment.size == known->size) {
    if (std::optional<FileFacts> facts = unpack_facts(known->note);
        facts && !are_incomplete(*facts)) {
      attachment.digest = known->digest;
      attachment.facts = std::move(*facts);
      return;
    }
  }
  const Result<std::string> bytes = read_listed(ctx.disk, attachment.source);
  if (!bytes) return ctx.report.add(bytes.error());
  attachment.digest = fingerprint(*bytes);
  attachment.facts = learn_facts(attachment.source, *bytes, ctx.kept);
}

/// Files of site/<portal>/static/ are published under their own paths.
void list_static_files(const Context& ctx, const Site& site, std::vector<Attachment>& out) {
  std::vector<Diagnostic> problems;
  for (const Portal& portal : site.portals) {
    if (portal.output != portal.id) continue;  // One of its versions: the same files.
    const std::string folder = "site/" + portal.id + "/static";
    for (const FileEntry& file : ctx.disk.list(folder, problems)) {
      Attachment& attachment = out.emplace_back();
      attachment.source = file.path;
      attachment.url = file.path.substr(folder.size());
      attachment.portal = portal.id;
      attachment.size = file.size;
      attachment.stamp = file.stamp;
      attachment.is_static = true;
    }
  }
  ctx.report.add(std::move(problems));
}

void read_attachments(const Context& ctx, const std::vector<const ingest::SourceMemory*>& memories,
                      Site& site) {
  std::vector<Attachment> all;
  for (const ingest::Asset& asset : site.sources.assets) {
    Attachment& attachment = all.emplace_back();
    attachment.source = asset.path;
    attachment.url = attachment_url(asset);
    attachment.portal = asset.portal;
    attachment.size = asset.size;
    attachment.stamp = asset.stamp;
  }
  list_static_files(ctx, site, all);
  parallel_for(
      all.size(), ctx.options.jobs,
      [&](std::size_t index, unsigned) { look_at(ctx, all[index], memories); }, 1);
  for (Attachment& attachment : all)
    site.attachments.emplace(attachment.source, std::move(attachment));
}

/// All that a folder's files declare, sorted by id; what cannot be read is left out.
template <typename Declared>
std::vector<Declared> read_schemas(
    const Context& ctx, std::string_view folder,
    std::optional<Declared> (*read)(const SourceText&, std::vector<Diagnostic>&),
    void (*check)(const std::vector<Declared>&, std::vector<Diagnostic>&), Fingerprinter* digest) {
  std::vector<Diagnostic> problems;
  std::vector<Declared> out;
  for (const FileEntry& file : ctx.disk.list(folder, problems)) {
    if (!file.path.ends_with(type_ending)) continue;
    const std::optional<SourceText> source =
        ingest::load_text(ctx.disk, file.path, file.size, ingest::data_limit, ctx.report);
    if (!source) continue;
    if (digest != nullptr) {
      digest->add(source->path());
      digest->add(source->text());
    }
    if (std::optional<Declared> one = read(*source, problems)) out.push_back(std::move(*one));
  }
  std::sort(out.begin(), out.end(),
            [](const Declared& a, const Declared& b) { return a.id < b.id; });
  check(out, problems);
  ctx.report.add(std::move(problems));
  return out;
}

}  // namespace

std::vector<schema::Type> read_types(const Context& ctx, Fingerprinter* digest) {
  return read_schemas(ctx, "site/types", schema::read_type, schema::check_types, digest);
}

std::vector<schema::Form> read_forms(const Context& ctx, Fingerprinter* digest) {
  return read_schemas(ctx, "site/forms", schema::read_form, schema::check_forms, digest);
}

std::vector<std::string> portal_ids(const Context& ctx) {
  // Folders first and then their portal.json: a listing would walk through all that was built
  // there.
  std::vector<std::string> ids = ctx.disk.folders("site");
  std::erase_if(
      ids, [&](const std::string& id) { return !ctx.disk.is_file("site/" + id + "/portal.json"); });
  return ids;
}

Site read_frame(const Context& ctx, std::span<const std::string> portals) {
  Site site;
  site.disk = &ctx.disk;
  const std::size_t errors_before = ctx.report.count(Severity::error);
  Fingerprinter digest;
  site.types = read_types(ctx, &digest);
  site.types_digest = digest.finish();
  site.has_all_types = ctx.report.count(Severity::error) == errors_before;
  Fingerprinter forms_digest;
  site.forms = read_forms(ctx, &forms_digest);
  site.forms_digest = forms_digest.finish();
  for (const schema::Type& type : site.types) site.common.push_back(common_fields(type));
  read_portals(ctx, portals, site);
  return site;
}

void read_content(const Context& ctx, std::span<const std::string> portals,
                  std::vector<const ingest::SourceMemory*> memories, Site& site) {
  std::vector<std::string> folders(portals.begin(), portals.end());
  for (const Portal& portal : site.portals) {
    for (const Mount& mount : portal.mounts) folders.push_back(mount.from);
  }
  const std::string others[] = {std::string(figures_folder)};
  site.sources = ingest::scan_sources(ctx.disk, folders, site.types, ctx.report, others);
  std::erase_if(site.sources.files, [&](const ingest::SourceFile& file) {
    const auto takes = [&](const Portal& portal) { return is_source_of(portal, file); };
    return file.portal != ingest::shared_portal &&
           std::none_of(site.portals.begin(), site.portals.end(), takes);
  });
  read_attachments(ctx, memories, site);
  constexpr std::size_t room = 32u << 20;  // Bytes to hold in memory.
  site.aside = std::make_unique<Overflow>(room);
  site.choices = {ctx.options.jobs, std::move(memories), !ctx.options.reread, site.aside.get()};
  site.store = ingest::read_changed(ctx.disk, site.sources, site.types, site.choices, ctx.report);
}

void finish_content(const Context& ctx, Site& site) {
  ingest::finish_records(ctx.disk, site.sources, site.types, site.choices, ctx.report, site.store);
  add_record_versions(ctx, site);
}

}  // namespace minhbach::pipeline
