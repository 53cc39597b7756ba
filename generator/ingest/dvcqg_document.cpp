// Lookups with their kinds, and the list of what is left.
#include "ingest/dvcqg_document.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "ingest/foreign_text.h"
#include "ingest/import_messages.h"
#include "text/calendar.h"

namespace minhbach::ingest {
namespace {

/// Names under which the portal keeps what is of no use to readers, or what stands elsewhere too.
constexpr std::array<std::string_view, 24> technical = {"id",
                                                        "code",
                                                        "codeNotation",
                                                        "state",
                                                        "type",
                                                        "formalityType",
                                                        "isInternal",
                                                        "isOtherAgency",
                                                        "isUndetermined",
                                                        "isVertical",
                                                        "isSharedService",
                                                        "isProvince",
                                                        "isMinistry",
                                                        "isWard",
                                                        "createdAt",
                                                        "categoriesDetails",
                                                        "departmentDetails",
                                                        "executingAgencies",
                                                        "publicationDate",
                                                        "proposalType",
                                                        "hasElectronicForm",
                                                        "isProcessingResult",
                                                        "required",
                                                        "departmentPromulgateCode"};

bool is_technical(std::string_view key) {
  return key.ends_with("Id") || key.ends_with("Ids") ||
         std::find(technical.begin(), technical.end(), key) != technical.end();
}

bool is_empty(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return true;
    case Node::Kind::boolean: return node.text == "false";
    case Node::Kind::number: return node.text == "0";
    case Node::Kind::text:
    case Node::Kind::plain: return node.text.empty();
    case Node::Kind::sequence: return std::all_of(node.items.begin(), node.items.end(), is_empty);
    case Node::Kind::mapping:
      return std::all_of(node.members.begin(), node.members.end(),
                         [](const Member& member) { return is_empty(member.value); });
  }
  return true;
}

}  // namespace

void DvcqgDocument::report(const Message& message, const Node& at,
                           std::vector<std::string> arguments) {
  constexpr std::size_t most = 200;  // Past it the file is of another form altogether.
  if (diagnostics_.size() < most)
    diagnostics_.push_back(source_.diagnostic(message, at.line, at.column, std::move(arguments)));
}

const Node* DvcqgDocument::find(const Node& object, std::string_view key) {
  const Node* node = object.find(key);
  if (node == nullptr) return nullptr;
  taken_.insert(node);
  return is_empty(*node) && node->kind != Node::Kind::boolean && node->kind != Node::Kind::number
             ? nullptr
             : node;
}

const Node* DvcqgDocument::find_kind(const Node& object, std::string_view key, Node::Kind kind,
                                     const char* vi, const char* en) {
  const Node* node = find(object, key);
  if (node == nullptr || node->kind == kind) return node;
  report(messages::dvcqg_wrong_kind, *node, {quote(key), vi, en});
  return nullptr;
}

const Node* DvcqgDocument::object(const Node& object, std::string_view key) {
  return find_kind(object, key, Node::Kind::mapping, "một đối tượng {…}", "an object {…}");
}

std::span<const Node> DvcqgDocument::list(const Node& object, std::string_view key) {
  const Node* node =
      find_kind(object, key, Node::Kind::sequence, "một danh sách […]", "a list […]");
  if (node == nullptr) return {};
  for (const Node& item : node->items) {
    if (item.kind == Node::Kind::mapping) continue;
    report(messages::dvcqg_wrong_kind, item,
           {fmt::format("mục của \"{}\"", key), "một đối tượng {…}", "an object {…}"});
    return {};
  }
  return node->items;
}

std::string DvcqgDocument::text(const Node& object, std::string_view key) {
  const Node* node = find_kind(object, key, Node::Kind::text, "một chuỗi", "a string");
  if (node == nullptr) return {};
  if (!holds_html(node->text)) return tidy_lines(node->text);
  report(messages::dvcqg_html, *node, {quote(key)});
  return tidy_lines(text_of_html(node->text));
}

std::string DvcqgDocument::name(const Node& object, std::string_view key) {
  return one_line(text(object, key));
}

std::optional<double> DvcqgDocument::number(const Node& object, std::string_view key) {
  const Node* node = find_kind(object, key, Node::Kind::number, "một số", "a number");
  if (node == nullptr) return std::nullopt;
  double out = 0;
  std::from_chars(node->text.data(), node->text.data() + node->text.size(), out);
  return out;
}

std::string DvcqgDocument::day(const Node& object, std::string_view key) {
  constexpr double vietnam_offset = 7 * 3600.0;
  constexpr double latest = 253'402'214'400.0;  // The end of the year 9999, in seconds.
  const std::optional<double> milliseconds = number(object, key);
  if (!milliseconds) return {};
  const double seconds = *milliseconds / 1000;
  if (seconds <= 0 || seconds > latest) {
    report(messages::dvcqg_wrong_kind, *object.find(key),
           {quote(key), "số mili giây từ năm 1970", "milliseconds since 1970"});
    return {};
  }
  return text::to_iso(
      text::date_of_day(static_cast<std::int64_t>((seconds + vietnam_offset) / 86400)));
}

bool DvcqgDocument::flag(const Node& object, std::string_view key) {
  const Node* node =
      find_kind(object, key, Node::Kind::boolean, "true hoặc false", "true or false");
  return node != nullptr && node->text == "true";
}

void DvcqgDocument::add_left_over(const Node& node, const std::string& path,
                                  std::vector<std::string>& out) const {
  for (const Node& item : node.items) add_left_over(item, path, out);
  for (const Member& member : node.members) {
    if (is_technical(member.key) || is_empty(member.value)) continue;
    const std::string name = path.empty() ? member.key : path + "." + member.key;
    if (!taken_.contains(&member.value)) {
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    } else {
      add_left_over(member.value, name, out);
    }
  }
}

std::vector<std::string> DvcqgDocument::left_over(const Node& object) const {
  std::vector<std::string> out;
  add_left_over(object, {}, out);
  return out;
}

}  // namespace minhbach::ingest
