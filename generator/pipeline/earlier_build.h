// What an earlier build left in a portal's output folder: its log, and what it made of the sources.
#pragma once

#include "disk/disk.h"
#include "graph/build_log.h"
#include "ingest/source_memory.h"
#include "pipeline/context.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// Where its parts are kept, in the output folder (docs/formats.md).
inline constexpr std::string_view build_log_path = ".minhbach/nhat-ky";
inline constexpr std::string_view source_memory_path = ".minhbach/nguon";
inline constexpr std::string_view packed_records_path = ".minhbach/ban-ghi";
/// There while outputs are being written: a run that was killed leaves it behind.
inline constexpr std::string_view writing_mark_path = ".minhbach/dang-ghi";
/// There from a build with errors, which left the outputs as they were, to the next one without.
inline constexpr std::string_view failed_mark_path = ".minhbach/co-loi";

/// Empty when there was no earlier build, when a file is damaged (a note says
/// so), when another program or other options made it, or when an incremental build is not wanted.
/// The larger parts are loaded only when they are wanted.
struct EarlierBuild {
  ingest::SourceMemory sources;
  graph::BuildLog log;       ///< After load_log.
  bool was_cut_off = false;  ///< Its outputs cannot be trusted; its sources can.

  /// Both parts are of one build: the outputs were made of these very sources.
  bool is_whole() const { return log.number != 0 && log.number == sources.number(); }
};

/// What a portal's own memory knows of a source; null when nothing. Another portal may know a
/// shared file too, and from another time.
const ingest::RememberedSource* known_of(const EarlierBuild& earlier,
                                         const ingest::ReadSource& source);

EarlierBuild load_sources(const Context& ctx, const Disk& out, const Site& site);
void load_packed(const Disk& out, EarlierBuild& earlier);
void load_log(const Context& ctx, const Disk& out, const Portal& portal, EarlierBuild& earlier);

/// Whether compressed copies are made beside the portal's outputs.
bool has_copies(const Context& ctx, const Portal& portal);

/// What all outputs depend on without asking: BuildLog::stamp.
std::string log_stamp(const Context& ctx, const Portal& portal);

/// What SourceMemory::head begins with.
struct BuildCounts {
  std::size_t pages = 0, outputs = 0;
  std::size_t layers = 0;  ///< Sources whose values are laid over records, remembered or not.
};
std::string to_line(const BuildCounts& counts);
/// All 0 where there are none.
BuildCounts read_counts(std::string_view head);

/// How it must end for the portal to stand as it did.
std::string head_of(const Context& ctx, const Portal& portal, Fingerprint frame, bool is_quiet);

/// Before any output is touched: until all is saved, nothing holds.
bool begin_writing(const Context& ctx, Disk& out);

/// What a build adds to the log, or what it puts in its place.
struct LogChange {
  std::uint64_t number = 0;     ///< Of the build.
  std::vector<Waiting> pieces;  ///< Its bytes, with the pages.
  bool is_patch = false;        ///< To stand behind the log that is there …
  bool is_long = false;  ///< … which is then to be written anew, with all that patches say.
};

/// After the last output. `log`, whose pieces wait in `waiting`, is null when none was touched, and
/// then only what is known of the sources is saved.
void save_build(const Context& ctx, Disk& out, const Site& site, const Portal& portal,
                const EarlierBuild& earlier, const LogChange* log, const Overflow* waiting,
                std::string_view head);

/// Whether a source's stamp is another now, though nothing came of it.
bool has_new_stamps(const Site& site, const Portal& portal, const EarlierBuild& earlier);

}  // namespace minhbach::pipeline
