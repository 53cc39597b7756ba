// Writes, then sweeps.
#include "pipeline/write_outputs.h"

#include <algorithm>
#include <iterator>

#include "base/parallel.h"
#include "pipeline/earlier_build.h"
#include "pipeline/messages.h"

namespace minhbach::pipeline {
namespace {

constexpr std::string_view list_header = "minhbach da-xuat 1\n";

/// Sorted, each once.
using Paths = std::vector<std::string_view>;

template <typename Text>
bool contains(const std::vector<Text>& paths, std::string_view path) {
  return std::binary_search(paths.begin(), paths.end(), path);
}

bool save_list(const Context& ctx, Disk& out, const Paths& paths) {
  std::string text(list_header);
  for (const std::string_view path : paths) {
    text += path;
    text += '\n';
  }
  const Result<Written> written = out.write(list_path, text);
  if (!written) ctx.report.add(written.error());
  return static_cast<bool>(written);
}

/// The output's bytes put in place; those that are not in memory are fetched only now.
Result<Written> write_output(const Context& ctx, Disk& out, const OutputFile& file,
                             const Overflow& pages) {
  if (!file.source.empty()) {
    const Result<std::string> bytes = read_listed(ctx.disk, file.source);
    if (bytes && graph::fingerprint(*bytes) == file.source_digest)
      return out.write(file.path, *bytes);
    if (!bytes) return bytes.error();
    Diagnostic changed;
    changed.message = &messages::source_changed;
    changed.place.file = file.source;
    return changed;
  }
  if (file.waiting.size == 0) return out.write(file.path, file.bytes);
  if (const std::optional<std::string> bytes = pages.get(file.waiting))
    return out.write(file.path, *bytes);
  Diagnostic lost;
  lost.message = &messages::page_lost;
  lost.arguments = {quote(file.path)};
  return lost;
}

/// True when the file `path` stands where one of `current` needs a folder, or the reverse.
bool is_in_the_way(std::string_view path, const Paths& current) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    if (contains(current, path.substr(0, slash))) return true;
  }
  const std::string folder = std::string(path) + "/";
  const auto below = std::lower_bound(current.begin(), current.end(), folder);
  return below != current.end() && below->starts_with(folder);
}

bool remove_orphan(const Context& ctx, Disk& out, std::string_view path, WriteCounts& counts) {
  const Result<Done> removed = out.remove(path);
  if (removed) {
    ++counts.removed;
  } else {
    ctx.report.add(removed.error());
  }
  return static_cast<bool>(removed);
}

/// Writes those of `outputs` that are not kept.
void write_all(const Context& ctx, Disk& out, const std::vector<OutputFile>& outputs,
               const Overflow& pages, WriteCounts& counts) {
  std::vector<Written> written(outputs.size(), Written::unchanged);
  std::vector<char> failed(outputs.size(), 0);
  parallel_for(outputs.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    if (outputs[index].kept) return;
    const Result<Written> result = write_output(ctx, out, outputs[index], pages);
    if (result) {
      written[index] = *result;
    } else {
      failed[index] = 1;
      ctx.report.add(result.error());
    }
  });
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (failed[i]) continue;
    if (written[i] == Written::created) ++counts.created;
    if (written[i] == Written::replaced) ++counts.replaced;
    if (written[i] == Written::unchanged) ++counts.unchanged;
  }
}

}  // namespace

std::vector<std::string> listed_outputs(const Context& ctx, const Disk& out,
                                        const std::string& folder) {
  std::vector<std::string> paths;
  const std::string list = folder + std::string(list_path);
  if (!out.is_file(list)) return paths;
  const Result<std::string> text = out.read(list);
  if (!text || !text->starts_with(list_header) || !text->ends_with('\n')) {
    Diagnostic diagnostic;
    diagnostic.message = &messages::output_record_damaged;
    diagnostic.place.file = list;
    ctx.report.add(std::move(diagnostic));
    return paths;
  }
  for (std::size_t from = list_header.size(); from < text->size();) {
    const std::size_t end = text->find('\n', from);
    const std::string_view path = std::string_view(*text).substr(from, end - from);
    // The list is only text in a folder that others may write to: it may not lead out of it.
    if (is_disk_path(path) && !path.empty()) paths.emplace_back(path);
    from = end + 1;
  }
  if (!std::is_sorted(paths.begin(), paths.end())) std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

void check_outputs(const Context& ctx, const std::vector<OutputFile>& outputs) {
  std::vector<std::string_view> paths;
  for (const OutputFile& file : outputs) paths.push_back(file.path);
  std::sort(paths.begin(), paths.end());
  for (auto at = std::adjacent_find(paths.begin(), paths.end()); at != paths.end();
       at = std::adjacent_find(at + 1, paths.end())) {
    Diagnostic diagnostic;
    diagnostic.message = &messages::output_taken;
    diagnostic.arguments = {quote(*at)};
    ctx.report.add(std::move(diagnostic));
  }
}

WriteCounts write_outputs(const Context& ctx, Disk& out, std::vector<OutputFile>& outputs,
                          const Overflow& pages) {
  WriteCounts counts;
  const std::vector<std::string> before = listed_outputs(ctx, out);
  Paths current;
  for (OutputFile& file : outputs) {
    // An attachment's place may hold a file that no run of ours put there. (Pages are in the log.)
    if (file.kept && !file.source.empty() && !contains(before, file.path)) file.kept = false;
    current.push_back(file.path);
  }
  std::sort(current.begin(), current.end());
  Paths both;
  std::set_union(before.begin(), before.end(), current.begin(), current.end(),
                 std::back_inserter(both));
  // What is in both is among `before`: as many are the same.
  if (both.size() != before.size() && !save_list(ctx, out, both)) return counts;
  Paths orphans;
  std::set_difference(before.begin(), before.end(), current.begin(), current.end(),
                      std::back_inserter(orphans));

  // A file in the way of a folder, or the reverse, must go before what stands there now can come.
  std::erase_if(orphans, [&](std::string_view path) {
    return is_in_the_way(path, current) && remove_orphan(ctx, out, path, counts);
  });
  if (!ctx.report.has_errors()) write_all(ctx, out, outputs, pages, counts);
  // A half-written site keeps its old pages: links between what is there must not break further.
  if (ctx.report.has_errors()) return counts;

  std::erase_if(orphans, [&](std::string_view path) {
    return remove_orphan(ctx, out, path, counts);  // What is still there a later run tries again.
  });
  current.insert(current.end(), orphans.begin(), orphans.end());
  std::sort(current.begin(), current.end());
  if (current != both) save_list(ctx, out, current);
  return counts;
}

WriteCounts rewrite_outputs(const Context& ctx, Disk& out, const std::vector<OutputFile>& outputs,
                            const Overflow& pages) {
  WriteCounts counts;
  write_all(ctx, out, outputs, pages, counts);
  return counts;
}

void drop_languages(const Context& ctx, Disk& out, const std::vector<std::string>& further,
                    WriteCounts& counts) {
  std::string before, now;
  for (const std::string& language : further) now += language + "\n";
  if (out.is_file(languages_path)) {
    if (const Result<std::string> text = out.read(languages_path)) before = *text;
  }
  if (before == now) return;
  for (std::size_t from = 0; from < before.size();) {
    const std::size_t end = std::min(before.find('\n', from), before.size());
    const std::string language = before.substr(from, end - from);
    from = end + 1;
    const bool stays = std::find(further.begin(), further.end(), language) != further.end();
    if (stays || language.empty() || !is_disk_path(language)) continue;
    const std::string folder = language + "/";
    for (const std::string& path : listed_outputs(ctx, out, folder))
      remove_orphan(ctx, out, folder + path, counts);
    for (const std::string_view note :
         {list_path, build_log_path, source_memory_path, packed_records_path})
      (void)out.remove(folder + std::string(note));
  }
  const Result<Written> written = out.write(languages_path, now);
  if (!written) ctx.report.add(written.error());
}

}  // namespace minhbach::pipeline
