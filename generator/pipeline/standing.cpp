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

/// What `earlier` knew of a source. Another portal may know a shared file too, and from another
/// time.
const ingest::RememberedSource* known_then(const EarlierBuild& earlier,
                                           const ingest::ReadSource& source) {
  return source.memory == &earlier.sources ? source.before : earlier.sources.find(source.now.path);
}

}  // namespace

Standing compare_with(const EarlierBuild& earlier, const Context& ctx, const Site& site,
                      const Portal& portal, const Theme& theme) {
  Standing out;
  out.frame = frame_of(site, portal, theme);
  if (earlier.was_cut_off || earlier.sources.number() == 0 || !ctx.report.empty() ||
      !earlier.sources.head().ends_with("\n" + head_of(ctx, portal, out.frame, true)))
    return out;
  std::size_t known = 0;  // Of those that were remembered.
  for (std::size_t i = 0; i < site.store.sources.size(); ++i) {
    if (!is_in(portal, site.sources.files[i].portal)) continue;
    const ingest::ReadSource& source = site.store.sources[i];
    const ingest::RememberedSource* then = known_then(earlier, source);
    if (then == nullptr || !source.is_quiet || then->packed.shape != source.now.packed.shape)
      return out;
    ++known;
    if (then->packed.texts != source.now.packed.texts)
      out.changed_sources.push_back(static_cast<std::uint32_t>(i));
  }
  for (const auto& [path, attachment] : site.attachments) known += is_in(portal, attachment.portal);
  out.is_same = known == earlier.sources.sources().size();
  return out;
}

void settle_records(const EarlierBuild& earlier, const Context& ctx, const Site& site,
                    const Portal& portal, Standing& standing) {
  const std::string_view head = earlier.sources.head();
  const auto is_head = [&](bool was_quiet) {
    return head.ends_with("\n" + head_of(ctx, portal, standing.frame, was_quiet));
  };
  if (!earlier.is_whole() || !(is_head(true) || is_head(false))) return;
  standing.settled.assign(site.records().size(), 0);
  for (const ingest::ReadSource& source : site.store.sources) {
    const ingest::RememberedSource* then = known_then(earlier, source);
    const bool is_same = then != nullptr && then->packed.shape == source.now.packed.shape &&
                         then->packed.texts == source.now.packed.texts;
    if (is_same)
      std::fill_n(standing.settled.begin() + source.first_record, source.record_count, 1);
  }
}

}  // namespace minhbach::pipeline
