// Reads a portal's description key by key.
#include "pipeline/read_portal.h"

#include "pipeline/messages.h"
#include "value/from_json.h"
#include "value/node.h"

namespace minhbach::pipeline {
namespace {

/// Reads the members of one object and remembers which names were asked for, so that what is left
/// over can be reported with the nearest of them.
class ObjectReader {
 public:
  ObjectReader(const SourceText& source, const Node& object, Report& report)
      : source_(source), object_(object), report_(report) {}

  const Node* find(std::string_view key, Node::Kind kind, bool required) {
    known_.push_back(key);
    const Node* node = object_.find(key);
    if (node == nullptr) {
      if (required) missing_.push_back(key);
      return nullptr;
    }
    if (node->kind == kind) return node;
    const auto [vi, en] = kind_name(kind);
    add(messages::portal_value_wrong, node->line, node->column, {quote(key), vi, en});
    return nullptr;
  }

  std::string text(std::string_view key, bool required = false) {
    const Node* node = find(key, Node::Kind::text, required);
    return node != nullptr ? node->text : std::string();
  }

  bool flag(std::string_view key) {
    const Node* node = find(key, Node::Kind::boolean, false);
    return node != nullptr && node->text == "true";
  }

  /// To be called last: reports what nobody asked for, and what is missing.
  void refuse_the_rest() {
    for (const Member& member : object_.members) {
      if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
      Diagnostic diagnostic = source_.diagnostic(messages::portal_key_unknown, member.line,
                                                 member.column, {quote(member.key)});
      diagnostic.nearest = nearest_name(member.key, known_);
      std::erase(missing_, diagnostic.nearest);  // Misspelt, not missing.
      report_.add(std::move(diagnostic));
    }
    for (const std::string_view key : missing_) {
      add(messages::portal_key_missing, object_.line, object_.column, {quote(key)});
    }
  }

 private:
  static std::pair<std::string, std::string> kind_name(Node::Kind kind) {
    switch (kind) {
      case Node::Kind::boolean: return {"true hoặc false", "true or false"};
      case Node::Kind::sequence: return {"một danh sách [ ]", "a list [ ]"};
      case Node::Kind::mapping: return {"một đối tượng { }", "an object { }"};
      default: return {"văn bản trong dấu nháy kép", "text in double quotes"};
    }
  }

  void add(const Message& message, int line, int column, std::vector<std::string> arguments) {
    report_.add(source_.diagnostic(message, line, column, std::move(arguments)));
  }

  const SourceText& source_;
  const Node& object_;
  Report& report_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> missing_;
};

Section read_section(const SourceText& source, const Node& node, Report& report) {
  Section out;
  out.line = node.line;
  if (node.kind == Node::Kind::text) {
    out.type = node.text;
    return out;
  }
  ObjectReader reader(source, node, report);
  out.type = reader.text("loai", true);
  out.title = reader.text("ten");
  out.description = reader.text("mo_ta");
  reader.refuse_the_rest();
  return out;
}

ArchiveNotice read_archive(const SourceText& source, const Node& node, Report& report) {
  ObjectReader reader(source, node, report);
  ArchiveNotice out;
  out.title = reader.text("ten", true);
  out.text = reader.text("noi_dung", true);
  out.source = reader.text("nguon", true);
  out.since = reader.text("tu_ngay");
  reader.refuse_the_rest();
  return out;
}

ExampleNotice read_example(const SourceText& source, const Node& node, Report& report) {
  ObjectReader reader(source, node, report);
  ExampleNotice out;
  out.title = reader.text("ten", true);
  out.text = reader.text("noi_dung", true);
  reader.refuse_the_rest();
  return out;
}

/// The path of an absolute http(s) address, with '/' at both ends; "" when it is not one.
std::string path_of(std::string_view address) {
  const std::size_t scheme = address.starts_with("https://")  ? 8
                             : address.starts_with("http://") ? 7
                                                              : 0;
  if (scheme == 0 || address.size() == scheme || address.ends_with('/')) return {};
  if (address.find_first_of("?#\" <>\\") != std::string_view::npos) return {};
  const std::size_t slash = address.find('/', scheme);
  if (slash == scheme) return {};
  return slash == std::string_view::npos ? "/" : std::string(address.substr(slash)) + "/";
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
  out.file = source.path();
  out.title = reader.text("ten", true);
  out.description = reader.text("mo_ta", true);
  out.address = reader.text("dia_chi", true);
  out.language = reader.text("ngon_ngu", true);
  out.theme = reader.text("giao_dien", true);
  out.unit = reader.text("don_vi");
  out.agency = reader.text("co_quan");
  out.accepts_feedback = reader.flag("tiep_nhan");
  if (const Node* sections = reader.find("muc", Node::Kind::sequence, true)) {
    for (const Node& section : sections->items)
      out.sections.push_back(read_section(source, section, report));
  }
  if (const Node* archive = reader.find("luu_tru", Node::Kind::mapping, false)) {
    out.archive = read_archive(source, *archive, report);
  }
  if (const Node* example = reader.find("vi_du", Node::Kind::mapping, false))
    out.example = read_example(source, *example, report);
  reader.refuse_the_rest();

  out.base_path = path_of(out.address);
  if (out.base_path.empty() && !out.address.empty()) {
    const Node& node = *document->find("dia_chi");
    report.add(
        source.diagnostic(messages::address_wrong, node.line, node.column, {quote(out.address)}));
  }
  if (report.count(Severity::error) > errors_before) return std::nullopt;
  return out;
}

}  // namespace minhbach::pipeline
