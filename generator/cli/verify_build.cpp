// Builds beside, compares, cleans up.
#include "cli/verify_build.h"

#include <limits>

#include "cli/compare_outputs.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/scratch_folder.h"
#include "disk/memory_disk.h"
#include "disk/real_disk.h"
#include "pipeline/build_portal.h"

namespace minhbach::cli {
namespace {

/// One for each of `folders`, or fewer with the reason in the report.
std::vector<ScratchFolder> make_scratch_folders(const std::vector<BuiltFolder>& folders,
                                                Report& report) {
  std::vector<ScratchFolder> scratch;
  for (const BuiltFolder& folder : folders) {
    Result<ScratchFolder> made = ScratchFolder::beside(folder.path);
    if (!made) {
      report.add(made.error());
      break;
    }
    scratch.push_back(std::move(*made));
  }
  return scratch;
}

/// Warnings are the same as those of the first build, so only errors go on to the report: of a
/// disk that is full now, of content that was edited in between.
bool build_clean(const pipeline::Context& ctx, const std::vector<std::string>& portals,
                 const std::vector<BuiltFolder>& folders,
                 const std::vector<ScratchFolder>& scratch) {
  Report report;
  pipeline::Context clean{ctx.disk, report, ctx.options};
  clean.options.incremental = false;
  clean.options.reread = true;
  pipeline::build_portals(clean, portals, [&](const std::string& output) -> std::unique_ptr<Disk> {
    const std::size_t slash = std::min(output.find('/'), output.size());
    const auto at = std::find_if(folders.begin(), folders.end(), [&](const BuiltFolder& folder) {
      return folder.portal == output.substr(0, slash);
    });
    // What was named in between is built, and compared with nothing.
    if (at == folders.end()) return std::make_unique<MemoryDisk>();
    const std::string& path = scratch[static_cast<std::size_t>(at - folders.begin())].path();
    return std::make_unique<RealDisk>(path + output.substr(slash), no_file_limit);
  });
  for (Diagnostic& diagnostic : report.sorted()) {
    if (diagnostic.message->severity == Severity::error) ctx.report.add(std::move(diagnostic));
  }
  return !report.has_errors();
}

}  // namespace

std::vector<std::size_t> verify_build(const pipeline::Context& ctx,
                                      const std::vector<std::string>& portals,
                                      const std::vector<BuiltFolder>& folders) {
  std::vector<std::size_t> equal(folders.size(), 0);
  std::vector<ScratchFolder> scratch = make_scratch_folders(folders, ctx.report);
  if (scratch.size() < folders.size() || !build_clean(ctx, portals, folders, scratch)) return equal;
  // Outputs may be larger than what is read as content: there is no limit here.
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const RealDisk built(folders[i].path, no_file_limit);
    const RealDisk clean(scratch[i].path(), no_file_limit);
    equal[i] = compare_outputs(built, clean, folders[i].name, ctx.options.jobs, ctx.report);
  }
  for (ScratchFolder& folder : scratch) {
    const std::string path = folder.path();
    if (!folder.remove()) ctx.report.add(without_place(messages::scratch_left, {quote(path)}));
  }
  return equal;
}

}  // namespace minhbach::cli
