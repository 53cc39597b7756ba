// Loads and saves the memory of a build.
#include "pipeline/earlier_build.h"

#include <algorithm>
#include <cstdlib>

#include "graph/messages.h"
#include "pipeline/messages.h"
#include "pipeline/read_site.h"
#include "text/collation.h"

namespace minhbach::pipeline {
namespace {

/// What the records of a source depend on besides its bytes.
std::string source_stamp(const Context& ctx, const Site& site) {
  return fmt::format("{}\n{}\n{:x} {:x}", ctx.options.program, text::collation_version(),
                     site.types_digest.low, site.types_digest.high);
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

/// What waited outside memory cannot be read any more. False.
bool report_lost(const Context& ctx, std::string_view path) {
  Diagnostic lost;
  lost.message = &messages::page_lost;
  lost.arguments = {quote(path)};
  ctx.report.add(std::move(lost));
  return false;
}

bool append(const Context& ctx, Disk& out, std::string_view path, std::string_view bytes) {
  const Result<Done> done = out.append(path, bytes);
  if (!done) ctx.report.add(done.error());
  return static_cast<bool>(done);
}

bool save_log(const Context& ctx, Disk& out, const LogChange& log, const Overflow& waiting) {
  // A run that is killed in the middle has left its mark: then the log is not looked at.
  if (!log.is_patch && !save(ctx, out, build_log_path, "")) return false;
  for (const Waiting& piece : log.pieces) {
    const std::optional<std::string> bytes = waiting.get(piece);
    if (!bytes) return report_lost(ctx, build_log_path);
    if (!append(ctx, out, build_log_path, *bytes)) return false;
  }
  if (!log.is_long) return true;
  std::optional<std::string> bytes = read_part(out, build_log_path);
  std::optional<graph::BuildLog> all =
      bytes ? graph::read_build_log(std::move(*bytes)) : std::nullopt;
  if (!all) return true;  // The next build will say so.
  graph::drop_unasked(*all);
  return save(ctx, out, build_log_path, graph::to_bytes(*all));
}

/// Where this portal's own file of packed records has those of `source`; nothing when it has not.
std::optional<ingest::PackedPlace> place_of(const EarlierBuild& earlier,
                                            const ingest::ReadSource& source) {
  const ingest::RememberedSource* known = known_of(earlier, source);
  if (known == nullptr || !known->packed.holds_same(source.now.packed)) return std::nullopt;
  return known->packed;
}

/// The packed records of one portal's sources, brought into its file of them.
class PackedRecords {
 public:
  PackedRecords(const Site& site, const EarlierBuild& earlier) : site_(site), earlier_(earlier) {}

  /// Notes that the records of `read` are wanted; nothing is saved yet.
  void want(const ingest::ReadSource& read) {
    live_ += read.now.packed.size();
    if (!is_in_place(read)) added_ += read.now.packed.size();
  }

  /// Adds what is new at the end of the file, or, where most of it is no longer used, makes it
  /// anew. Gives all `sources`, of which `reads` tells whence they came, their places.
  bool save(const Context& ctx, Disk& out, const std::vector<const ingest::ReadSource*>& reads,
            std::vector<ingest::RememberedSource>& sources) {
    constexpr std::uint64_t slack = 1 << 20;
    const std::uint64_t before = earlier_.sources.packed_size();
    const bool is_new = before == 0 || before + added_ > 2 * live_ + slack;
    std::uint64_t end = is_new ? 0 : before;
    // A run that is killed here leaves places that do not fit: such files are read again.
    if (is_new && !pipeline::save(ctx, out, packed_records_path, "")) return false;
    std::string piece;
    for (std::size_t i = 0; i < reads.size(); ++i) {
      if (sources[i].packed.size() == 0) continue;
      if (const auto known = is_new ? std::nullopt : place_of(earlier_, *reads[i])) {
        sources[i].packed = *known;
        continue;
      }
      const std::optional<std::string> bytes = bytes_of(*reads[i]);
      if (!bytes) return report_lost(ctx, packed_records_path);
      sources[i].packed.offset = end + piece.size();
      piece += *bytes;
      if (piece.size() < slack) continue;
      if (!append(ctx, out, packed_records_path, piece)) return false;
      end += piece.size();
      piece.clear();
    }
    return piece.empty() || append(ctx, out, packed_records_path, piece);
  }

 private:
  bool is_in_place(const ingest::ReadSource& read) const {
    return place_of(earlier_, read).has_value();
  }

  std::optional<std::string> bytes_of(const ingest::ReadSource& read) const {
    if (!read.is_same) return site_.aside->get(read.packed);
    const auto parts = read.memory->parts(read.before->packed);
    if (!parts) return std::nullopt;
    return std::string(parts->shape) + std::string(parts->texts);
  }

  const Site& site_;
  const EarlierBuild& earlier_;
  std::uint64_t live_ = 0, added_ = 0;
};

}  // namespace

const ingest::RememberedSource* known_of(const EarlierBuild& earlier,
                                         const ingest::ReadSource& source) {
  return source.memory == &earlier.sources ? source.before : earlier.sources.find(source.now.path);
}

bool has_copies(const Context& ctx, const Portal& portal) {
  return portal.precompress && ctx.options.copies;
}

std::string log_stamp(const Context& ctx, const Portal& portal) {
  std::string out = ctx.options.program + "\n" + portal.address + "\n" + portal.language + "\n" +
                    portal.theme + (ctx.options.drafts ? "\nnhap" : "") +
                    (has_copies(ctx, portal) ? "\nnen_san" : "");
  // Every page says which languages there are, and which of its addresses is the first.
  if (portal.canonical_address != portal.address) out += "\n" + portal.canonical_address;
  if (portal.languages.size() > 1) {
    for (const std::string& language : portal.languages) out += " " + language;
  }
  return out;
}

EarlierBuild load_sources(const Context& ctx, const Disk& out, const Site& site) {
  EarlierBuild earlier;
  if (!ctx.options.incremental) return earlier;
  earlier.was_cut_off = out.is_file(writing_mark_path);
  if (std::optional<std::string> bytes = read_part(out, source_memory_path)) {
    bool is_damaged = false;
    earlier.sources =
        ingest::SourceMemory::read(std::move(*bytes), source_stamp(ctx, site), is_damaged);
    if (is_damaged) note_damage(ctx, source_memory_path);
  }
  return earlier;
}

void load_packed(const Disk& out, EarlierBuild& earlier) {
  if (earlier.sources.sources().empty()) return;
  if (!out.is_file(packed_records_path)) return;
  if (Result<HeldBytes> packed = out.hold(packed_records_path))
    earlier.sources.set_packed(std::move(*packed));
}

void load_log(const Context& ctx, const Disk& out, const Portal& portal, EarlierBuild& earlier) {
  if (!ctx.options.incremental || earlier.was_cut_off) return;
  if (!out.is_file(build_log_path)) return;
  const Result<HeldBytes> bytes = out.hold(build_log_path);
  if (!bytes) return;
  std::optional<graph::BuildLog> log = graph::read_build_log(bytes->bytes, bytes->keeper);
  // Of a log that lost its last patches, the outputs know nothing.
  const std::uint64_t number = earlier.sources.number();
  if (!log || (number != 0 && log->number < number)) return note_damage(ctx, build_log_path);
  if (log->stamp == log_stamp(ctx, portal)) earlier.log = std::move(*log);
}

std::string to_line(const BuildCounts& counts) {
  return fmt::format("{} {} {}\n", counts.pages, counts.outputs, counts.layers);
}

BuildCounts read_counts(std::string_view head) {
  const std::string line(head.substr(0, head.find('\n')));
  char* end = nullptr;
  BuildCounts out;
  out.pages = std::strtoull(line.c_str(), &end, 10);
  out.outputs = std::strtoull(end, &end, 10);
  out.layers = std::strtoull(end, &end, 10);
  return out;
}

std::string head_of(const Context& ctx, const Portal& portal, Fingerprint frame, bool is_quiet) {
  return fmt::format("{}\n{}\n{:x} {:x}\n{}", log_stamp(ctx, portal),
                     text::to_iso(ctx.options.today), frame.low, frame.high, is_quiet);
}

bool begin_writing(const Context& ctx, Disk& out) {
  if (out.is_file(writing_mark_path)) out.remove_leftovers();
  return save(ctx, out, writing_mark_path, "minhbach dang-ghi 1\n");
}

void save_build(const Context& ctx, Disk& out, const Site& site, const Portal& portal,
                const EarlierBuild& earlier, const LogChange* log, const Overflow* waiting,
                std::string_view head) {
  PackedRecords packed(site, earlier);
  std::vector<const ingest::ReadSource*> reads;
  std::vector<ingest::RememberedSource> sources;
  reads.reserve(site.store.sources.size());
  sources.reserve(site.store.sources.size() + site.attachments.size());
  for (std::size_t i = 0; i < site.store.sources.size(); ++i) {
    const ingest::ReadSource& source = site.store.sources[i];
    if (!source.is_quiet || !is_source_of(portal, site.sources.files[i])) continue;
    packed.want(source);
    reads.push_back(&source);
    sources.push_back(source.now);
    if (const auto known = place_of(earlier, source)) sources.back().packed = *known;
  }
  if (log != nullptr && !packed.save(ctx, out, reads, sources)) return;
  std::vector<std::string> notes;
  notes.reserve(site.attachments.size());  // Looked into below: must not move.
  for (const auto& [path, attachment] : site.attachments) {
    if (!portal.takes(attachment.portal)) continue;
    notes.push_back(pack_facts(attachment.facts));
    sources.push_back(
        {path, attachment.size, attachment.stamp, attachment.digest, notes.back(), {}});
  }
  const auto by_path = [](const ingest::RememberedSource& a, const ingest::RememberedSource& b) {
    return a.path < b.path;
  };
  if (!std::is_sorted(sources.begin(), sources.end(), by_path))
    std::sort(sources.begin(), sources.end(), by_path);
  if (log != nullptr && !save_log(ctx, out, *log, *waiting)) return;
  const std::uint64_t number = log != nullptr ? log->number : earlier.sources.number();
  if (!save(ctx, out, source_memory_path,
            ingest::to_bytes(sources, source_stamp(ctx, site), number, head)) ||
      log == nullptr)
    return;
  if (const Result<Done> removed = out.remove(writing_mark_path); !removed)
    ctx.report.add(removed.error());
}

bool has_new_stamps(const Site& site, const Portal& portal, const EarlierBuild& earlier) {
  const auto is_new = [](const ingest::RememberedSource* known, FileStamp stamp) {
    return known != nullptr && stamp && stamp != known->stamp;
  };
  for (std::size_t i = 0; i < site.store.sources.size(); ++i) {
    const ingest::ReadSource& source = site.store.sources[i];
    if (is_source_of(portal, site.sources.files[i]) &&
        is_new(known_of(earlier, source), source.now.stamp))
      return true;
  }
  return std::any_of(site.attachments.begin(), site.attachments.end(), [&](const auto& entry) {
    return portal.takes(entry.second.portal) &&
           is_new(earlier.sources.find(entry.first), entry.second.stamp);
  });
}

}  // namespace minhbach::pipeline
