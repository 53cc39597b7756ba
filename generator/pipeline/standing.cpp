// The comparison, source by source.
#include "pipeline/standing.h"

#include <algorithm>

namespace minhbach::pipeline {
namespace {

Fingerprint frame_of(const Site& site, const Portal& portal, const Theme& theme) {
  Fingerprinter out;
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

bool is_as_it_was(const EarlierBuild& earlier, const ingest::ReadSource& source) {
  const ingest::RememberedSource* then = known_of(earlier, source);
  return then != nullptr && then->packed.holds_same(source.now.packed);
}

bool is_layer(const Portal& portal, const ingest::SourceFile& file) {
  return file.layer != Layer::whole && is_source_of(portal, file);
}

/// Whether all that is laid over records was the same: else another version of a record may stand
/// in its place now, under its name.
bool has_same_layers(const EarlierBuild& earlier, const Site& site, const Portal& portal) {
  for (std::size_t i = 0; i < site.store.sources.size(); ++i) {
    const ingest::SourceFile& file = site.sources.files[i];
    if (is_layer(portal, file) && !is_as_it_was(earlier, site.store.sources[i])) return false;
  }
  // All that are there now were there then; and no other.
  return count_layers(site, portal) == read_counts(earlier.sources.head()).layers;
}

}  // namespace

std::size_t count_layers(const Site& site, const Portal& portal) {
  return static_cast<std::size_t>(
      std::count_if(site.sources.files.begin(), site.sources.files.end(),
                    [&](const ingest::SourceFile& file) { return is_layer(portal, file); }));
}

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
    const ingest::RememberedSource* then = known_of(earlier, source);
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

void settle_records(const EarlierBuild& earlier, const Context& ctx, const Site& site,
                    const Portal& portal, Standing& standing) {
  const std::string_view head = earlier.sources.head();
  const auto is_head = [&](bool was_quiet) {
    return head.ends_with("\n" + head_of(ctx, portal, standing.frame, was_quiet));
  };
  if (!earlier.is_whole() || !(is_head(true) || is_head(false)) ||
      !has_same_layers(earlier, site, portal))
    return;
  standing.settled.assign(site.records().size(), 0);
  for (const ingest::ReadSource& source : site.store.sources) {
    if (is_as_it_was(earlier, source))
      std::fill_n(standing.settled.begin() + source.first_record, source.record_count, 1);
  }
}

}  // namespace minhbach::pipeline
