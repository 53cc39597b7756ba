// Finds what each layer belongs to, checks the pair, and lays one over the other.
#include "pipeline/record_versions.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "ingest/load_text.h"
#include "pipeline/lay_over.h"
#include "pipeline/read_portal.h"
#include "pipeline/read_site.h"
#include "pipeline/sharing_messages.h"
#include "schema/messages.h"
#include "schema/read_type.h"
#include "schema/read_values.h"
#include "schema/wording.h"

namespace minhbach::pipeline {
namespace {

class VersionMaker {
 public:
  VersionMaker(const Context& ctx, Site& site) : ctx_(ctx), site_(site) {
    for (std::uint32_t i = 0; i < site_.first_derived; ++i) {
      const Record& record = site_.records()[i];
      if (record.layer == Layer::whole) {
        originals_.emplace(Key{record.portal, record.type, record.id}, i);
      } else {
        layers_.push_back(i);
      }
    }
  }

  void make() {
    site_.derived_values = std::make_unique<Arena>();
    for (const std::uint32_t layer : layers_) {
      if (site_.records()[layer].layer == Layer::local) add_local(layer);
    }
    const std::vector<RecordVersion> locals = site_.versions;
    std::vector<std::uint32_t> elsewhere;  // Translations of what does not lie beside them.
    for (const std::uint32_t layer : layers_) {
      const Record& record = site_.records()[layer];
      if (record.layer != Layer::translation) continue;
      if (find(record.portal, record)) {
        add_translation(layer, locals);
      } else {
        elsewhere.push_back(layer);
      }
    }
    sort_versions();
    for (const std::uint32_t layer : elsewhere) add_local_translation(layer);
    sort_versions();
  }

 private:
  /// Stable: of two of one portal and language the later one, which has all that the other has and
  /// more, stays behind it and is chosen.
  void sort_versions() {
    std::stable_sort(site_.versions.begin(), site_.versions.end(),
                     [](const RecordVersion& a, const RecordVersion& b) {
                       return std::tuple(a.original, std::string_view(a.portal),
                                         a.language.text()) <
                              std::tuple(b.original, std::string_view(b.portal), b.language.text());
                     });
  }

  /// Folder, type, id. Copies: the records they are of move when others are put behind them.
  using Key = std::tuple<std::string, TypeId, std::string>;

  std::optional<std::uint32_t> find(std::string_view folder, const Record& like) const {
    const auto at = originals_.find(Key{std::string(folder), like.type, like.id});
    return at != originals_.end() ? std::optional(at->second) : std::nullopt;
  }

  /// About the whole layer: where it stands is its file.
  void report(const Message& message, std::uint32_t layer, std::vector<std::string> arguments,
              std::string nearest = {}) {
    const Record& record = site_.records()[layer];
    Diagnostic out;
    out.message = &message;
    out.place = {std::string(record.file), record.line, 0};
    out.arguments = std::move(arguments);
    out.nearest = std::move(nearest);
    ctx_.report.add(std::move(out));
  }

  const Portal* portal_named(std::string_view id) const {
    const auto at = std::find_if(site_.portals.begin(), site_.portals.end(),
                                 [&](const Portal& portal) { return portal.id == id; });
    return at != site_.portals.end() ? &*at : nullptr;
  }

  /// The folders whose records of a type `portal` shows besides its own.
  static std::vector<std::string_view> folders_of(const Portal& portal, TypeId type) {
    std::vector<std::string_view> out{ingest::shared_portal};
    for (const Mount& mount : portal.mounts) {
      if (portal.mount_of(mount.from, type) != nullptr) out.push_back(mount.from);
    }
    return out;
  }

  void add_local(std::uint32_t layer) {
    const Record record = site_.records()[layer];
    const Portal* portal = portal_named(record.portal);
    if (portal == nullptr) {
      if (record.portal == ingest::shared_portal)
        report(messages::local_values_shared, layer, {quote(record.id)});
      return;  // Those of a portal that is not built concern nobody.
    }
    std::optional<std::uint32_t> base;
    const std::vector<std::string_view> folders = folders_of(*portal, record.type);
    for (const std::string_view folder : folders) {
      if (!base) base = find(folder, record);
    }
    if (!base) return report_local_alone(layer, record, folders);
    check_identity(*base, layer);
    add(*base, *base, layer, portal->id, {});
  }

  /// What tells a record from all others of its type is the same everywhere.
  void check_identity(std::uint32_t base, std::uint32_t layer) {
    const schema::Type& type = site_.type_of(layer);
    const Record& record = site_.records()[layer];
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const FieldValue& here = record.fields[i];
      const FieldValue& there = site_.records()[base].fields[i];
      if (!type.fields[i].unique || !here.has_value() || !there.has_value() ||
          schema::choice_text(here) == schema::choice_text(there))
        continue;
      ctx_.report.add(
          site_.diagnostic(messages::local_value_fixed,
                           {std::string(record.file), static_cast<int>(here.line), here.column},
                           {quote(type.fields[i].name), quote(schema::choice_text(there)),
                            quote(schema::choice_text(here))}));
    }
  }

  /// The name of a field, unique among records, in which `record` has this value; "" when none has.
  std::string field_that_holds(std::uint32_t record, std::string_view value) const {
    const schema::Type& type = site_.type_of(record);
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const FieldValue& held = site_.records()[record].fields[i];
      if (type.fields[i].unique && held.has_value() && schema::choice_text(held) == value)
        return schema::name_of(type.fields[i]);
    }
    return {};
  }

  void report_local_alone(std::uint32_t layer, const Record& record,
                          const std::vector<std::string_view>& folders) {
    const std::string type = schema::title_of(site_.type(record.type));
    if (const auto own = find(record.portal, record))
      return report(messages::local_values_of_own, layer,
                    {type, quote(record.id), std::string(site_.records()[*own].file)});
    std::vector<std::string_view> ids;
    for (const auto& [key, index] : originals_) {
      const bool is_near =
          std::find(folders.begin(), folders.end(), std::get<0>(key)) != folders.end();
      if (!is_near || std::get<1>(key) != record.type) continue;
      ids.push_back(std::get<2>(key));
      if (const std::string code = field_that_holds(index, record.id); !code.empty())
        return report(messages::local_values_by_code, layer,
                      {type, quote(record.id), code, std::get<2>(key)});
    }
    report(messages::local_values_alone, layer, {type, quote(record.id)},
           nearest_name(record.id, ids));
  }

  void add_translation(std::uint32_t layer, const std::vector<RecordVersion>& locals) {
    const Record record = site_.records()[layer];
    const std::optional<std::uint32_t> base = find(record.portal, record);
    if (portal_named(record.portal) != nullptr) warn_unused(layer, record);
    check_pair(ctx_, site_, *base, layer);
    const std::uint32_t translated = add(*base, *base, layer, "", record.language);
    for (const RecordVersion& local : locals) {
      if (local.original != *base) continue;
      const std::uint32_t over = site_.derived_of(local.record)->over;
      add(*base, translated, over, local.portal, record.language);
    }
  }

  /// A portal's own translation of a record that it mounts or shares: over all else that the record
  /// is there, in that language.
  void add_local_translation(std::uint32_t layer) {
    const Record record = site_.records()[layer];
    const Portal* portal = portal_named(record.portal);
    // Those of a portal that is not built concern nobody.
    if (portal == nullptr && is_portal(record.portal)) return;
    std::optional<std::uint32_t> original;
    if (portal != nullptr) {
      for (const std::string_view folder : folders_of(*portal, record.type))
        if (!original) original = find(folder, record);
    }
    if (!original) return report_translation_alone(layer, record);
    warn_unused(layer, record);
    check_pair(ctx_, site_, *original, layer);
    const std::uint32_t below =
        site_.version_of(*original, portal->id, record.language.text(), true);
    add(*original, below, layer, portal->id, record.language);
  }

  bool is_portal(std::string_view folder) const {
    const std::vector<std::string> ids = portal_ids(ctx_);
    return std::find(ids.begin(), ids.end(), folder) != ids.end();
  }

  void report_translation_alone(std::uint32_t layer, const Record& record) {
    for (const auto& [key, index] : originals_) {
      if (std::get<0>(key) != record.portal || std::get<2>(key) != record.id) continue;
      const Record& other = site_.records()[index];
      return report(messages::translation_of_other_type, layer,
                    {quote(record.id), schema::title_of(site_.type(record.type)),
                     quote(site_.type(other.type).title), std::string(other.file)});
    }
    report(messages::translation_alone, layer,
           {schema::title_of(site_.type(record.type)), quote(record.id)});
  }

  /// Whether `portal` shows records of `folder` in `language` beside its first one.
  static bool uses(const Portal& portal, std::string_view folder, std::string_view language) {
    const bool has_language = std::find(portal.languages.begin() + 1, portal.languages.end(),
                                        language) != portal.languages.end();
    return has_language && portal.takes(folder);
  }

  void warn_unused(std::uint32_t layer, const Record& record) {
    if (!all_portals_) all_portals_ = read_all_portals();
    for (const Portal& portal : *all_portals_) {
      if (uses(portal, record.portal, record.language.text())) return;
    }
    report(messages::translation_unused, layer, {quote(record.language.text())});
  }

  /// Not only those that are built now.
  std::vector<Portal> read_all_portals() const {
    std::vector<Portal> out;
    Report ignored;  // A build of each says what is wrong with it.
    for (const std::string& id : portal_ids(ctx_)) {
      const auto source = ingest::load_text(ctx_.disk, "site/" + id + "/portal.json", 0,
                                            ingest::data_limit, ignored);
      auto portal = source ? read_portal(id, *source, ignored) : std::nullopt;
      if (portal) out.push_back(std::move(*portal));
    }
    return out;
  }

  std::uint32_t add(std::uint32_t original, std::uint32_t base, std::uint32_t layer,
                    const std::string& portal, LanguageCode language) {
    const std::uint32_t made = lay_over(site_, base, layer);
    const schema::Type& type = site_.type_of(made);
    for (const auto& [field, because] : schema::lacking(type, site_.records()[made].fields)) {
      const schema::Field& missing = type.fields[field];
      report(schema_message(because), layer, {schema::name_of(missing), missing.name, because});
    }
    site_.versions.push_back({original, portal, language, made});
    return made;
  }

  static const Message& schema_message(const std::string& because) {
    return because.empty() ? messages::missing_field : messages::missing_field_when;
  }

  const Context& ctx_;
  Site& site_;
  std::map<Key, std::uint32_t> originals_;
  std::vector<std::uint32_t> layers_;
  std::optional<std::vector<Portal>> all_portals_;  ///< Read when a translation first asks.
};

}  // namespace

void add_record_versions(const Context& ctx, Site& site) {
  site.first_derived = static_cast<std::uint32_t>(site.store.records.size());
  const bool has_layers =
      std::any_of(site.store.records.begin(), site.store.records.end(),
                  [](const Record& record) { return record.layer != Layer::whole; });
  if (!has_layers) return;
  VersionMaker(ctx, site).make();
}

}  // namespace minhbach::pipeline
