// Finds what a link leads to, and says so where it leads to nothing.
#include "pipeline/links.h"

#include "base/parallel.h"
#include "model/url.h"
#include "pipeline/file_messages.h"
#include "pipeline/messages.h"

namespace minhbach::pipeline {
namespace {

Diagnostic at_slot(const Assembly& assembly, const markdown::Slot& slot, const Message& message,
                   std::vector<std::string> arguments) {
  return assembly.site->diagnostic(message, slot.place, std::move(arguments));
}

bool has_anchor(const markdown::Document& document, std::string_view anchor) {
  return std::binary_search(document.anchors.begin(), document.anchors.end(), anchor);
}

/// A record's page shows its body and its Markdown fields: the heading may stand in any of them.
bool has_anchor(const ingest::RecordTexts& texts, std::string_view anchor) {
  return (texts.body && ingest::has_anchor(*texts.body, anchor)) ||
         std::any_of(texts.fields.begin(), texts.fields.end(),
                     [&](const auto& field) { return has_anchor(field.second, anchor); });
}

/// The heading that is meant, judged by its nearest name in the body.
Diagnostic missing_anchor(const Assembly& assembly, const markdown::Slot& slot,
                          std::uint32_t target, const std::string& anchor) {
  const std::optional<ingest::PackedBody>& body = assembly.site->store.texts[target].body;
  const std::vector<std::string_view> anchors =
      body ? ingest::body_anchors(*body) : std::vector<std::string_view>();
  std::string list;
  for (const std::string_view name : anchors) {
    if (list.size() > 200) break;  // Enough to see how they are written.
    list += list.empty() ? "#" : ", #";
    list += name;
  }
  Diagnostic out = at_slot(assembly, slot, messages::anchor_broken,
                           {std::string(assembly.urls[target]), anchor, list.empty() ? "-" : list});
  const std::string nearest = nearest_name(anchor, anchors);
  if (!nearest.empty()) out.nearest.append("#").append(nearest);
  return out;
}

Diagnostic broken_link(const Assembly& assembly, std::uint32_t record, const markdown::Slot& slot,
                       const std::string& path,
                       const Message& message = messages::page_link_broken) {
  const std::vector<Record>& records = assembly.site->records();
  const std::string target =
      resolve_path(slot.place.file.empty() ? records[record].file : slot.place.file, path);
  const bool is_unpublished = std::any_of(
      records.begin(), records.end(), [&](const Record& other) { return other.file == target; });
  if (is_unpublished)
    return at_slot(assembly, slot, messages::link_to_unpublished, {quote(slot.target)});
  Diagnostic out = at_slot(assembly, slot, message, {quote(slot.target)});
  std::vector<std::string_view> candidates;
  if (slot.target.starts_with('/')) {
    for (const Page& page : assembly.pages) candidates.push_back(page.url);
    out.nearest = nearest_name(path, candidates);
  } else {
    // Paths of a folder's files differ in the name alone, so names are compared, not whole paths.
    const std::string name = path.substr(path.rfind('/') + 1);
    for (const WrittenIn& written : assembly.written_in) {
      const std::string_view file = records[written.of].file;
      candidates.push_back(file.substr(file.rfind('/') + 1));
    }
    for (const auto& [file, attachment] : assembly.attachment_by_file) {
      candidates.push_back(file.substr(file.rfind('/') + 1));
    }
    out.nearest = nearest_name(name, candidates);
  }
  return out;
}

/// A record's page with the anchor, which must be a heading of its body.
Result<LinkTarget> link_to_record(const Assembly& assembly, std::uint32_t target,
                                  const markdown::Slot& slot, std::string_view anchor) {
  const std::string_view url = assembly.urls[target];
  if (url.empty())
    return at_slot(assembly, slot, messages::link_to_unpublished, {quote(slot.target)});
  LinkTarget out{url, std::string(anchor)};
  if (!anchor.empty() && !has_anchor(assembly.site->store.texts[target], anchor)) {
    // Whoever wrote the link may not know how a translation words its headings.
    const std::uint32_t first = assembly.in_first_language(target);
    if (first == target || !has_anchor(assembly.site->store.texts[first], anchor))
      return missing_anchor(assembly, slot, target, out.anchor);
    out.anchor.clear();
  }
  return out;
}

Result<LinkTarget> link_to_address(const Assembly& assembly, std::uint32_t record,
                                   const markdown::Slot& slot, const std::string& path,
                                   std::string_view anchor) {
  if (const auto file = assembly.attachment_by_url.find(path);
      file != assembly.attachment_by_url.end())
    return LinkTarget{file->first, {}, true};
  const Page* page = assembly.page_at(path);
  if (page == nullptr) page = assembly.page_at(path + "/");
  if (page == nullptr) return broken_link(assembly, record, slot, path);
  if (page->kind == PageKind::record) return link_to_record(assembly, page->record, slot, anchor);
  return LinkTarget{page->url, std::string(anchor)};
}

/// A mounted record's links to pages that are not mounted with it are text here: whether they lead
/// anywhere is for its own portal's build to say.
bool may_lead_nowhere(const Assembly& assembly, std::uint32_t record) {
  const Mount* mount = assembly.mount_of(record);
  return mount != nullptr && mount->from != ingest::shared_portal;
}

std::vector<Diagnostic> broken_slots(const Assembly& assembly, std::uint32_t record,
                                     const std::vector<markdown::Slot>& slots) {
  std::vector<Diagnostic> out;
  for (const markdown::Slot& slot : slots) {
    if (slot.image) {
      if (Result<const Attachment*> image = resolve_image(assembly, record, slot); !image)
        out.push_back(image.error());
    } else if (Result<LinkTarget> link = find_link(assembly, record, slot);
               !link && !may_lead_nowhere(assembly, record)) {
      out.push_back(link.error());
    }
  }
  return out;
}

/// Where a link stands is asked only when it leads to nothing.
void check_body(const Context& ctx, Assembly& assembly, std::uint32_t record) {
  if (!assembly.site->store.texts[record].body) return;
  BodyLinks& links = assembly.body_links[record];
  links = follow_links(assembly, record);
  if (!links.are_broken) return;
  for (Diagnostic& problem :
       broken_slots(assembly, record, assembly.site->body(record).document.slots))
    ctx.report.add(std::move(problem));
}

/// Why pages cannot show `file` as a picture; null when they can, or when the file's own findings
/// say it.
const Message* why_not_shown(const Attachment& file) {
  if (file.facts.image) return nullptr;
  if (is_pdf(file.source))
    return are_incomplete(file.facts) ? nullptr : &messages::pdf_page_impossible;
  const bool is_said = images::kind_of_name(file.source) != images::PictureKind::none &&
                       !file.facts.findings.empty();
  return is_said ? nullptr : &messages::image_unreadable;
}

/// Fields that name a file beside the record's own. `top`: in which of the record's own fields they
/// stand; nothing when they are these.
void check_files(const Context& ctx, const Assembly& assembly, std::uint32_t record,
                 std::span<const schema::Field> fields, std::span<const FieldValue> values,
                 std::optional<std::size_t> top = std::nullopt) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const schema::Field& field = fields.size() == 1 ? fields[0] : fields[i];
    const FieldValue& value = values[i];
    if (field.kind == schema::FieldKind::file && value.kind == FieldValue::Kind::text) {
      const Attachment* file = find_attachment(assembly, record, value.text());
      const bool is_picture =
          field.is_picture || images::kind_of_name(value.text()) != images::PictureKind::none;
      const Message* const why = file != nullptr && is_picture ? why_not_shown(*file) : nullptr;
      if (file != nullptr && why == nullptr) continue;
      markdown::Slot slot;
      slot.target = std::string(value.text());
      // Of a value from another file only the name is as it was written.
      if (assembly.site->field_file(record, top.value_or(i)) !=
          assembly.site->records()[record].file)
        slot.target.erase(0, slot.target.rfind('/') + 1);
      slot.place = {std::string(assembly.site->field_file(record, top.value_or(i))),
                    static_cast<int>(value.line), value.column};
      ctx.report.add(file != nullptr ? at_slot(assembly, slot, *why, {quote(slot.target)})
                                     : broken_link(assembly, record, slot, slot.target,
                                                   messages::file_beside_missing));
    } else {
      check_files(ctx, assembly, record, field.children, value.children(), top.value_or(i));
    }
  }
}

const Attachment* attachment_beside(const Assembly& assembly, std::string_view file,
                                    std::string_view path) {
  const bool address = path.starts_with('/');
  const auto& all = address ? assembly.attachment_by_url : assembly.attachment_by_file;
  const auto found = all.find(address ? std::string(path) : resolve_path(file, path));
  return found != all.end() ? found->second : nullptr;
}

}  // namespace

Result<LinkTarget> find_link(const Assembly& assembly, std::uint32_t record,
                             const markdown::Slot& slot) {
  const std::string_view target = slot.target;
  const std::size_t hash = target.find('#');
  std::string anchor = hash == std::string_view::npos ? "" : decode_path(target.substr(hash + 1));
  const std::string path = decode_path(target.substr(0, hash));
  if (path.empty()) {
    const bool found = anchor.empty() || has_anchor(assembly.site->store.texts[record], anchor);
    if (!found) return missing_anchor(assembly, slot, record, anchor);
    return LinkTarget{{}, std::move(anchor)};
  }
  if (path.starts_with('/')) return link_to_address(assembly, record, slot, path, anchor);

  // A field of the record may have come out of another file than its body.
  const std::string_view written_in = slot.place.file.empty()
                                          ? assembly.site->records()[record].file
                                          : std::string_view(slot.place.file);
  const std::string file = resolve_path(written_in, path);
  if (const std::optional<std::uint32_t> target_record = assembly.shown_from(file))
    return link_to_record(assembly, *target_record, slot, anchor);
  if (const auto attachment = assembly.attachment_by_file.find(file);
      attachment != assembly.attachment_by_file.end()) {
    return LinkTarget{attachment->second->url, {}, true};
  }
  return broken_link(assembly, record, slot, path);
}

Result<std::string> resolve_link(const Assembly& assembly, std::uint32_t record,
                                 const markdown::Slot& slot) {
  const Result<LinkTarget> found = find_link(assembly, record, slot);
  if (!found) return found.error();
  if (found->is_file) return file_link(*assembly.portal, found->url);
  std::string out;
  if (!found->url.empty()) out = page_link(*assembly.portal, found->url);
  if (found->url.empty() || !found->anchor.empty()) out.append("#").append(found->anchor);
  return out;
}

Result<const Attachment*> resolve_image(const Assembly& assembly, std::uint32_t record,
                                        const markdown::Slot& slot) {
  const Attachment* attachment = find_attachment(assembly, record, slot);
  if (attachment == nullptr)
    return at_slot(assembly, slot, messages::image_missing, {quote(slot.target)});
  if (const Message* const why = why_not_shown(*attachment))
    return at_slot(assembly, slot, *why, {quote(slot.target)});
  return attachment;
}

const Attachment* find_attachment(const Assembly& assembly, std::uint32_t record,
                                  std::string_view path) {
  return attachment_beside(assembly, assembly.site->records()[record].file, path);
}

const Attachment* find_attachment(const Assembly& assembly, std::uint32_t record,
                                  const markdown::Slot& slot) {
  const std::string_view written_in = slot.place.file.empty()
                                          ? assembly.site->records()[record].file
                                          : std::string_view(slot.place.file);
  return attachment_beside(assembly, written_in,
                           decode_path(slot.target.substr(0, slot.target.find('#'))));
}

std::string file_link(const Portal& portal, std::string_view url) {
  return portal.files_path + encode_path(url.substr(1));
}

std::string page_link(const Portal& portal, std::string_view url) {
  std::string out;
  out.reserve(portal.base_path.size() + url.size());
  out += portal.base_path;
  append_encoded_path(out, url.substr(1));
  return out;
}

std::string language_path(const Portal& portal, std::string_view language) {
  std::string out = portal.files_path.substr(0, portal.files_path.size() - 1);
  if (language != portal.languages.front()) out.append("/").append(language);
  return out;
}

std::string language_address(const Portal& portal, std::string_view language) {
  std::string out = portal.canonical_address;
  if (portal.is_further_language()) out.resize(out.size() - portal.language.size() - 1);
  if (language != portal.languages.front()) out.append("/").append(language);
  return out;
}

BodyLinks follow_links(const Assembly& assembly, std::uint32_t record) {
  BodyLinks out;
  Fingerprinter lead_to;
  for (const markdown::Slot& slot : ingest::body_links(*assembly.site->store.texts[record].body)) {
    if (slot.image) {
      out.has_pictures = true;
      out.are_broken |= !resolve_image(assembly, record, slot);
      continue;
    }
    const Result<LinkTarget> found = find_link(assembly, record, slot);
    out.are_broken |= !found && !may_lead_nowhere(assembly, record);
    lead_to.add(static_cast<bool>(found));
    if (!found) continue;
    lead_to.add(found->url);
    lead_to.add(found->anchor);
    lead_to.add(found->is_file);
  }
  out.lead_to = lead_to.finish();
  return out;
}

void check_links(const Context& ctx, Assembly& assembly) {
  const Site& site = *assembly.site;
  assembly.body_links.resize(site.records().size());
  std::vector<char> have_files;  // By type.
  for (const schema::Type& type : site.types)
    have_files.push_back(std::any_of(type.fields.begin(), type.fields.end(),
                                     [](const auto& field) { return field.names_files(); }));
  parallel_for(assembly.members.size(), ctx.options.jobs, [&](std::size_t index, unsigned) {
    const std::uint32_t record = assembly.members[index];
    check_body(ctx, assembly, record);
    for (const auto& [start, document] : site.store.texts[record].fields) {
      for (Diagnostic& problem : broken_slots(assembly, record, document.slots))
        ctx.report.add(std::move(problem));
    }
    const Record& held = site.records()[record];
    if (have_files[static_cast<std::size_t>(held.type)])
      check_files(ctx, assembly, record, site.type_of(record).fields, held.fields);
  });
}

}  // namespace minhbach::pipeline
