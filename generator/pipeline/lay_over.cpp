// Copies values field by field, so that paths of files and Markdown stay what they were.
#include "pipeline/lay_over.h"

#include <algorithm>

#include "model/url.h"
#include "pipeline/sharing_messages.h"
#include "schema/read_type.h"

namespace minhbach::pipeline {
namespace {

using schema::Field;
using schema::FieldKind;

const Field& field_at(std::span<const Field> fields, std::size_t index) {
  return fields.size() == 1 ? fields[0] : fields[index];  // Of a list, all items share one.
}

/// A path beside `from` as one beside `to`.
std::string_view moved_path(std::string_view path, std::string_view from, std::string_view to,
                            Arena& arena) {
  if (path.starts_with('/')) return path;
  const std::string target = resolve_path(from, path);
  if (target.empty()) return path;  // Leads nowhere, as it is said of it.
  std::string out;
  for (const char c : to) out += c == '/' ? "../" : "";
  return arena.copy(out + target);
}

/// `value` with the files it names, which lie beside `from`, named from `to`.
FieldValue moved(const Field& field, FieldValue value, std::string_view from, std::string_view to,
                 Arena& arena) {
  if (field.kind == FieldKind::file && value.kind == FieldValue::Kind::text) {
    const std::string_view path = moved_path(value.text(), from, to, arena);
    value.text_data = path.data();
    value.size = static_cast<std::uint32_t>(path.size());
  } else if (!value.children().empty()) {
    const std::span<const FieldValue> old = value.children();
    const std::span<FieldValue> children = arena.array<FieldValue>(old.size());
    for (std::size_t i = 0; i < old.size(); ++i)
      children[i] = moved(field_at(field.children, i), old[i], from, to, arena);
    value.children_data = children.data();
  }
  return value;
}

/// The Markdown below `values`, out of what either record has.
void take_texts(std::span<const FieldValue> values, const ingest::RecordTexts& from,
                ingest::RecordTexts& to) {
  for (const FieldValue& value : values) {
    if (value.kind == FieldValue::Kind::text) {
      if (const markdown::Document* document = from.field(value.text_data))
        to.fields.emplace_back(value.text_data, *document);
    } else {
      take_texts(value.children(), from, to);
    }
  }
}

bool is_code(const schema::Type& type, const Field& field) {
  static constexpr std::string_view codes[] = {"ma", "so", "so_ky_hieu"};
  return field.unique || !field.constraints.pattern.empty() ||
         std::find(std::begin(codes), std::end(codes), field.name) != std::end(codes) ||
         type.url.find("{" + field.name + "}") != std::string::npos;
}

/// Whether a field holds the same in every language.
bool is_fixed(const schema::Type& type, const Field& field) {
  switch (field.kind) {
    case FieldKind::date:
    case FieldKind::boolean:
    case FieldKind::integer:
    case FieldKind::number:
    case FieldKind::reference: return true;
    case FieldKind::text: return !field.constraints.choices.empty() || is_code(type, field);
    case FieldKind::list: return is_fixed(type, field.children[0]);
    default: return false;
  }
}

bool is_same(const FieldValue& a, const FieldValue& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == FieldValue::Kind::list || a.kind == FieldValue::Kind::group) {
    const std::span<const FieldValue> x = a.children(), y = b.children();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), is_same);
  }
  return !a.has_value() || schema::choice_text(a) == schema::choice_text(b);
}

/// As messages quote it: "2024-05-17", "a | b".
std::string words_of(const FieldValue& value) {
  if (value.kind == FieldValue::Kind::absent) return "-";
  if (value.kind != FieldValue::Kind::list)
    return value.has_value() ? schema::choice_text(value) : "chua_cong_bo";
  std::string out;
  for (const FieldValue& item : value.children())
    out += (out.empty() ? "" : " | ") + words_of(item);
  return out;
}

}  // namespace

std::uint32_t lay_over(Site& site, std::uint32_t base, std::uint32_t over) {
  Arena& arena = *site.derived_values;
  const schema::Type& type = site.type_of(base);
  // Copies, because the vectors grow below.
  const Record below = site.records()[base], above = site.records()[over];
  const ingest::RecordTexts below_texts = site.store.texts[base];
  const ingest::RecordTexts above_texts = site.store.texts[over];
  Record record = below;
  ingest::RecordTexts texts;
  texts.body = above_texts.body ? above_texts.body : below_texts.body;
  if (above_texts.body) {
    record.file = above.file;
    record.line = above.line;
  }
  if (above.layer == Layer::translation) record.language = above.language;
  Derived derived{base, over, {}};
  const std::span<FieldValue> values = arena.array<FieldValue>(below.fields.size());
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const Field& field = type.fields[i];
    const FieldValue& given = above.fields[i];
    const bool takes = given.kind != FieldValue::Kind::absent && field.name != "id" &&
                       !is_same(given, below.fields[i]);
    values[i] = takes ? given : below.fields[i];
    if (takes) derived.fields.push_back(i);
    const std::string_view from = takes ? above.file : below.file;
    if (from != record.file && field.names_files())
      values[i] = moved(field, values[i], from, record.file, arena);
  }
  record.fields = values;
  take_texts(values, below_texts, texts);
  take_texts(values, above_texts, texts);
  texts.sort_fields();
  const std::optional<std::size_t> title = site.common_of(base).title;
  const bool has_title = title && std::find(derived.fields.begin(), derived.fields.end(), *title) !=
                                      derived.fields.end();
  texts.title_key = has_title ? above_texts.title_key : below_texts.title_key;
  site.store.records.push_back(std::move(record));
  site.store.texts.push_back(std::move(texts));
  site.derived.push_back(std::move(derived));
  return static_cast<std::uint32_t>(site.store.records.size() - 1);
}

void check_pair(const Context& ctx, const Site& site, std::uint32_t original,
                std::uint32_t translation) {
  const schema::Type& type = site.type_of(original);
  const Record& first = site.records()[original];
  const Record& second = site.records()[translation];
  const CommonFields& common = site.common_of(original);
  const auto report = [&](const Message& message, int line, int column,
                          std::vector<std::string> arguments) {
    ctx.report.add(
        site.diagnostic(message, {std::string(second.file), line, column}, std::move(arguments)));
  };
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const Field& field = type.fields[i];
    const FieldValue& given = second.fields[i];
    if (given.kind == FieldValue::Kind::absent || common.draft == i || field.name == "id" ||
        !is_fixed(type, field))
      continue;
    const std::string there = words_of(first.fields[i]), here = words_of(given);
    if (there == here) continue;
    report(common.updated == i ? messages::translation_older : messages::translation_differs,
           static_cast<int>(given.line), given.column,
           {quote(field.name), quote(here), quote(there), std::string(first.file)});
  }
  if (site.store.texts[original].body && !site.store.texts[translation].body)
    report(messages::translation_without_body, second.line, 0, {std::string(first.file)});
}

}  // namespace minhbach::pipeline
