// What an earlier build left in a portal's output folder: its log, and what it made of the sources.
#pragma once

#include "disk/disk.h"
#include "graph/build_log.h"
#include "ingest/source_memory.h"
#include "pipeline/context.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// Where both are kept, in the output folder.
inline constexpr std::string_view build_log_path = ".minhbach/nhat-ky";
inline constexpr std::string_view source_memory_path = ".minhbach/nguon";

/// Both parts are empty when there was no earlier build, when a file is damaged (a note says so),
/// when another program or other options wrote it, or when an incremental build is not wanted.
struct EarlierBuild {
  graph::BuildLog log;  ///< Its stamp is that of the build under way in any case.
  ingest::SourceMemory sources;

  /// Both parts are of one build: the outputs were made of these very sources.
  bool is_whole() const { return log.number != 0 && log.number == sources.number(); }
};

EarlierBuild load_earlier_build(const Context& ctx, const Disk& out, const Site& site,
                                const Portal& portal);

/// Before any output is touched: until the next log is saved, none holds.
bool forget_log(const Context& ctx, Disk& out);

bool save_log(const Context& ctx, Disk& out, const graph::BuildLog& log);

/// Keeps what was made of the sources of `portal` by the build `number`.
bool save_sources(const Context& ctx, Disk& out, const Site& site, const Portal& portal,
                  std::uint64_t number);

/// Whether a source's stamp is another now, though nothing came of it.
bool has_new_stamps(const Site& site);

}  // namespace minhbach::pipeline
