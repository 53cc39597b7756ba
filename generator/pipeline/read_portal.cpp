// Reads a portal's description key by key.
#include "pipeline/read_portal.h"

#include "pipeline/messages.h"
#include "pipeline/object_reader.h"
#include "pipeline/portal_parts.h"
#include "pipeline/publish_places.h"
#include "value/from_json.h"
#include "value/node.h"

namespace minhbach::pipeline {
namespace {

/// What is one value.
void read_facts(const SourceText& source, ObjectReader& reader, Report& report, Portal& out) {
  out.title = reader.text("ten", true);
  out.description = reader.text("mo_ta", true);
  out.address = reader.text("dia_chi", true);
  out.languages = read_languages(source, reader, report);
  if (!out.languages.empty()) out.language = out.languages.front();
  out.theme = reader.text("giao_dien", true);
  out.unit = reader.text("don_vi");
  out.agency = reader.text("co_quan");
  out.accepts_feedback = reader.flag("tiep_nhan");
  out.endpoint = read_endpoint(source, reader, report);
  read_forms(source, reader, report, out);
  out.precompress = reader.flag("nen_san");
  out.https_days = reader.number("chi_https", 0, 1, 730);
  out.has_share_pictures = reader.flag("anh_chia_se", true);
  read_look(source, reader, report, out);
  out.header = reader.text("dau_trang");
  out.footer = reader.text("chan_trang");
}

/// What is an object or a list.
void read_parts(const SourceText& source, ObjectReader& reader, Report& report, Portal& out) {
  if (const Node* sections = reader.find("muc", Node::Kind::sequence, true)) {
    for (const Node& section : sections->items)
      out.sections.push_back(read_section(source, section, report));
  }
  if (const Node* archive = reader.find("luu_tru", Node::Kind::mapping, false)) {
    out.archive = read_archive(source, *archive, report);
  }
  if (const Node* example = reader.find("vi_du", Node::Kind::mapping, false))
    out.example = read_example(source, *example, report);
  out.parent = read_parent(source, reader, report);
  read_mounts(source, reader, report, out);
  read_placements(source, reader, report, out);
  read_words(source, reader, report, out);
  read_publish_places(source, reader, report, out);
}

}  // namespace

std::optional<Portal> read_portal(std::string id, const SourceText& source, Report& report) {
  Result<Node> document = read_json(source);
  if (!document) {
    report.add(document.error());
    return std::nullopt;
  }
  const std::size_t errors_before = report.count(Severity::error);
  ObjectReader reader(source, *document, report);
  Portal out;
  out.id = std::move(id);
  out.output = out.id;
  out.file = source.path();
  read_facts(source, reader, report, out);
  read_parts(source, reader, report, out);
  reader.refuse_the_rest();

  out.base_path = base_path_of(out.address);
  if (out.base_path.empty() && !out.address.empty()) {
    const Node& node = *document->find("dia_chi");
    report.add(
        source.diagnostic(messages::address_wrong, node.line, node.column, {quote(out.address)}));
  }
  if (report.count(Severity::error) > errors_before) return std::nullopt;
  out.canonical_address = out.address;
  out.files_path = out.base_path;
  return out;
}

}  // namespace minhbach::pipeline
