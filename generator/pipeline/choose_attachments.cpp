// Walks what records name.
#include "pipeline/choose_attachments.h"

#include <set>

#include "base/parallel.h"
#include "model/url.h"
#include "pipeline/file_messages.h"
#include "pipeline/links.h"
#include "pipeline/messages.h"
#include "pipeline/pictures.h"

namespace minhbach::pipeline {
namespace {

class Mentions {
 public:
  explicit Mentions(const Assembly& assembly) : assembly_(assembly) {}

  void add_record(std::uint32_t record) {
    const ingest::RecordTexts& texts = assembly_.site->store.texts[record];
    if (texts.body) add_links(record, ingest::body_links(*texts.body));
    for (const auto& [start, document] : texts.fields) add_links(record, document.slots);
    add_fields(record, assembly_.site->type_of(record).fields,
               assembly_.site->records()[record].fields);
  }

  void add_all(const Mentions& other) {
    found_.insert(other.found_.begin(), other.found_.end());
    shown_.insert(other.shown_.begin(), other.shown_.end());
  }

  bool contains(const Attachment& attachment) const { return found_.contains(&attachment); }
  /// Whether pages show it, so that pictures are made of it.
  bool is_shown(const Attachment& attachment) const { return shown_.contains(&attachment); }

 private:
  void add(const Attachment* attachment, bool is_shown) {
    if (attachment == nullptr) return;
    found_.insert(attachment);
    // Whoever links to a HEIC is given a JPEG made of it.
    if (is_shown || attachment->facts.picture == images::PictureKind::heic)
      shown_.insert(attachment);
  }

  void add_links(std::uint32_t record, const std::vector<markdown::Slot>& slots) {
    for (const markdown::Slot& slot : slots) {
      // Markdown files are records' (ingest/scan.cpp), and all static files go out.
      const std::string_view path = std::string_view(slot.target).substr(0, slot.target.find('#'));
      if (!path.empty() && !path.ends_with(".md"))
        add(find_attachment(assembly_, record, slot), slot.image);
    }
  }

  void add_fields(std::uint32_t record, std::span<const schema::Field> fields,
                  std::span<const FieldValue> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const schema::Field& field = fields.size() == 1 ? fields[0] : fields[i];
      if (field.kind == schema::FieldKind::file) {
        const Attachment* file = find_attachment(assembly_, record, values[i].text());
        // Of a document, only where its picture is asked for.
        add(file, file != nullptr &&
                      (field.is_picture || file->facts.picture != images::PictureKind::none));
      }
      add_fields(record, field.children, values[i].children());
    }
  }

  const Assembly& assembly_;
  std::set<const Attachment*> found_, shown_;
};

/// What was found out about a file when it was read. A static file is the operator's affair, but
/// for one that cannot go out.
void report_findings(const Context& ctx, const Attachment& attachment) {
  for (const Finding& finding : attachment.facts.findings) {
    if (attachment.is_static && finding.message != &messages::attachment_too_large) continue;
    Diagnostic diagnostic;
    diagnostic.message = finding.message;
    diagnostic.place = {attachment.source, finding.line, 0};
    diagnostic.arguments = finding.arguments;
    ctx.report.add(std::move(diagnostic));
  }
}

}  // namespace

void choose_attachments(const Context& ctx, Assembly& assembly) {
  // Pages in a further language link to the files of the first.
  if (assembly.portal->is_further_language()) return;
  std::vector<Mentions> by_worker(ctx.options.jobs, Mentions(assembly));
  for (const auto* records : {&assembly.members, &assembly.translations}) {
    parallel_for(records->size(), ctx.options.jobs, [&](std::size_t i, unsigned worker) {
      by_worker[worker].add_record((*records)[i]);
    });
  }
  Mentions& mentions = by_worker.front();
  for (std::size_t i = 1; i < by_worker.size(); ++i) mentions.add_all(by_worker[i]);
  // In the order of source paths, so that every run says and writes the same.
  for (const auto& [source, known] : assembly.site->attachments) {
    const auto here = assembly.attachment_by_file.find(source);
    if (here == assembly.attachment_by_file.end()) continue;
    const Attachment& attachment = *here->second;
    if (attachment.is_static || mentions.contains(attachment)) {
      assembly.published.push_back(&attachment);
      report_findings(ctx, attachment);
      if (mentions.is_shown(attachment) && !pictures_of(attachment).empty())
        assembly.shown.push_back(&attachment);
    } else if (attachment.portal == assembly.portal->id) {
      Diagnostic note;
      note.message = &messages::attachment_unused;
      note.place.file = source;
      ctx.report.add(std::move(note));
    }
  }
}

}  // namespace minhbach::pipeline
