// Turns typed fields into template values, one read at a time.
#include "pipeline/record_view.h"

#include <cmath>

#include "pipeline/links.h"
#include "pipeline/page_reader.h"
#include "pipeline/pictures.h"
#include "pipeline/words.h"
#include "text/date.h"
#include "text/number.h"

namespace minhbach::pipeline {
namespace {

using schema::Field;
using schema::FieldKind;
using Kind = FieldValue::Kind;

std::string_view kind_name(FieldKind kind) {
  switch (kind) {
    case FieldKind::text: return "text";
    case FieldKind::markdown: return "markdown";
    case FieldKind::date: return "date";
    case FieldKind::url: return "url";
    case FieldKind::file: return "file";
    case FieldKind::reference: return "reference";
    case FieldKind::boolean: return "boolean";
    case FieldKind::integer: return "integer";
    case FieldKind::number: return "number";
    case FieldKind::list: return "list";
    case FieldKind::group: return "group";
  }
  return {};
}

/// A field that is not there may come: which fields there are is a question of its own.
void note_type(const FieldsOf& of) {
  if (!of.top) return;
  const Record& record = of.page->assembly().site->records()[of.record];
  of.page->note(Read::Kind::type, static_cast<std::size_t>(record.type));
}

FieldSource source_of(const FieldsOf& of, std::size_t field) {
  if (of.top) return source_of(*of.page, of.record, field);
  return {of.page, of.record, of.language};
}

/// A group: its fields, `_hien` and `_truong`.
class GroupView : public Object {
 public:
  explicit GroupView(FieldsOf of) : of_(of) {}
  Value member(std::string_view name, Arena& arena) const override {
    return shared_member(of_, name, arena);
  }
  std::vector<std::string_view> names() const override {
    std::vector<std::string_view> out{"_hien", "_truong"};
    for (const Field& field : of_.fields) out.push_back(field.name);
    return out;
  }

 private:
  FieldsOf of_;
};

/// `_hien`: each field as readers see it.
class ShownView : public Object {
 public:
  explicit ShownView(FieldsOf of) : of_(of) {}
  Value member(std::string_view name, Arena& arena) const override {
    for (std::size_t i = 0; i < of_.fields.size(); ++i) {
      if (of_.fields[i].name != name) continue;
      if (of_.top) of_.page->note(Read::Kind::shown, of_.record, i);
      return shown_value(source_of(of_, i), of_.fields[i], of_.values[i], arena);
    }
    note_type(of_);
    return {};
  }
  std::vector<std::string_view> names() const override {
    std::vector<std::string_view> out;
    for (const Field& field : of_.fields) out.push_back(field.name);
    return out;
  }

 private:
  FieldsOf of_;
};

Value reference_value(const FieldSource& source, const Field& field, std::string_view id,
                      Arena& arena) {
  const Assembly& assembly = source.page->assembly();
  const std::optional<TypeId> type = assembly.site->find_type(field.reference_type);
  const std::optional<std::uint32_t> record =
      type ? assembly.resolve(source.record, *type, id) : std::nullopt;
  return record ? source.page->record(*record, arena) : Value::text(id);
}

/// Whether a PDF has text; none where nobody could say.
Value text_layer(documents::PdfFacts::Text text) {
  using Text = documents::PdfFacts::Text;
  return text == Text::unknown ? Value::none() : Value::boolean(text == Text::present);
}

Value file_value(const FieldSource& source, const Field& field, std::string_view path,
                 Arena& arena) {
  const PageReader& page = *source.page;
  const Attachment* file = find_attachment(page.assembly(), source.record, path);
  if (file == nullptr) return Value::none();  // check_links has said so.
  const std::string_view name = std::string_view(file->source).substr(file->source.rfind('/') + 1);
  const std::string_view url = file->url;
  const std::size_t dot = url.rfind('.');
  const FileFacts& facts = file->facts;
  // Of a document only a field for pictures shows one.
  const bool is_picture =
      facts.image && (field.is_picture || facts.picture != images::PictureKind::none);
  const std::span<Entry> out = arena.array<Entry>(11);
  out[0] = {"url", page.portal().file_url(file->url, arena)};
  out[1] = {"ten", Value::text(name)};
  out[2] = {"duoi", Value::text(dot < url.rfind('/') || dot == std::string_view::npos
                                    ? std::string_view()
                                    : url.substr(dot + 1))};
  out[3] = {"kich_thuoc", Value::integer(static_cast<std::int64_t>(file->size))};
  out[4] = {"rong", is_picture ? Value::integer(facts.image->width) : Value::none()};
  out[5] = {"cao", is_picture ? Value::integer(facts.image->height) : Value::none()};
  out[6] = {"anh", is_picture ? picture_value(page.portal(), *file, arena) : Value::none()};
  out[7] = {"so_trang", facts.pages > 0 ? Value::integer(facts.pages) : Value::none()};
  out[8] = {"co_chu", text_layer(facts.text)};
  out[9] = {"co_mat_khau", Value::boolean(facts.is_locked)};
  const Digest& digest = file->is_static ? facts.sha256 : facts.published;
  out[10] = {"ma_kiem_tra",
             digest == Digest() ? Value::none() : Value::text(arena.copy(digest.hex()))};
  return Value::map(out);
}

/// Markdown rendered before, with its links filled in for this portal.
Value markdown_value(const FieldSource& source, const FieldValue& value, Arena& arena) {
  const PageReader& page = *source.page;
  const markdown::Document* document =
      page.assembly().site->store.texts[source.record].field(value.text_data);
  if (document == nullptr) return Value::text("");
  const Value html = page.portal().filled(source.record, *document, document->html, arena);
  return in_page_language(*page.assembly().portal, html, source.language);
}

/// What is the same in every language is not marked: choices, addresses.
Value text_value(const FieldSource& source, const Field& field, const FieldValue& value) {
  const bool has_language = field.kind == FieldKind::text && field.constraints.choices.empty() &&
                            field.constraints.format == schema::TextFormat::none;
  if (!has_language) return Value::text(value.text());
  return words_value(*source.page->assembly().portal, {value.text(), source.language});
}

template <typename Make>
Value list_value(const FieldValue& value, Arena& arena, Make make) {
  const std::span<Value> items = arena.array<Value>(value.children().size());
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = make(value.children()[i]);
  return Value::list(items);
}

Value number_value(const Portal& portal, const Field& field, double number, bool whole,
                   Arena& arena) {
  const text::Style style = text::style_of(portal.language);
  const auto plain = [&](const std::string& text) { return Value::text(arena.copy(text)); };
  if (field.unit == "%") return plain(text::format_percent(number, -1, style));
  const bool is_whole = std::floor(number) == number && std::abs(number) < 1e15;
  if (field.unit == "đồng" && is_whole)
    return plain(text::format_dong(static_cast<std::int64_t>(number), style));
  // Whole numbers without a unit are years and counts: "2024", not "2.024".
  const std::string digits = whole && field.unit.empty()
                                 ? std::to_string(static_cast<std::int64_t>(number))
                                 : text::format_number(number, -1, style);
  if (field.unit.empty()) return plain(digits);
  const Words unit = unit_of(portal, field);
  const std::string_view text =
      arena.copy(digits + "\u00A0" + std::string(counted_words(unit.text, number == 1)));
  return words_value(portal, {text, unit.language});
}

Value shown_text(const FieldSource& source, const Field& field, const FieldValue& value,
                 Arena& arena) {
  const Portal& portal = *source.page->assembly().portal;
  switch (field.kind) {
    case FieldKind::date: {
      const Result<text::Date> date = text::parse_date(value.text());
      const text::Style style = text::style_of(portal.language);
      return Value::text(date ? arena.copy(text::format_date(*date, style)) : value.text());
    }
    case FieldKind::reference: {
      const Value record_value = reference_value(source, field, value.text(), arena);
      return record_value.kind() == Value::Kind::object ? record_value.as_object().printed(arena)
                                                        : record_value;
    }
    case FieldKind::markdown: return markdown_value(source, value, arena);
    case FieldKind::file: return Value::text(value.text().substr(value.text().rfind('/') + 1));
    default:
      if (!field.constraints.choices.empty())
        return words_value(portal, choice_label(portal, field, value.text()));
      return text_value(source, field, value);
  }
}

/// `_truong`: the fields that have a value.
Value field_list(const FieldsOf& of, Arena& arena) {
  std::vector<Value> out;
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    const FieldValue& value = of.values[i];
    if (value.kind == Kind::absent || value.kind == Kind::null) continue;
    const Field& field = of.fields[i];
    const FieldSource source = source_of(of, i);
    const Portal& portal = *of.page->assembly().portal;
    const std::span<Entry> entry = arena.array<Entry>(6);
    entry[0] = {"ten", Value::text(field.name)};
    entry[1] = {"nhan", words_value(portal, label_of(portal, field))};
    entry[2] = {"kieu", Value::text(kind_name(field.kind))};
    entry[3] = {"gia_tri", field_value(source, field, value, arena)};
    entry[4] = {"hien", shown_value(source, field, value, arena)};
    entry[5] = {"chua_cong_bo", Value::boolean(value.kind == Kind::undisclosed)};
    out.push_back(Value::map(entry));
  }
  return Value::list(arena.copy(out));
}

/// `_gan`: whose catalogue the record is shown of.
Value mount_value(const Portal& portal, const Mount* mount, Arena& arena) {
  if (mount == nullptr) return Value::none();
  const std::span<Entry> out = arena.array<Entry>(3);
  out[0] = {"tu", Value::text(mount->from)};
  out[1] = {"co_quan_cong_bo", words_value(portal, {mount->publisher, portal.languages.front()})};
  out[2] = {"cap_nhat", mount->as_of.empty() ? Value::none() : Value::text(mount->as_of)};
  return Value::map(out);
}

/// `_ghi_de`: the fields whose values are the portal's own. Markers of the record ("minh họa") have
/// labels of their own.
Value local_value(const Assembly& assembly, std::uint32_t record, Arena& arena) {
  const Site& site = *assembly.site;
  const CommonFields& common = site.common_of(record);
  std::vector<Value> out;
  for (const std::uint32_t index : site.local_fields(record)) {
    if (index == common.illustrative || index == common.borrowed || index == common.draft) continue;
    const Field& field = site.type_of(record).fields[index];
    const std::span<Entry> entry = arena.array<Entry>(2);
    entry[0] = {"ten", Value::text(field.name)};
    entry[1] = {"nhan", words_value(*assembly.portal, label_of(*assembly.portal, field))};
    out.push_back(Value::map(entry));
  }
  return Value::list(arena.copy(out));
}

}  // namespace

FieldSource source_of(const PageReader& page, std::uint32_t record, std::size_t field) {
  return {&page, record, field_language(page.assembly(), record, field)};
}

Value field_value(const FieldSource& source, const Field& field, const FieldValue& value,
                  Arena& arena) {
  switch (value.kind) {
    case Kind::absent:
    case Kind::null: return Value::none();
    case Kind::undisclosed: return source.page->portal().undisclosed();
    case Kind::boolean: return Value::boolean(value.boolean);
    case Kind::integer: return Value::integer(value.integer);
    case Kind::number: return Value::number(value.number);
    case Kind::list:
      return list_value(value, arena, [&](const FieldValue& child) {
        return field_value(source, field.children[0], child, arena);
      });
    case Kind::group:
      return Value::object(*arena.make<GroupView>(FieldsOf{
          source.page, source.record, field.children, value.children(), false, source.language}));
    case Kind::text: break;
  }
  switch (field.kind) {
    case FieldKind::reference: return reference_value(source, field, value.text(), arena);
    case FieldKind::markdown: return markdown_value(source, value, arena);
    case FieldKind::file: return file_value(source, field, value.text(), arena);
    default: return text_value(source, field, value);
  }
}

Value shown_value(const FieldSource& source, const Field& field, const FieldValue& value,
                  Arena& arena) {
  const Theme& theme = source.page->theme();
  const Portal& portal = *source.page->assembly().portal;
  switch (value.kind) {
    case Kind::absent:
    case Kind::null: return Value::none();
    case Kind::undisclosed: return Value::text(theme.string("chua_cong_bo"));
    case Kind::boolean: return Value::text(theme.string(value.boolean ? "co" : "khong"));
    case Kind::integer:
      return number_value(portal, field, static_cast<double>(value.integer), true, arena);
    case Kind::number: return number_value(portal, field, value.number, false, arena);
    case Kind::list:
      return list_value(value, arena, [&](const FieldValue& child) {
        return shown_value(source, field.children[0], child, arena);
      });
    case Kind::group:
      return Value::object(*arena.make<ShownView>(FieldsOf{
          source.page, source.record, field.children, value.children(), false, source.language}));
    case Kind::text: return shown_text(source, field, value, arena);
  }
  return {};
}

Value shared_member(const FieldsOf& of, std::string_view name, Arena& arena) {
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    if (of.fields[i].name != name) continue;
    if (of.top) of.page->note(Read::Kind::field, of.record, i);
    return field_value(source_of(of, i), of.fields[i], of.values[i], arena);
  }
  if (name == "_hien") return Value::object(*arena.make<ShownView>(of));
  if (name == "_truong") return field_list(of, arena);  // A group's; a record's is a fact.
  note_type(of);
  return {};
}

Value record_fact(const PageReader& page, std::uint32_t record, RecordFact fact, Arena& arena) {
  const Site& site = *page.assembly().site;
  const CommonFields& common = site.common_of(record);
  const auto text_or_none = [](std::string_view text) {
    return text.empty() ? Value::none() : Value::text(text);
  };
  switch (fact) {
    case RecordFact::title:
      return words_value(*page.assembly().portal, title_words(page.assembly(), record));
    case RecordFact::url: return page.portal().url(page.assembly().urls[record], arena);
    case RecordFact::date: return text_or_none(site.date(record));
    case RecordFact::updated: return text_or_none(site.text(record, common.updated));
    case RecordFact::id: return Value::text(site.records()[record].id);
    case RecordFact::illustrative: return Value::boolean(site.flag(record, common.illustrative));
    case RecordFact::borrowed: return Value::boolean(page.assembly().is_borrowed(record));
    case RecordFact::mounted:
      return mount_value(*page.assembly().portal, page.assembly().mount_of(record), arena);
    case RecordFact::local: return local_value(page.assembly(), record, arena);
    case RecordFact::language: return Value::text(page.assembly().language_of(record));
    case RecordFact::fields:
      return field_list(
          {&page, record, site.type_of(record).fields, site.records()[record].fields, true}, arena);
  }
  return {};
}

std::span<const std::string_view> record_facts() {
  static constexpr std::string_view names[] = {"_ten",    "_url",      "_ngay",      "_cap_nhat",
                                               "_id",     "_minh_hoa", "_tham_khao", "_gan",
                                               "_ghi_de", "_ngon_ngu", "_truong"};
  return names;
}

Value RecordView::member(std::string_view name, Arena& arena) const {
  const Record& record = page_.assembly().site->records()[record_];
  if (name == "_loai")
    return page_.type(record.type, arena);  // Which type it is belongs to what it is.
  if (name.starts_with('_') && name != "_hien") {
    const std::span<const std::string_view> facts = record_facts();
    const auto fact = std::find(facts.begin(), facts.end(), name);
    if (fact == facts.end()) return {};
    const std::size_t index = static_cast<std::size_t>(fact - facts.begin());
    page_.note(Read::Kind::fact, record_, index);
    return record_fact(page_, record_, static_cast<RecordFact>(index), arena);
  }
  return shared_member(
      {&page_, record_, page_.assembly().site->type(record.type).fields, record.fields, true}, name,
      arena);
}

std::vector<std::string_view> RecordView::names() const {
  page_.note(Read::Kind::type,
             static_cast<std::size_t>(page_.assembly().site->records()[record_].type));
  std::vector<std::string_view> out{"_ten",      "_url",      "_loai",      "_ngay", "_cap_nhat",
                                    "_id",       "_minh_hoa", "_tham_khao", "_gan",  "_ghi_de",
                                    "_ngon_ngu", "_hien",     "_truong"};
  for (const Field& field : page_.assembly().site->type_of(record_).fields)
    out.push_back(field.name);
  return out;
}

Value RecordView::printed(Arena& arena) const { return member("_ten", arena); }

Value TypeView::member(std::string_view name, Arena&) const {
  page_.note(Read::Kind::type, static_cast<std::size_t>(type_));
  const schema::Type& type = page_.assembly().site->type(type_);
  if (name == "id") return Value::text(type.id);
  if (name == "ten")
    return words_value(*page_.assembly().portal, type_words(*page_.assembly().portal, type));
  if (name == "url") return page_.portal().list_url(type_);
  if (name == "vai_tro") return Value::text(type.role);
  if (name == "nhom") return Value::text(type.content_group);
  return {};
}

std::vector<std::string_view> TypeView::names() const {
  return {"id", "ten", "url", "vai_tro", "nhom"};
}

Value RecordsView::item(std::size_t index, Arena& arena) const {
  return page_.record(records_[index], arena);
}

}  // namespace minhbach::pipeline
