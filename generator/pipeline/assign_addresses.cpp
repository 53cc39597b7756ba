// Addresses by the pattern of each type, all at once; then who has taken which.
#include "pipeline/assign_addresses.h"

#include <optional>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "model/url.h"
#include "pipeline/messages.h"
#include "text/slug.h"

namespace minhbach::pipeline {
namespace {

/// What stands for `{name}` of `x-url`; "" when the record has no such value.
std::string named_part(const Site& site, std::uint32_t record, std::string_view name) {
  const schema::Type& type = site.type_of(record);
  if (name == "id") return address_part(site.records()[record].id);
  if (name == "slug") {
    const std::string slug = text::slug(site.title(record));
    return slug.empty() ? address_part(site.records()[record].id) : slug;
  }
  if (name == "nam") return std::string(site.date(record).substr(0, 4));
  const std::optional<std::size_t> field = type.field(name);
  return field ? address_part(site.text(record, field)) : std::string();
}

/// The record's address in `url`, or "" with a diagnostic.
void make_address(const Context& ctx, const Site& site, std::uint32_t record, std::string& url) {
  const std::string& pattern = site.type_of(record).url;
  url.clear();
  for (std::size_t i = 0; i < pattern.size();) {
    const std::size_t from = std::min(pattern.find('{', i), pattern.size());
    url.append(pattern, i, from - i);
    i = from;
    if (i == pattern.size()) break;
    const std::size_t end = pattern.find('}', i);
    const std::string_view name = std::string_view(pattern).substr(i + 1, end - i - 1);
    const std::string part = named_part(site, record, name);
    if (part.empty()) {
      ctx.report.add(site.about(record, messages::url_empty_part, {quote(name)}));
      return url.clear();
    }
    url += part;
    i = end + 1;
  }
}

/// A link may name either language's file.
void note_files(Assembly& assembly, std::uint32_t record, std::uint32_t first) {
  const Site& site = *assembly.site;
  const auto file_of = [&](std::uint32_t at) {
    return site.records()[assembly.written_in[at].of].file;
  };
  const auto note = [&](std::uint32_t of) {
    const std::string_view file = site.records()[of].file;
    const auto number = static_cast<std::uint32_t>(assembly.written_in.size());
    if (!file.ends_with(".md")) return;
    assembly.written_in.push_back({of, record});
    if (assembly.written_by_file.add(number, file, file_of)) assembly.written_in.pop_back();
  };
  note(record);
  if (first != record) note(first);
}

}  // namespace

void assign_addresses(const Context& ctx, Assembly& assembly, const std::set<std::uint32_t>& told) {
  const Site& site = *assembly.site;
  assembly.urls.resize(site.records().size());
  const auto url_of = [&](std::uint32_t record) { return assembly.urls[record]; };
  KeyIndex taken(assembly.members.size());
  assembly.written_by_file = KeyIndex(assembly.members.size());
  std::vector<std::string> made(assembly.members.size());
  parallel_for(
      made.size(), ctx.options.jobs,
      [&](std::size_t i, unsigned) {
        const std::uint32_t record = assembly.members[i];
        if (!site.type_of(record).url.empty())
          make_address(ctx, site, assembly.in_first_language(record), made[i]);
      },
      256);
  for (std::size_t i = 0; i < made.size(); ++i) {
    if (made[i].empty()) continue;
    const std::uint32_t record = assembly.members[i];
    const std::uint32_t first = assembly.in_first_language(record);
    const std::string_view url = assembly.urls[record] = assembly.texts->copy(made[i]);
    const std::optional<std::uint32_t> other = taken.add(record, url, url_of);
    const bool same_id = other && site.records()[*other].type == site.records()[record].type &&
                         site.records()[*other].id == site.records()[record].id;
    if (other && !same_id && !told.contains(record)) {  // Ids are compared where records are read.
      const Record& taker = site.records()[*other];
      ctx.report.add(site.about(record, messages::url_taken,
                                {quote(url), fmt::format("{}:{}", taker.file, taker.line)}));
    }
    note_files(assembly, record, first);
  }
}

}  // namespace minhbach::pipeline
