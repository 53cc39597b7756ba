// Loads and saves the memory of a build.
#include "pipeline/earlier_build.h"

#include <algorithm>

#include "graph/messages.h"
#include "pipeline/read_site.h"

namespace minhbach::pipeline {
namespace {

/// What all outputs depend on without asking.
std::string log_stamp(const Context& ctx, const Portal& portal) {
  return ctx.options.program + "\n" + portal.address + "\n" + portal.language + "\n" +
         portal.theme + (ctx.options.drafts ? "\nnhap" : "");
}

/// What the records of a source depend on besides its bytes.
std::string source_stamp(const Context& ctx, const Site& site) {
  return fmt::format("{}\n{:x} {:x}", ctx.options.program, site.types_digest.low,
                     site.types_digest.high);
}

void note_damage(const Context& ctx, std::string_view path) {
  Diagnostic diagnostic;
  diagnostic.message = &messages::build_log_damaged;
  diagnostic.place.file = std::string(path);
  ctx.report.add(std::move(diagnostic));
}

std::optional<std::string> read_part(const Disk& out, std::string_view path) {
  if (!out.is_file(path)) return std::nullopt;
  Result<std::string> bytes = out.read(path);
  return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
}

bool save(const Context& ctx, Disk& out, std::string_view path, std::string_view bytes) {
  const Result<Written> written = out.write(path, bytes);
  if (!written) ctx.report.add(written.error());
  return static_cast<bool>(written);
}

}  // namespace

EarlierBuild load_earlier_build(const Context& ctx, const Disk& out, const Site& site,
                                const Portal& portal) {
  EarlierBuild earlier;
  const std::string stamp = log_stamp(ctx, portal);
  if (ctx.options.incremental) {
    if (std::optional<std::string> bytes = read_part(out, build_log_path)) {
      std::optional<graph::BuildLog> log = graph::read_build_log(std::move(*bytes));
      if (!log) note_damage(ctx, build_log_path);
      if (log && log->stamp == stamp) earlier.log = std::move(*log);
    }
    if (std::optional<std::string> bytes = read_part(out, source_memory_path)) {
      bool is_damaged = false;
      earlier.sources =
          ingest::SourceMemory::read(std::move(*bytes), source_stamp(ctx, site), is_damaged);
      if (is_damaged) note_damage(ctx, source_memory_path);
    }
  }
  earlier.log.stamp = stamp;
  return earlier;
}

bool forget_log(const Context& ctx, Disk& out) {
  const Result<Done> removed = out.remove(build_log_path);
  if (!removed) ctx.report.add(removed.error());
  return static_cast<bool>(removed);
}

bool save_log(const Context& ctx, Disk& out, const graph::BuildLog& log) {
  return save(ctx, out, build_log_path, graph::to_bytes(log));
}

bool has_new_stamps(const Site& site) {
  return std::any_of(site.store.sources.begin(), site.store.sources.end(),
                     [](const ingest::ReadSource& source) {
                       return source.before != nullptr && source.now.stamp &&
                              source.now.stamp != source.before->stamp;
                     });
}

bool save_sources(const Context& ctx, Disk& out, const Site& site, const Portal& portal,
                  std::uint64_t number) {
  std::vector<ingest::RememberedSource> sources;
  const auto is_in = [&](const std::string& of) {
    return of == portal.id || of == ingest::shared_portal;
  };
  for (std::size_t i = 0; i < site.store.sources.size(); ++i) {
    const ingest::ReadSource& source = site.store.sources[i];
    if (source.is_quiet && is_in(site.sources.files[i].portal)) sources.push_back(source.now);
  }
  std::vector<std::string> sizes;
  sizes.reserve(site.attachments.size());  // Looked into below: must not move.
  for (const auto& [path, attachment] : site.attachments) {
    if (!is_in(attachment.portal)) continue;
    sizes.push_back(pack_image_size(attachment.image));
    sources.push_back(
        {path, attachment.size, attachment.stamp, attachment.digest, sizes.back(), {}});
  }
  std::sort(sources.begin(), sources.end(),
            [](const ingest::RememberedSource& a, const ingest::RememberedSource& b) {
              return a.path < b.path;
            });
  return save(ctx, out, source_memory_path,
              ingest::to_bytes(sources, source_stamp(ctx, site), number));
}

}  // namespace minhbach::pipeline
