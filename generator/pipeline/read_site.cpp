// Reads types, portals, records, Markdown and attachments.
#include "pipeline/read_site.h"

#include "base/parallel.h"
#include "ingest/load_text.h"
#include "ingest/scan.h"
#include "pipeline/messages.h"
#include "pipeline/read_portal.h"
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
  return out;
}

std::vector<Portal> read_portals(const Context& ctx, std::span<const std::string> ids) {
  std::vector<Portal> portals;
  for (auto at = ids.begin(); at != ids.end(); ++at) {
    const std::string& id = *at;
    if (std::find(ids.begin(), at, id) != at) continue;  // Named twice on the command line.
    const std::string path = "site/" + id + "/portal.json";
    if (!ctx.disk.is_file(path)) {
      Diagnostic diagnostic;
      diagnostic.message = &messages::portal_unknown;
      diagnostic.arguments = {quote(id), id};
      const std::vector<std::string> all = portal_ids(ctx);
      diagnostic.nearest = nearest_name(id, {all.begin(), all.end()});
      ctx.report.add(std::move(diagnostic));
      continue;
    }
    const std::optional<SourceText> source =
        ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ctx.report);
    if (!source) continue;
    if (std::optional<Portal> portal = read_portal(id, *source, ctx.report)) {
      portals.push_back(std::move(*portal));
    }
  }
  return portals;
}

/// Renders the Markdown fields below `fields`, at any depth, into `texts`.
void render_fields(std::span<const schema::Field> fields, std::span<const FieldValue> values,
                   const Record& record, RecordTexts& texts, std::vector<Diagnostic>& problems) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    // Of a list, all items share one field.
    const schema::Field& field = fields.size() == 1 ? fields[0] : fields[i];
    const FieldValue& value = values[i];
    if (field.kind == schema::FieldKind::markdown && value.kind == FieldValue::Kind::text) {
      // A text of its own, at the field's line: JSON and YAML hold it escaped, so no exact column.
      const SourceText source(record.file, std::string(value.text()));
      markdown::Options options;
      options.id_prefix = field.name + "-";
      texts.fields.emplace(value.text_data, markdown::render_markdown(source, source.text(),
                                                                      static_cast<int>(value.line),
                                                                      options, problems));
    } else if (!value.children().empty()) {
      render_fields(field.children, value.children(), record, texts, problems);
    }
  }
}

std::vector<RecordTexts> render_texts(const Context& ctx, const Site& site) {
  std::vector<RecordTexts> texts(site.records().size());
  std::vector<std::vector<Diagnostic>> problems(ctx.options.jobs);
  parallel_for(texts.size(), ctx.options.jobs, [&](std::size_t index, unsigned worker) {
    const Record& record = site.records()[index];
    if (!record.body.empty()) {
      const SourceText* source = site.store.text(record.file);
      texts[index].body =
          markdown::render_markdown(*source, record.body, record.body_line, {}, problems[worker]);
    }
    render_fields(site.type(record.type).fields, record.fields, record, texts[index],
                  problems[worker]);
  });
  for (std::vector<Diagnostic>& found : problems) ctx.report.add(std::move(found));
  return texts;
}

bool is_picture(std::string_view path) {
  for (const std::string_view ending : {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}) {
    if (path.ends_with(ending)) return true;
  }
  return false;
}

/// "content/luc-nam/poster/a.svg" is published as "/tep/poster/a.svg"; what is shared keeps its
/// folder ("/tep/chung/…"), so that the two cannot meet.
std::string attachment_url(const ingest::Asset& asset) {
  std::string_view path = asset.path;
  path.remove_prefix(path.find('/') + 1);  // content/ or data/
  if (asset.portal != ingest::shared_portal) path.remove_prefix(path.find('/') + 1);
  return "/tep/" + std::string(path);
}

void add_attachment(const Context& ctx, Site& site, Attachment attachment) {
  if (is_picture(attachment.source)) {
    const Result<std::string> bytes = read_listed(ctx.disk, attachment.source);
    if (bytes) {
      attachment.image = images::image_size(*bytes);
    } else {
      ctx.report.add(bytes.error());
    }
  }
  site.attachments.emplace(attachment.source, std::move(attachment));
}

void read_attachments(const Context& ctx, const std::vector<ingest::Asset>& assets, Site& site) {
  for (const ingest::Asset& asset : assets) {
    add_attachment(
        ctx, site,
        {asset.path, attachment_url(asset), asset.portal, asset.size, false, std::nullopt});
  }
  std::vector<Diagnostic> problems;
  for (const Portal& portal : site.portals) {
    const std::string folder = "site/" + portal.id + "/static";
    for (const FileEntry& file : ctx.disk.list(folder, problems)) {
      add_attachment(
          ctx, site,
          {file.path, file.path.substr(folder.size()), portal.id, file.size, true, std::nullopt});
    }
  }
  ctx.report.add(std::move(problems));
}

}  // namespace

std::vector<schema::Type> read_types(const Context& ctx) {
  std::vector<Diagnostic> problems;
  std::vector<schema::Type> types;
  for (const FileEntry& file : ctx.disk.list("site/types", problems)) {
    if (!file.path.ends_with(type_ending)) continue;
    const std::optional<SourceText> source =
        ingest::load_text(ctx.disk, file.path, file.size, ingest::data_limit, ctx.report);
    if (!source) continue;
    if (std::optional<schema::Type> type = schema::read_type(*source, problems)) {
      types.push_back(std::move(*type));
    }
  }
  std::sort(types.begin(), types.end(),
            [](const schema::Type& a, const schema::Type& b) { return a.id < b.id; });
  schema::check_types(types, problems);
  ctx.report.add(std::move(problems));
  return types;
}

std::vector<std::string> portal_ids(const Context& ctx) {
  // Folders first and then their portal.json: a listing would walk through all that was built
  // there.
  std::vector<std::string> ids = ctx.disk.folders("site");
  std::erase_if(
      ids, [&](const std::string& id) { return !ctx.disk.is_file("site/" + id + "/portal.json"); });
  return ids;
}

Site read_site(const Context& ctx, std::span<const std::string> portals) {
  Site site;
  const std::size_t errors_before = ctx.report.count(Severity::error);
  site.types = read_types(ctx);
  if (ctx.report.count(Severity::error) > errors_before) {
    // Without its type every record would seem misplaced: portals are still judged, content is not.
    read_portals(ctx, portals);
    return site;
  }
  for (const schema::Type& type : site.types) site.common.push_back(common_fields(type));
  site.portals = read_portals(ctx, portals);
  const ingest::Sources sources = ingest::scan_sources(ctx.disk, portals, site.types, ctx.report);
  site.store = ingest::read_records(ctx.disk, sources, site.types, ctx.options.jobs, ctx.report);
  site.texts = render_texts(ctx, site);
  read_attachments(ctx, sources.assets, site);
  return site;
}

}  // namespace minhbach::pipeline
