// Own, shared and mounted records, each as this portal and language have it.
#include "pipeline/choose_members.h"

#include <algorithm>

#include "pipeline/sharing_messages.h"
#include "schema/read_type.h"
#include "schema/wording.h"

namespace minhbach::pipeline {
namespace {

class MemberChoice {
 public:
  MemberChoice(const Context& ctx, Assembly& assembly)
      : ctx_(ctx), assembly_(assembly), site_(*assembly.site), portal_(*assembly.portal) {}

  void choose() {
    assembly_.record_by_id.resize(site_.types.size());
    for (std::uint32_t i = 0; i < site_.first_derived; ++i) {
      const Record& record = site_.records()[i];
      const bool is_here = record.portal == portal_.id || record.portal == ingest::shared_portal;
      const Mount* mount =
          portal_.mounts.empty() ? nullptr : portal_.mount_of(record.portal, record.type);
      if (record.layer != Layer::whole || (!is_here && mount == nullptr)) continue;
      if (!ctx_.options.drafts && site_.flag(i, site_.common_of(i).draft)) continue;
      add(i, mount);
    }
    for (const Mount& mount : portal_.mounts) {
      index_folder(mount);
      // A folder or a record with an error is why, more often than not, and has been told.
      if (!ctx_.report.has_errors()) report_empty(mount);
    }
  }

 private:
  /// For KeyIndex.
  auto id_of() const {
    return [this](std::uint32_t record) { return site_.records()[record].id; };
  }

  std::uint32_t version(std::uint32_t original, std::string_view language) const {
    return site_.version_of(original, portal_.id, language, ctx_.options.drafts);
  }

  void add(std::uint32_t original, const Mount* mount) {
    const std::uint32_t first = version(original, {});
    const std::uint32_t shown =
        portal_.is_further_language() ? version(original, portal_.language) : first;
    const Record& record = site_.records()[shown];
    KeyIndex& of_type = assembly_.record_by_id[static_cast<std::size_t>(record.type)];
    const std::optional<std::uint32_t> other = of_type.add(shown, record.id, id_of());
    const Mount* earlier = other ? assembly_.mount_of(*other) : nullptr;
    if (other && (mount != nullptr || earlier != nullptr)) {
      if ((mount != nullptr && mount->is_in_circle) ||
          (earlier != nullptr && earlier->is_in_circle))
        return;  // The circle has been told: mending it may well mend this.
      return mount != nullptr ? report_taken(site_.records()[*other], record)
                              : report_taken(record, site_.records()[*other]);
    }
    assembly_.members.push_back(shown);
    if (mount != nullptr) assembly_.mount_by_record.emplace(shown, mount);
    if (shown != first) assembly_.first_by_record.emplace(shown, first);
    if (portal_.is_further_language()) return;
    for (std::size_t i = 1; i < portal_.languages.size(); ++i) {
      const std::uint32_t translation = version(original, portal_.languages[i]);
      if (translation != first) assembly_.translations.push_back(translation);
    }
  }

  /// `record`: that of the portal, which is the one that can be mended there.
  void report_taken(const Record& record, const Record& other) {
    Diagnostic out;
    out.message = &messages::mounted_id_taken;
    out.place = {std::string(record.file), record.line, 0};
    out.arguments = {quote(portal_.id), schema::title_of(site_.type(record.type)), quote(record.id),
                     fmt::format("{}:{}", other.file, other.line), std::string(record.id)};
    ctx_.report.add(std::move(out));
  }

  /// What ids mean in the records of a mounted folder: its own records, else the shared ones.
  void index_folder(const Mount& mount) {
    if (mount.from == ingest::shared_portal) return;  // Its ids mean what they mean here.
    const auto [at, is_new] = assembly_.mounted_by_id.try_emplace(mount.from);
    if (!is_new) return;
    auto& by_type = at->second;
    by_type.resize(site_.types.size());
    for (const std::string_view folder : {std::string_view(mount.from), ingest::shared_portal}) {
      for (std::uint32_t i = 0; i < site_.first_derived; ++i) {
        const Record& record = site_.records()[i];
        if (record.portal != folder || record.layer != Layer::whole) continue;
        by_type[static_cast<std::size_t>(record.type)].add(version(i, language_here()), record.id,
                                                           id_of());
      }
    }
  }

  std::string_view language_here() const {
    return portal_.is_further_language() ? std::string_view(portal_.language) : std::string_view();
  }

  void report_empty(const Mount& mount) {
    for (const TypeId type : mount.shown) {
      const bool has_any =
          std::any_of(assembly_.mount_by_record.begin(), assembly_.mount_by_record.end(),
                      [&](const auto& entry) {
                        return entry.second == &mount && site_.records()[entry.first].type == type;
                      });
      if (has_any) continue;
      Diagnostic out;
      out.message = &messages::mount_empty;
      out.place = {portal_.file, mount.types_line, mount.types_column};
      out.arguments = {quote(mount.from), quote(site_.type(type).id)};
      ctx_.report.add(std::move(out));
    }
  }

  const Context& ctx_;
  Assembly& assembly_;
  const Site& site_;
  const Portal& portal_;
};

/// By type.
std::vector<std::vector<std::size_t>> unique_fields(const Site& site) {
  std::vector<std::vector<std::size_t>> out(site.types.size());
  for (std::size_t t = 0; t < out.size(); ++t) {
    for (std::size_t i = 0; i < site.types[t].fields.size(); ++i) {
      if (site.types[t].fields[i].unique) out[t].push_back(i);
    }
  }
  return out;
}

}  // namespace

void choose_members(const Context& ctx, Assembly& assembly) {
  MemberChoice(ctx, assembly).choose();
}

std::set<std::uint32_t> check_unique_values(const Context& ctx, const Assembly& assembly) {
  const Site& site = *assembly.site;
  std::set<std::uint32_t> told;
  // By type and field: the values, and who has them.
  std::map<std::pair<TypeId, std::size_t>, std::unordered_map<std::string, std::uint32_t>> seen;
  const std::vector<std::vector<std::size_t>> unique = unique_fields(site);
  for (const std::uint32_t member : assembly.members) {
    const schema::Type& type = site.type_of(member);
    for (const std::size_t i : unique[static_cast<std::size_t>(site.records()[member].type)]) {
      const FieldValue& value = site.records()[member].fields[i];
      if (!value.has_value()) continue;
      const std::string text = schema::choice_text(value);
      const auto [first, is_new] = seen[{site.records()[member].type, i}].try_emplace(text, member);
      // Ids are compared where records are read.
      if (is_new || site.records()[first->second].id == site.records()[member].id) continue;
      told.insert(member);
      ctx.report.add(site.diagnostic(
          messages::value_taken,
          {std::string(site.field_file(member, i)), static_cast<int>(value.line), value.column},
          {schema::name_of(type.fields[i]), quote(text),
           fmt::format("{}:{}", site.field_file(first->second, i),
                       site.records()[first->second].fields[i].line)}));
    }
  }
  return told;
}

}  // namespace minhbach::pipeline
