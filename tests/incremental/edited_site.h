// A site of several portals in memory, built again and again: incrementally, and clean beside it.
#pragma once

#include <map>

#include "disk/memory_disk.h"
#include "disk/real_disk.h"
#include "pipeline/build_portal.h"
#include "pipeline/read_site.h"
#include "support/borrowed_disk.h"
#include "support/catch.h"
#include "text/calendar.h"

using Files = std::map<std::string, std::string>;

inline Files files_of(const minhbach::Disk& disk) {
  Files out;
  std::vector<minhbach::Diagnostic> problems;
  for (const minhbach::FileEntry& entry : disk.list("", problems))
    out[entry.path] = *disk.read(entry.path);
  return out;
}

/// Starts as a golden site.
class EditedSite {
 public:
  explicit EditedSite(const std::string& name = "hai-cong") {
    const minhbach::RealDisk kept(SOURCE_FOLDER "/tests/sites/" + name);
    for (const auto& [path, bytes] : files_of(kept)) {
      if (!path.starts_with("expected/")) REQUIRE(source.write(path, bytes));
    }
  }

  struct Run {
    bool sound = false;
    std::string printed;
  };

  /// Builds into the outputs kept from build to build.
  Run build() { return build_into(outputs, true); }

  /// Builds from nothing; empty when the site has errors.
  std::map<std::string, Files> build_clean() {
    std::map<std::string, minhbach::MemoryDisk> fresh;
    std::map<std::string, Files> out;
    if (!build_into(fresh, false).sound) return out;
    for (const auto& [portal, disk] : fresh) out[portal] = files_of(disk);
    return out;
  }

  std::map<std::string, Files> built() const {
    std::map<std::string, Files> out;
    for (const auto& [portal, disk] : outputs) out[portal] = files_of(disk);
    return out;
  }

  minhbach::MemoryDisk source;
  std::map<std::string, minhbach::MemoryDisk> outputs;
  std::int64_t today = 20639;  ///< Days since 1970: 2026-07-05.

 private:
  Run build_into(std::map<std::string, minhbach::MemoryDisk>& into, bool incremental) {
    minhbach::Report report;
    minhbach::pipeline::Options options;
    options.jobs = 1 + ++builds_ % 2;  // With and without threads in turn.
    options.today = minhbach::text::date_of_day(today);
    options.program = "test";
    options.incremental = incremental;
    const minhbach::pipeline::Context ctx{source, report, options};
    minhbach::pipeline::build_portals(
        ctx, minhbach::pipeline::portal_ids(ctx),
        [&](const std::string& portal) { return std::make_unique<BorrowedDisk>(into[portal]); });
    Run run{!report.has_errors(), {}};
    for (const minhbach::Diagnostic& diagnostic : report.sorted()) {
      run.printed += to_text(diagnostic, minhbach::Language::en) + "\n";
    }
    return run;
  }

  unsigned builds_ = 0;
};
