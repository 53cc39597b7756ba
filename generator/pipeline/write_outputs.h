// The one writer: puts outputs in place and removes those that are no longer made.
#pragma once

#include "disk/disk.h"
#include "outputs/output_file.h"
#include "pipeline/context.h"

namespace minhbach::pipeline {

/// Where the list of written files is kept, in the output folder.
inline constexpr std::string_view list_path = ".minhbach/da-xuat.txt";

struct WriteCounts {
  std::size_t created = 0, replaced = 0, unchanged = 0, removed = 0;
};

/// Which further languages were built into folders of this one ("en\n"), in the output folder.
inline constexpr std::string_view languages_path = ".minhbach/ngon-ngu";

/// The paths that earlier runs wrote to `out`, or to `folder` (with final '/') of it, sorted.
std::vector<std::string> listed_outputs(const Context& ctx, const Disk& out,
                                        const std::string& folder = "");

/// Two outputs for one path are an error of the site.
void check_outputs(const Context& ctx, const std::vector<OutputFile>& outputs);

/// Of the compressed copies beside outputs (outputs/compress.h).
struct Copies {
  bool are_wanted = false;
  bool are_sound = false;  ///< Those listed were made of the very bytes that lie beside them.
};

/// Writes `outputs` to `out`, leaving equal bytes untouched, and removes files that an earlier run
/// wrote and this one does not make. A file that no run wrote is never removed: what was written is
/// kept in .minhbach/da-xuat.txt (docs/formats.md), which names a file before it is there, so that
/// a run cut off in the middle loses track of nothing. What fails is in the report.
/// Pages are fetched from `pages`. Copies are added to `outputs`. `before`: as `listed_outputs`
/// gave it.
WriteCounts write_outputs(const Context& ctx, Disk& out, std::vector<OutputFile>& outputs,
                          const Overflow& pages, Copies copies,
                          const std::vector<std::string>& before);

/// Writes some outputs again, all of which are in `listed` (as `listed_outputs` gave it); nothing
/// else is touched but their copies, of which `listed` may have more or fewer afterwards.
WriteCounts rewrite_outputs(const Context& ctx, Disk& out, const std::vector<OutputFile>& outputs,
                            const Overflow& pages, Copies copies, std::vector<std::string>& listed);

/// Removes the pages of languages that the portal had and has no longer, and notes those it has.
void drop_languages(const Context& ctx, Disk& out, const std::vector<std::string>& further,
                    WriteCounts& counts);

}  // namespace minhbach::pipeline
