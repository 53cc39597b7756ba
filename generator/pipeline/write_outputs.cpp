// Writes, then sweeps.
#include "pipeline/write_outputs.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/parallel.h"
#include "images/without_metadata.h"
#include "outputs/compress.h"
#include "pipeline/earlier_build.h"
#include "pipeline/file_messages.h"
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

/// The output's bytes; those that are not in memory are fetched only now.
Result<std::string> bytes_of(const Context& ctx, const OutputFile& file, const Overflow& pages) {
  if (!file.source.empty()) {
    Result<std::string> bytes = read_listed(ctx.disk, file.source);
    if (!bytes) return bytes;
    Diagnostic unusable;
    unusable.place.file = file.source;
    unusable.message = &messages::source_changed;
    if (fingerprint(*bytes) != file.source_digest) return unusable;
    if (!file.is_bare) return bytes;
    if (std::optional<std::string> bare = images::without_metadata(*bytes)) return std::move(*bare);
    unusable.message = &messages::picture_cut_off;
    return unusable;
  }
  if (file.waiting.size == 0) return file.bytes;
  if (std::optional<std::string> bytes = pages.get(file.waiting)) return std::move(*bytes);
  Diagnostic lost;
  lost.message = &messages::page_lost;
  lost.arguments = {quote(file.path)};
  return lost;
}

/// Sorts what was put together of sorted runs, as outputs are: pages come by address.
void sort_runs(Paths& paths) {
  std::vector<Paths::iterator> ends{paths.begin()};
  while (ends.back() != paths.end()) ends.push_back(std::is_sorted_until(ends.back(), paths.end()));
  for (std::size_t step = 1; step + 1 < ends.size(); step *= 2) {
    for (std::size_t i = 0; i + step + 1 < ends.size(); i += 2 * step)
      std::inplace_merge(ends[i], ends[i + step], ends[std::min(i + 2 * step, ends.size() - 1)]);
  }
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

/// Writes outputs, and beside them their compressed copies.
class Writer {
 public:
  /// `listed`: what earlier runs wrote, sorted. All must outlive the writer.
  Writer(const Context& ctx, Disk& out, const Overflow& pages, Copies copies,
         const std::vector<std::string>& listed)
      : ctx_(ctx), out_(out), pages_(pages), copies_(copies), listed_(listed) {}

  /// The copies that may come to be there and are not listed; sorted.
  std::vector<std::string> new_copies(const std::vector<OutputFile>& outputs) const {
    std::vector<std::string> paths;
    for (const OutputFile& file : outputs) {
      if (!may_have_copies(file) || (file.kept && copies_.are_sound)) continue;
      for (const std::string_view ending : outputs::copy_endings) {
        std::string path = file.path + std::string(ending);
        if (!contains(listed_, path)) paths.push_back(std::move(path));
      }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
  }

  /// Writes those of `outputs` that are not kept. The copies that now are there, of kept ones too.
  std::vector<std::string> write(const std::vector<OutputFile>& outputs, WriteCounts& counts) {
    std::vector<Outcome> outcomes(outputs.size());
    parallel_for(outputs.size(), ctx_.options.jobs,
                 [&](std::size_t index, unsigned) { write_one(outputs[index], outcomes[index]); });
    std::vector<std::string> copies;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      count(outcomes[i].written, counts);
      for (std::size_t c = 0; c < std::size(outputs::copy_endings); ++c) {
        if (!outcomes[i].copies[c]) continue;
        count(outcomes[i].copies[c], counts);
        copies.push_back(outputs[i].path + std::string(outputs::copy_endings[c]));
      }
    }
    std::sort(copies.begin(), copies.end());
    return copies;
  }

 private:
  struct Outcome {
    std::optional<Written> written;  ///< None when it failed.
    std::optional<Written> copies[std::size(outputs::copy_endings)];
  };

  static void count(std::optional<Written> written, WriteCounts& counts) {
    if (written == Written::created) ++counts.created;
    if (written == Written::replaced) ++counts.replaced;
    if (written == Written::unchanged) ++counts.unchanged;
  }

  bool may_have_copies(const OutputFile& file) const {
    return copies_.are_wanted && outputs::is_compressible(file.path);
  }

  /// What `path` is now; an error is reported.
  std::optional<Written> put(std::string_view path, std::string_view bytes) {
    const Result<Written> result = out_.write(path, bytes);
    if (result) return *result;
    ctx_.report.add(result.error());
    return std::nullopt;
  }

  void write_one(const OutputFile& file, Outcome& outcome) {
    std::optional<std::string> bytes;
    outcome.written = Written::unchanged;
    if (!file.kept) {
      Result<std::string> made = bytes_of(ctx_, file, pages_);
      if (!made) {
        outcome.written.reset();
        return ctx_.report.add(made.error());
      }
      bytes = std::move(*made);
      outcome.written = put(file.path, *bytes);
    }
    if (outcome.written && may_have_copies(file)) copy(file, std::move(bytes), outcome);
  }

  /// A file that stayed as it was keeps the copies it has, or has none.
  void copy(const OutputFile& file, std::optional<std::string> bytes, Outcome& outcome) {
    const bool stays = copies_.are_sound && outcome.written == Written::unchanged;
    for (std::size_t c = 0; c < std::size(outputs::copy_endings); ++c) {
      const std::string path = file.path + std::string(outputs::copy_endings[c]);
      if (stays && !contains(listed_, path)) continue;
      if (stays && out_.is_present(path)) {
        outcome.copies[c] = Written::unchanged;
        continue;
      }
      if (!bytes) {
        Result<std::string> kept = out_.read(file.path);
        if (!kept) return ctx_.report.add(kept.error());
        bytes = std::move(*kept);
      }
      if (const auto copy = outputs::compressed(*bytes, outputs::copy_endings[c]))
        outcome.copies[c] = put(path, *copy);
    }
  }

  const Context& ctx_;
  Disk& out_;
  const Overflow& pages_;
  const Copies copies_;
  const std::vector<std::string>& listed_;
};

/// Both sorted, each path once.
template <typename A, typename B>
Paths joined(const A& a, const B& b) {
  Paths both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

template <typename A, typename B>
Paths without(const A& a, const B& b) {
  Paths rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
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
  Paths paths;
  for (const OutputFile& file : outputs) paths.push_back(file.path);
  sort_runs(paths);
  for (auto at = std::adjacent_find(paths.begin(), paths.end()); at != paths.end();
       at = std::adjacent_find(at + 1, paths.end())) {
    Diagnostic diagnostic;
    diagnostic.message = &messages::output_taken;
    diagnostic.arguments = {quote(*at)};
    ctx.report.add(std::move(diagnostic));
  }
}

WriteCounts write_outputs(const Context& ctx, Disk& out, std::vector<OutputFile>& outputs,
                          const Overflow& pages, Copies copies,
                          const std::vector<std::string>& before) {
  WriteCounts counts;
  Paths current;
  for (OutputFile& file : outputs) {
    // An attachment's place may hold a file that no run of ours put there. (Pages are in the log.)
    if (file.kept && !file.source.empty() && !contains(before, file.path)) file.kept = false;
    current.push_back(file.path);
  }
  sort_runs(current);
  Writer writer(ctx, out, pages, copies, before);
  const std::vector<std::string> new_copies = writer.new_copies(outputs);
  const Paths listed = joined(joined(before, current), new_copies);
  // What is in both is among `before`: as many are the same.
  if (listed.size() != before.size() && !save_list(ctx, out, listed)) return counts;

  // A file in the way of a folder, or the reverse, must go before what stands there now can come.
  Paths gone;
  for (const std::string_view path : without(before, current)) {
    if (is_in_the_way(path, current) && remove_orphan(ctx, out, path, counts)) gone.push_back(path);
  }
  std::vector<std::string> made;
  if (!ctx.report.has_errors()) made = writer.write(outputs, counts);
  // A half-written site keeps its old pages: links between what is there must not break further.
  if (ctx.report.has_errors()) return counts;

  const Paths all = joined(current, made);
  Paths orphans = without(without(before, all), gone);
  std::erase_if(orphans, [&](std::string_view path) {
    return remove_orphan(ctx, out, path, counts);  // What is still there a later run tries again.
  });
  const Paths now = joined(all, orphans);
  if (now != listed) save_list(ctx, out, now);
  for (std::string& path : made) {
    OutputFile& copy = outputs.emplace_back();
    copy.path = std::move(path);
    copy.kept = true;
  }
  return counts;
}

WriteCounts rewrite_outputs(const Context& ctx, Disk& out, const std::vector<OutputFile>& outputs,
                            const Overflow& pages, Copies copies,
                            std::vector<std::string>& listed) {
  WriteCounts counts;
  Writer writer(ctx, out, pages, copies, listed);
  const std::vector<std::string> new_copies = writer.new_copies(outputs);
  if (!new_copies.empty() && !save_list(ctx, out, joined(listed, new_copies))) return counts;
  const std::vector<std::string> made = writer.write(outputs, counts);
  if (ctx.report.has_errors() || !copies.are_wanted) return counts;
  std::vector<std::string> possible = new_copies;  // All copies that the outputs could have.
  for (const OutputFile& file : outputs) {
    for (const std::string_view ending : outputs::copy_endings) {
      if (std::string path = file.path + std::string(ending); contains(listed, path))
        possible.push_back(std::move(path));
    }
  }
  std::sort(possible.begin(), possible.end());
  const Paths now = without(joined(listed, made), without(possible, made));
  for (const std::string_view path : without(listed, now)) remove_orphan(ctx, out, path, counts);
  if (!new_copies.empty() || now.size() != listed.size()) save_list(ctx, out, now);
  listed = std::vector<std::string>(now.begin(), now.end());
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
