// Rules, results, places and fingerprints.
#include "cli/sarif.h"

#include <map>

#include <fmt/format.h>

#include "base/digest.h"
#include "cli/json_writer.h"
#include "model/url.h"

namespace minhbach::cli {
namespace {

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view root_name = "%SRCROOT%";

using Rules = std::map<std::string_view, const Message*>;

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "none";
}

/// A message's text as a rule has it: what differs from one diagnostic to the next is "…".
std::string without_arguments(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      out += "…";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// A relative reference: its first part may hold no ':' (RFC 3986, 4.2), so none does.
std::string uri_of(std::string_view file) {
  std::string out;
  for (const char c : encode_path(file)) {
    if (c == ':') {
      out += "%3A";
    } else {
      out += c;
    }
  }
  return out;
}

void write_rule(JsonWriter& json, const Message& message, Language language) {
  const bool vi = language == Language::vi;
  const std::string what = without_arguments(vi ? message.what_vi : message.what_en);
  const std::string hint = without_arguments(vi ? message.hint_vi : message.hint_en);
  json.open_object();
  json.text("id", message.code);
  json.message("shortDescription", what);
  json.message("help", hint.empty() ? what : hint);
  json.open_object("defaultConfiguration");
  json.text("level", level_of(message.severity));
  json.close_object();
  json.close_object();
}

void write_component(JsonWriter& json, const Rules& rules, Language language,
                     std::string_view version) {
  json.text("name", "minhbach");
  json.text("version", version);
  json.text("language", language == Language::vi ? "vi" : "en");
  json.open_list("rules");
  for (const auto& [code, message] : rules) write_rule(json, *message, language);
  json.close_list();
}

void write_place(JsonWriter& json, const Place& place, std::string_view source_line) {
  json.open_object("physicalLocation");
  json.open_object("artifactLocation");
  json.text("uri", uri_of(place.file));
  json.text("uriBaseId", root_name);
  json.close_object();
  if (place.line > 0) {
    json.open_object("region");
    json.number("startLine", place.line);
    if (place.column > 0) json.number("startColumn", place.column);
    json.close_object();
    if (!source_line.empty()) {
      json.open_object("contextRegion");
      json.number("startLine", place.line);
      json.message("snippet", source_line);
      json.close_object();
    }
  }
  json.close_object();
}

/// The same for the same mistake while lines around it move. `count` tells equal ones in one file
/// apart.
std::string fingerprint(const Diagnostic& diagnostic, std::map<std::string, int>& count) {
  std::string key = fmt::format("{}\n{}", diagnostic.message->code, diagnostic.place.file);
  for (const std::string& argument : diagnostic.arguments) key += "\n" + argument;
  const int number = ++count[key];
  return sha256(fmt::format("{}\n{}", key, number)).hex().substr(0, 32);
}

void write_result(JsonWriter& json, const Diagnostic& diagnostic, Language language,
                  std::size_t rule, const std::string& print) {
  const std::string hint = diagnostic.hint(language);
  std::string text = diagnostic.what(language);
  if (!hint.empty())
    text += fmt::format("; {}: {}", language == Language::vi ? "gợi ý" : "hint", hint);
  json.open_object();
  json.text("ruleId", diagnostic.message->code);
  json.number("ruleIndex", static_cast<std::int64_t>(rule));
  json.text("level", level_of(diagnostic.message->severity));
  json.message("message", text);
  if (!diagnostic.place.file.empty()) {
    json.open_list("locations");
    json.open_object();
    write_place(json, diagnostic.place, diagnostic.source_line);
    json.close_object();
    json.close_list();
  }
  if (!diagnostic.trail.empty()) {
    json.open_list("relatedLocations");
    for (const Place& place : diagnostic.trail) {
      json.open_object();
      write_place(json, place, {});
      json.message("message", language == Language::vi ? "được gọi từ đây" : "called from here");
      json.close_object();
    }
    json.close_list();
  }
  json.open_object("partialFingerprints");
  json.text("minhbach/v1", print);
  json.close_object();
  json.close_object();
}

}  // namespace

std::string sarif_report(const std::vector<Diagnostic>& diagnostics, Language language,
                         std::string_view version) {
  Rules rules;
  for (const Diagnostic& diagnostic : diagnostics)
    rules.emplace(diagnostic.message->code, diagnostic.message);
  const Language other = language == Language::vi ? Language::en : Language::vi;

  JsonWriter json;
  json.open_object();
  json.text("$schema", schema);
  json.text("version", "2.1.0");
  json.open_list("runs");
  json.open_object();
  json.open_object("tool");
  json.open_object("driver");
  write_component(json, rules, language, version);
  json.close_object();
  json.close_object();
  json.open_list("translations");
  json.open_object();
  write_component(json, rules, other, version);
  json.open_list("contents");
  json.text({}, "localizedData");
  json.close_list();
  json.close_object();
  json.close_list();
  json.text("columnKind", "unicodeCodePoints");
  json.open_list("results");
  std::map<std::string, int> count;
  for (const Diagnostic& diagnostic : diagnostics) {
    const auto rule = static_cast<std::size_t>(
        std::distance(rules.begin(), rules.find(diagnostic.message->code)));
    write_result(json, diagnostic, language, rule, fingerprint(diagnostic, count));
  }
  json.close_list();
  json.close_object();
  json.close_list();
  json.close_object();
  return json.take();
}

}  // namespace minhbach::cli
