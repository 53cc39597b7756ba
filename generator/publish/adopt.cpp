// Sizes first, as they cost nothing; then bytes, but not of files whose names say what they hold.
#include "publish/adopt.h"

#include <algorithm>
#include <unordered_map>

#include "model/cache_rule.h"
#include "publish/carry_out.h"

namespace minhbach::publish {
namespace {

using Sizes = std::unordered_map<std::string, std::uint64_t>;

Result<Sizes> sizes_in(const std::string& folder, Target& target) {
  const Result<std::vector<Listed>> listed = target.list(folder);
  if (!listed) return listed.error();
  Sizes out;
  for (const Listed& one : *listed) out.emplace(one.path, one.size);
  return out;
}

}  // namespace

Result<Manifest> adopt_files(const SiteFiles& site, const std::string& folder, Target& target,
                             Report& report) {
  const Result<Sizes> sizes = sizes_in(folder, target);
  if (!sizes) return sizes.error();
  Manifest out;
  out.portal = site.portal;
  out.folder = folder;
  std::vector<std::string> asked;
  std::vector<std::size_t> places;
  for (const Entry& entry : site.entries) {
    const auto at = sizes->find(in_folder(folder, entry.path));
    if (at == sizes->end()) continue;
    Entry& found = out.files.emplace_back(Entry{entry.path, at->second, {}});
    if (found.size != entry.size) continue;
    if (is_named_by_content(entry.path)) {
      found.digest = entry.digest;
    } else {
      asked.push_back(at->first);
      places.push_back(out.files.size() - 1);
    }
  }
  const Failures failures = target.digests(asked, [&](std::size_t i, std::optional<Digest> digest) {
    if (digest) out.files[places[i]].digest = *digest;
  });
  for (const Failure& one : failures) report.add(one.why);
  return out;
}

Result<std::vector<std::string>> find_differing(const Manifest& there, const SiteFiles& site,
                                                Target& target, Report& report) {
  const Result<Sizes> sizes = sizes_in(there.folder, target);
  if (!sizes) return sizes.error();
  std::vector<std::string> out;
  const auto has_size = [&](const Entry& entry) {
    const auto at = sizes->find(in_folder(there.folder, entry.path));
    return at != sizes->end() && at->second == entry.size;
  };
  std::vector<std::string> asked;
  std::vector<const Entry*> entries;
  for (const Entry& entry : there.files) {
    const Entry* wanted = find_entry(site.entries, entry.path);
    if (!has_size(entry)) {
      out.push_back(entry.path);
    } else if (wanted != nullptr && *wanted == entry && !is_named_by_content(entry.path)) {
      asked.push_back(in_folder(there.folder, entry.path));
      entries.push_back(&entry);
    }
  }
  for (const Retired& one : there.retired) {
    if (!has_size(one.entry)) out.push_back(one.entry.path);
  }
  const Failures failures = target.digests(asked, [&](std::size_t i, std::optional<Digest> digest) {
    if (digest != entries[i]->digest) out.push_back(entries[i]->path);
  });
  for (const Failure& one : failures) report.add(one.why);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace minhbach::publish
