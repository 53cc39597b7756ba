// Front matter and body of one record.
#include "ingest/page_text.h"

#include "ingest/front_matter.h"
#include "ingest/read_yaml.h"
#include "ingest/record_node.h"
#include "schema/read_values.h"
#include "text/utf8.h"
#include "value/to_json.h"

namespace minhbach::ingest {

std::string page_text(const Node& record) {
  std::string out = "---\n";
  std::string body;
  for (const Member& member : record.members) {
    if (member.key == body_member) {
      body = member.value.text;
    } else {
      out += member.key + ": " + to_compact_json(member.value) + "\n";
    }
  }
  return out + "---\n\n" + body + "\n";
}

std::optional<Node> read_page_text(const SourceText& source, const schema::Type& type,
                                   Report& report) {
  const Result<FrontMatter> parts = split_front_matter(source);
  if (!parts) return report.add(parts.error()), std::nullopt;
  const Result<Node> document = read_yaml(source, parts->yaml_from, parts->yaml_to);
  if (!document) return report.add(document.error()), std::nullopt;
  Arena arena;
  std::vector<Diagnostic> diagnostics;
  const auto values = schema::read_values(type, *document, arena, source, diagnostics);
  Report found;
  found.add(std::move(diagnostics));
  const bool is_good = !found.has_errors();
  report.take(found);
  if (!is_good) return std::nullopt;
  Node out = record_node(type, values);
  if (const std::string_view body = text::trim(parts->body); !body.empty())
    set_member(out, body_member, text_node(body));
  return out;
}

}  // namespace minhbach::ingest
