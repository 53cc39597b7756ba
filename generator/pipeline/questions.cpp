// Names for reads, and fingerprints of their answers.
#include "pipeline/questions.h"

#include <algorithm>

#include "pipeline/json_ld.h"
#include "pipeline/links.h"
#include "pipeline/page_view.h"
#include "pipeline/posters.h"
#include "pipeline/queries.h"
#include "pipeline/share_pictures.h"
#include "pipeline/shared_views.h"
#include "pipeline/value_fingerprint.h"
#include "pipeline/video_facts.h"
#include "text/find_last.h"

namespace minhbach::pipeline {
namespace {

/// In the order of Read::Kind.
constexpr std::string_view kind_names[] = {"trang", "truong", "hien", "ban-ghi", "loai",
                                           "cong",  "muc",    "chu",  "goi",     "mau"};

void add_wording(Fingerprinter& out, const Wording& words) {
  out.add(words.text);
  out.add(words.language);
}

/// A template may go through a record by the names of its fields.
Value field_names(const schema::Type& type, Arena& arena) {
  const std::span<Value> out = arena.array<Value>(type.fields.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = Value::text(type.fields[i].name);
  return Value::list(out);
}

/// Which strings there are: asked by whoever looks for one that is not there.
constexpr std::string_view all_strings = "*";

Value string_keys(const Theme& theme, Arena& arena) {
  const std::span<Value> out = arena.array<Value>(theme.strings.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = Value::text(theme.strings[i].first);
  return Value::list(out);
}

/// A template's text, and which others it takes in: one that was not there before may be chosen
/// now.
Value source_value(const Theme& theme, std::string_view name, Arena& arena) {
  std::vector<Value> out{Value::text(theme.template_digests.find(name)->second)};
  for (const std::string_view needed : theme.templates.needs(name))
    out.push_back(Value::text(needed));
  return Value::list(arena.copy(out));
}

/// Whether the field's value shows anything of other records or files.
bool leads_elsewhere(const schema::Field& field) {
  using Kind = schema::FieldKind;
  return field.kind == Kind::reference || field.kind == Kind::markdown ||
         field.kind == Kind::file ||
         std::any_of(field.children.begin(), field.children.end(), leads_elsewhere);
}

Fingerprint list_frame(const PortalView& portal, const PageReader& reader, TypeId type) {
  Fingerprinter out;
  if (portal.assembly().lists[static_cast<std::size_t>(type)].url.empty()) return out.finish();
  Arena arena;
  add_value(out, portal, shared_list_values(reader, type, arena), arena);
  if (const auto agency = portal.agency()) out.add(portal.assembly().site->title(*agency));
  const std::optional<ArchiveNotice>& archive = portal.assembly().portal->archive;
  out.add(archive ? archive->since : std::string());
  return out.finish();
}

std::optional<std::uint32_t> index_of(std::span<const std::string_view> names,
                                      std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at - names.begin());
}

/// "/a/" of "/a/b/".
std::string_view folder_of(std::string_view url) {
  return url.substr(0, text::find_last(url.substr(0, url.size() - 1), '/') + 1);
}

/// "a:b" to its two halves; the second is "" when there is none.
std::pair<std::string_view, std::string_view> split(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

}  // namespace

Questions::Questions(const PortalView& portal)
    : portal_(portal),
      silent_(portal, nullptr, nullptr),
      template_names_(portal.theme().templates.names()) {
  const Assembly& assembly = portal.assembly();
  for (std::size_t t = 0; t < assembly.site->types.size(); ++t) {
    list_frames_.push_back(list_frame(portal, silent_, static_cast<TypeId>(t)));
    std::vector<char>& own = own_fields_.emplace_back();
    for (const schema::Field& field : assembly.site->types[t].fields)
      own.push_back(!leads_elsewhere(field));
  }
}

std::string Questions::name(const Read& read) const {
  const Assembly& assembly = portal_.assembly();
  std::string out(kind_names[static_cast<std::size_t>(read.kind)]);
  out += ':';
  switch (read.kind) {
    case Read::Kind::page: return out.append(assembly.pages[read.a].url);
    case Read::Kind::field:
    case Read::Kind::shown:
      return out + portal_.record_name(read.a) + ":" +
             assembly.site->type_of(read.a).fields[read.b].name;
    case Read::Kind::fact:
      return out + portal_.record_name(read.a) + ":" + std::string(record_facts()[read.b]);
    case Read::Kind::type: return out + assembly.site->types[read.a].id;
    case Read::Kind::portal: return out + std::string(portal_members()[read.a]);
    case Read::Kind::section:
      return out + assembly.portal->sections[read.a].type + ":" +
             std::string(section_members()[read.b]);
    case Read::Kind::string:
      return out + (read.a < portal_.theme().strings.size() ? portal_.theme().strings[read.a].first
                                                            : std::string(all_strings));
    case Read::Kind::call: return out + portal_.call(read.a);
    case Read::Kind::source: return out + std::string(template_names_[read.a]);
  }
  return out;
}

std::optional<Read> Questions::find_part(std::string_view part, const Last& last) const {
  if (!last.record) return std::nullopt;
  std::optional<std::size_t> number;
  if (last.kind == Read::Kind::fact) {
    number = index_of(record_facts(), part);
  } else {
    number = portal_.assembly().site->type_of(*last.record).field(part);
  }
  if (!number) return std::nullopt;
  return Read{last.kind, *last.record, static_cast<std::uint32_t>(*number)};
}

std::optional<Read> Questions::find(std::string_view name, Last& last) const {
  const Assembly& assembly = portal_.assembly();
  if (!last.about.empty() && name.starts_with(last.about))
    return find_part(name.substr(last.about.size()), last);
  const auto [kind_name, rest] = split(name);
  const std::optional<std::uint32_t> kind = index_of(kind_names, kind_name);
  if (!kind) return std::nullopt;
  const auto [first, second] = split(rest);
  Read read{static_cast<Read::Kind>(*kind), 0, 0};
  const auto with = [&read](std::optional<std::uint32_t> a,
                            std::optional<std::uint32_t> b) -> std::optional<Read> {
    if (!a || !b) return std::nullopt;
    read.a = *a;
    read.b = *b;
    return read;
  };
  switch (read.kind) {
    case Read::Kind::page: {
      const Page* page = assembly.page_at(rest);
      if (page == nullptr) return std::nullopt;
      return with(static_cast<std::uint32_t>(page - assembly.pages.data()), 0);
    }
    case Read::Kind::field:
    case Read::Kind::shown:
    case Read::Kind::fact:
      if (first.size() == rest.size()) return std::nullopt;
      last.about = name.substr(0, name.size() - second.size());
      last.kind = read.kind;
      last.record = portal_.find_record(first);
      return find_part(second, last);
    case Read::Kind::type: {
      const std::optional<TypeId> type = assembly.site->find_type(rest);
      return type ? with(static_cast<std::uint32_t>(*type), 0) : std::nullopt;
    }
    case Read::Kind::portal: return with(index_of(portal_members(), rest), 0);
    case Read::Kind::section: {
      const auto& sections = assembly.portal->sections;
      const auto at = std::find_if(sections.begin(), sections.end(),
                                   [&, id = first](const Section& s) { return s.type == id; });
      if (at == sections.end()) return std::nullopt;
      return with(static_cast<std::uint32_t>(at - sections.begin()),
                  index_of(section_members(), second));
    }
    case Read::Kind::string: {
      const auto& strings = portal_.theme().strings;
      if (rest == all_strings) return with(static_cast<std::uint32_t>(strings.size()), 0);
      const auto at = std::lower_bound(
          strings.begin(), strings.end(), rest,
          [](const auto& entry, std::string_view key) { return entry.first < key; });
      if (at == strings.end() || at->first != rest) return std::nullopt;
      return with(static_cast<std::uint32_t>(at - strings.begin()), 0);
    }
    case Read::Kind::call: return with(portal_.call_number(std::string(rest)), 0);
    case Read::Kind::source: return with(index_of(template_names_, rest), 0);
  }
  return std::nullopt;
}

Value Questions::value(const Read& read, Arena& arena) const {
  const Assembly& assembly = portal_.assembly();
  switch (read.kind) {
    case Read::Kind::page:
      return Value::map(arena.copy(own_values(silent_, assembly.pages[read.a], arena)));
    case Read::Kind::field:
    case Read::Kind::shown: {
      const schema::Field& field = assembly.site->type_of(read.a).fields[read.b];
      const FieldValue& held = assembly.site->records()[read.a].fields[read.b];
      const FieldSource source = source_of(silent_, read.a, read.b);
      return read.kind == Read::Kind::field ? field_value(source, field, held, arena)
                                            : shown_value(source, field, held, arena);
    }
    case Read::Kind::fact:
      return record_fact(silent_, read.a, static_cast<RecordFact>(read.b), arena);
    case Read::Kind::type:
      return Value::map(arena.copy(
          std::vector<Entry>{{"loai", silent_.type(static_cast<TypeId>(read.a), arena)},
                             {"truong", field_names(assembly.site->types[read.a], arena)}}));
    case Read::Kind::portal: return portal_member(silent_, read.a, arena);
    case Read::Kind::section: return section_member(silent_, read.a, read.b, arena);
    case Read::Kind::string:
      if (read.a < portal_.theme().strings.size())
        return Value::text(portal_.theme().strings[read.a].second);
      return string_keys(portal_.theme(), arena);
    case Read::Kind::call: return answer_call(silent_, portal_.call(read.a), arena);
    case Read::Kind::source: return source_value(portal_.theme(), template_names_[read.a], arena);
  }
  return {};
}

/// Of what stands above, in the folders of its address.
Fingerprint Questions::trail_of(const Page& page, Last& last) const {
  const std::string_view folder = folder_of(page.url);
  if (!folder.empty() && folder == last.folder) return last.trail;
  Fingerprinter out;
  const std::vector<const Page*> trail = breadcrumbs(portal_.assembly(), page);
  out.add(trail.size());
  for (const Page* above : trail) {
    out.add(canonical_url(portal_.assembly(), *above));
    add_wording(out, page_title(portal_, *above));
  }
  last.folder = folder;
  return last.trail = out.finish();
}

/// What links and pictures of the body are filled with, as far as it can change.
void Questions::add_body_links(Fingerprinter& out, std::uint32_t record) const {
  const Assembly& assembly = portal_.assembly();
  const std::optional<ingest::PackedBody>& body = assembly.site->store.texts[record].body;
  if (!body) return;
  const BodyLinks links =
      assembly.body_links.empty() ? follow_links(assembly, record) : assembly.body_links[record];
  out.add(links.lead_to);
  if (!links.has_pictures) return;
  for (const markdown::Slot& slot : ingest::body_links(*body)) {
    if (slot.image) out.add(portal_.filling(record, slot));
  }
}

void Questions::add_page(Fingerprinter& out, const Page& page, const ingest::ReadSource& source,
                         Last& last) const {
  const Assembly& assembly = portal_.assembly();
  const Site& site = *assembly.site;
  const CommonFields& common = site.common_of(page.record);
  const TypeId type = site.records()[page.record].type;
  out.add(source.now.packed.shape);
  out.add(source.now.packed.texts);
  out.add(page.url);
  add_wording(out, page_title(portal_, page));
  out.add(trail_of(page, last));
  add_body_links(out, page.record);
  for (const std::string& address : video_addresses(assembly, page.record)) out.add(address);
  out.add(has_feed(assembly, type));
  out.add(assembly.lists[static_cast<std::size_t>(type)].url);
  out.add(!portal_.has_latest());
  add_wording(out, {assembly.portal->description, assembly.portal->language_of("mo_ta")});
  out.add(assembly.portal->agency);
  out.add(can_be_of_agency(assembly, page));
  // What the type makes of the record's fields.
  out.add(site.type_of(page.record).json_ld);
  out.add(site.date(page.record));
  out.add(site.text(page.record, common.updated));
  out.add(site.text(page.record, common.summary));
  out.add(assembly.is_borrowed(page.record));
  for (const std::string& language : assembly.portal->languages)
    out.add(is_in_language(assembly, page, language));
  out.add(assembly.language_of(page.record));
  out.add(site.flag(page.record, common.illustrative));
  if (const auto agency = portal_.agency()) out.add(site.title(*agency));
  add_share(out, page);
}

void Questions::add_share(Fingerprinter& out, const Page& page) const {
  if (const std::optional<ShareAddress> shared = share_address(portal_, page))
    out.add(portal_.assembly().portal->address + shared->url);
}

void Questions::add_list_page(Fingerprinter& out, const Page& page, Last& last) const {
  const ListSlice& slice = page.list;
  out.add(list_frames_[static_cast<std::size_t>(slice.type)]);
  out.add(page.url);
  add_wording(out, page_title(portal_, page));
  for (const std::uint32_t part : {slice.facet, slice.facet_value, slice.number, slice.count})
    out.add(part);
  out.add(trail_of(page, last));
  out.add(list_records(portal_.assembly(), slice).size());
  for (const std::uint32_t record : shown_records(portal_.assembly(), slice))
    add_record(out, portal_, record);
  add_share(out, page);
}

bool Questions::is_of_one_record(const Read& read) const {
  switch (read.kind) {
    case Read::Kind::field:
    case Read::Kind::shown: return own_fields_of(read.a)[read.b];
    case Read::Kind::fact:
      return static_cast<RecordFact>(read.b) != RecordFact::fields || holds_own_fields(read.a);
    default: return false;
  }
}

const std::vector<char>& Questions::own_fields_of(std::uint32_t record) const {
  const TypeId type = portal_.assembly().site->records()[record].type;
  return own_fields_[static_cast<std::size_t>(type)];
}

bool Questions::holds_own_fields(std::uint32_t record) const {
  const std::vector<char>& own = own_fields_of(record);
  const auto& held = portal_.assembly().site->records()[record].fields;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (!own[i] && held[i].has_value()) return false;
  }
  return true;
}

Fingerprint Questions::answer(const Read& read, Last& last) const {
  const Assembly& assembly = portal_.assembly();
  Fingerprinter out;
  const Page* page = read.kind == Read::Kind::page ? &assembly.pages[read.a] : nullptr;
  const ingest::ReadSource* source = page != nullptr && page->kind == PageKind::record
                                         ? assembly.site->own_source(page->record)
                                         : nullptr;
  if (source != nullptr && source->now.packed.size() > 0) {
    add_page(out, *page, *source, last);
  } else if (page != nullptr && page->kind == PageKind::list) {
    add_list_page(out, *page, last);
  } else if (page != nullptr && page->kind == PageKind::drawing) {
    out.add(drawing_answer(portal_, *page));
  } else {
    Arena arena;
    add_value(out, portal_, value(read, arena), arena);
  }
  if (page != nullptr) out.add(page_template(assembly, portal_.theme(), *page));
  // Whose page it is: another record may have taken its address and title.
  if (page != nullptr && (page->kind == PageKind::record || page->kind == PageKind::drawing))
    add_record(out, portal_, page->record);
  return out.finish();
}

void Questions::add_sources(const Page& page, ReadNotes& reads) const {
  for (const std::string_view name :
       portal_.theme().templates.needs(page_template(portal_.assembly(), portal_.theme(), page))) {
    const auto at = std::lower_bound(template_names_.begin(), template_names_.end(), name);
    reads.add({Read::Kind::source, static_cast<std::uint32_t>(at - template_names_.begin()), 0});
  }
}

}  // namespace minhbach::pipeline
