// The name of a schema file, and what the roots of types and forms both say.
#include <algorithm>

#include "schema/keywords.h"
#include "schema/messages.h"
#include "schema/schema_reader.h"

namespace minhbach::schema {

std::string schema_id(std::string_view path) {
  constexpr std::string_view suffix = ".schema.json";
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  if (!name.ends_with(suffix)) return {};
  const std::string_view id = name.substr(0, name.size() - suffix.size());
  const bool good = !id.empty() && id.front() >= 'a' && id.front() <= 'z' && id.back() != '_' &&
                    id.find("__") == std::string_view::npos &&
                    std::all_of(id.begin(), id.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                    });
  return good ? std::string(id) : std::string();
}

bool read_heading(SchemaReader& reader, const SourceText& source, const Node& root, unsigned where,
                  std::string& id, std::string& folder, std::string& title) {
  if (root.kind != Node::Kind::mapping) {
    reader.error(messages::missing_keyword, root, {quote("type"), "\"object\""});
    return false;
  }
  reader.check_keywords(root, where, of_object);
  if (const Node* kind = root.find("type"); !kind || kind->text != "object") {
    reader.error(kind ? messages::bad_keyword_value : messages::missing_keyword,
                 kind ? *kind : root, {quote("type"), "\"object\""});
  }
  id = schema_id(source.path());
  const Node* given = root.find("$id");
  const std::string expected = id + ".schema.json";
  if (id.empty() || (given && given->text != id && given->text != expected &&
                     !given->text.ends_with("/" + expected))) {
    reader.error(messages::bad_type_name, given ? *given : root,
                 {quote(given && !id.empty() ? given->text : source.path())});
  }
  folder = id;
  std::replace(folder.begin(), folder.end(), '_', '-');
  title = SchemaReader::text(root, "title");
  if (title.empty()) {
    reader.error(messages::missing_keyword, root, {quote("title"), "\"Thủ tục hành chính\""});
  }
  return true;
}

}  // namespace minhbach::schema
