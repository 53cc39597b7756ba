// Writes, then sweeps.
#include "pipeline/write_outputs.h"

#include <set>

#include "base/parallel.h"
#include "pipeline/messages.h"

namespace minhbach::pipeline {
namespace {

constexpr std::string_view list_path = ".minhbach/da-xuat.txt";
constexpr std::string_view list_header = "minhbach da-xuat 1\n";

using Paths = std::set<std::string, std::less<>>;

Paths read_list(const Context& ctx, const Disk& out) {
  Paths paths;
  if (!out.is_file(list_path)) return paths;
  const Result<std::string> text = out.read(list_path);
  if (!text || !text->starts_with(list_header) || !text->ends_with('\n')) {
    Diagnostic diagnostic;
    diagnostic.message = &messages::output_record_damaged;
    diagnostic.place.file = std::string(list_path);
    ctx.report.add(std::move(diagnostic));
    return paths;
  }
  for (std::size_t from = list_header.size(); from < text->size();) {
    const std::size_t end = text->find('\n', from);
    std::string path = text->substr(from, end - from);
    // The list is only text in a folder that others may write to: it may not lead out of it.
    const bool inside =
        !path.empty() && path[0] != '/' && ("/" + path + "/").find("/../") == std::string::npos;
    if (inside) paths.insert(std::move(path));
    from = end + 1;
  }
  return paths;
}

bool save_list(const Context& ctx, Disk& out, const Paths& paths) {
  std::string text(list_header);
  for (const std::string& path : paths) text += path + "\n";
  const Result<Written> written = out.write(list_path, text);
  if (!written) ctx.report.add(written.error());
  return static_cast<bool>(written);
}

}  // namespace

void check_outputs(const Context& ctx, const std::vector<OutputFile>& outputs) {
  std::set<std::string_view> seen;
  for (const OutputFile& file : outputs) {
    if (seen.insert(file.path).second) continue;
    Diagnostic diagnostic;
    diagnostic.message = &messages::output_taken;
    diagnostic.arguments = {quote(file.path)};
    ctx.report.add(std::move(diagnostic));
  }
}

WriteCounts write_outputs(const Context& ctx, Disk& out, const std::vector<OutputFile>& outputs) {
  WriteCounts counts;
  Paths current;
  for (const OutputFile& file : outputs) current.insert(file.path);
  const Paths before = read_list(ctx, out);
  Paths both = before;
  both.insert(current.begin(), current.end());
  if (!save_list(ctx, out, both)) return counts;

  std::vector<Written> written(outputs.size(), Written::unchanged);
  std::vector<char> failed(outputs.size(), 0);
  parallel_for(outputs.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    if (outputs[index].kept) return;
    const Result<Written> result = out.write(outputs[index].path, outputs[index].bytes);
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
  // A half-written site keeps its old pages: links between what is there must not break further.
  if (ctx.report.has_errors()) return counts;

  for (const std::string& path : before) {
    if (current.contains(path)) continue;
    const Result<Done> removed = out.remove(path);
    if (removed) {
      ++counts.removed;
    } else {
      ctx.report.add(removed.error());
      current.insert(path);  // Still there: a later run tries again.
    }
  }
  save_list(ctx, out, current);
  return counts;
}

}  // namespace minhbach::pipeline
