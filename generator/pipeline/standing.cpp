// The comparison, source by source.
#include "pipeline/standing.h"

namespace minhbach::pipeline {
namespace {

bool is_in(const Portal& portal, const std::string& of) {
  return of == portal.id || of == ingest::shared_portal;
}

graph::Fingerprint frame_of(const Site& site, const Portal& portal, const Theme& theme) {
  graph::Fingerprinter out;
  out.add(site.types_digest);
  out.add(site.portal_digests[static_cast<std::size_t>(&portal - site.portals.data())]);
  out.add(theme.digest());
  for (const auto& [path, attachment] : site.attachments) {
    if (!is_in(portal, attachment.portal)) continue;
    out.add(path);
    out.add(attachment.digest);
  }
  return out.finish();
}

/// False when the source is new, was not to be trusted, or shows otherwise in other pages.
bool has_same_shape(const ingest::ReadSource& source) {
  if (!source.is_quiet || source.before == nullptr) return false;
  return source.is_restored || source.now.shape == source.before->shape;
}

}  // namespace

Standing compare_with(const EarlierBuild& earlier, const Context& ctx, const Site& site,
                      const Portal& portal, const Theme& theme) {
  Standing out;
  out.frame = frame_of(site, portal, theme);
  if (!earlier.is_whole() || !earlier.log.is_quiet || !ctx.report.empty() ||
      earlier.log.frame != out.frame || earlier.log.day != text::to_iso(ctx.options.today))
    return out;
  std::size_t records_then = 0, records_now = 0;
  for (const ingest::RememberedSource& source : earlier.sources.sources())
    records_then += site.attachments.find(source.path) == site.attachments.end();
  for (std::size_t i = 0; i < site.store.sources.size(); ++i) {
    const ingest::ReadSource& source = site.store.sources[i];
    if (!is_in(portal, site.sources.files[i].portal)) continue;
    ++records_now;
    // What another portal's memory knows of a shared file may be of another time.
    const ingest::RememberedSource* then = earlier.sources.find(source.now.path);
    if (then == nullptr || then->digest != source.before->digest || !has_same_shape(source))
      return out;
    if (source.is_restored || source.now.texts == source.before->texts) continue;
    for (std::uint32_t r = 0; r < source.record_count; ++r)
      out.changed_texts.push_back(source.first_record + r);
  }
  out.is_same = records_then == records_now;
  return out;
}

}  // namespace minhbach::pipeline
