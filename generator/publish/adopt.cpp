// Sizes first, as they cost nothing; then bytes, but not of files whose names say what they hold.
#include "publish/adopt.h"

#include <unordered_map>

#include "model/cache_rule.h"

namespace minhbach::publish {

Result<Manifest> adopt_files(const SiteFiles& site, Target& target, Report& report) {
  Result<std::vector<Listed>> listed = target.list("");
  if (!listed) return listed.error();
  std::unordered_map<std::string_view, std::uint64_t> sizes;
  for (const Listed& one : *listed) sizes.emplace(one.path, one.size);
  Manifest out;
  out.portal = site.portal;
  std::vector<std::string> asked;
  std::vector<std::size_t> places;
  for (const Entry& entry : site.entries) {
    const auto at = sizes.find(entry.path);
    if (at == sizes.end()) continue;
    Entry& found = out.files.emplace_back(Entry{entry.path, at->second, {}});
    if (found.size != entry.size) continue;
    if (is_named_by_content(entry.path)) {
      found.digest = entry.digest;
    } else {
      asked.push_back(entry.path);
      places.push_back(out.files.size() - 1);
    }
  }
  const Failures failures = target.digests(asked, [&](std::size_t i, std::optional<Digest> digest) {
    if (digest) out.files[places[i]].digest = *digest;
  });
  for (const Failure& one : failures) report.add(one.why);
  return out;
}

}  // namespace minhbach::publish
