// The comparison, source by source.
#include "pipeline/standing.h"

namespace minhbach::pipeline {
namespace {

graph::Fingerprint frame_of(const Site& site, const Portal& portal, const Theme& theme) {
  graph::Fingerprinter out;
  out.add(site.types_digest);
  out.add(site.portal_digests[static_cast<std::size_t>(&portal - site.portals.data())]);
  out.add(theme.digest());
  for (const auto& [path, attachment] : site.attachments) {
    if (!portal.takes(attachment.portal)) continue;
    out.add(path);
    out.add(attachment.digest);
  }
  return out.finish();
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
    if (!is_source_of(portal, site.sources.files[i])) continue;
    const ingest::ReadSource& source = site.store.sources[i];
    // Another portal may know a shared file too, and from another time.
    const ingest::RememberedSource* then =
        source.memory == &earlier.sources ? source.before : earlier.sources.find(source.now.path);
    if (then == nullptr || !source.is_quiet || then->packed.shape != source.now.packed.shape)
      return out;
    ++known;
    if (then->packed.texts != source.now.packed.texts)
      out.changed_sources.push_back(static_cast<std::uint32_t>(i));
  }
  for (const auto& [path, attachment] : site.attachments) known += portal.takes(attachment.portal);
  out.is_same = known == earlier.sources.sources().size();
  return out;
}

}  // namespace minhbach::pipeline
