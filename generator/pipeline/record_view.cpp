// Turns typed fields into template values, one read at a time.
#include "pipeline/record_view.h"

#include "pipeline/links.h"
#include "pipeline/portal_view.h"
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

/// A group: its fields, `_hien` and `_truong`.
class GroupView : public Object {
 public:
  explicit GroupView(FieldsOf of) : of_(of) {}
  Value member(std::string_view name, Arena& arena) const override { return shared_member(of_, name, arena); }
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
      return shown_value(*of_.portal, of_.record, of_.fields[i], of_.values[i], arena);
    }
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

Value reference_value(const PortalView& portal, const Field& field, std::string_view id) {
  const Assembly& assembly = portal.assembly();
  const std::optional<TypeId> type = assembly.site->find_type(field.reference_type);
  const std::optional<std::uint32_t> record = type ? assembly.find(*type, id) : std::nullopt;
  return record ? portal.record(*record) : Value::text(id);
}

Value file_value(const PortalView& portal, std::uint32_t record, std::string_view path, Arena& arena) {
  const Attachment* file = find_attachment(portal.assembly(), record, path);
  if (file == nullptr) return Value::none();  // check_links has said so.
  const std::string_view name = std::string_view(file->source).substr(file->source.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  const std::span<Entry> out = arena.array<Entry>(6);
  out[0] = {"url", Value::text(arena.copy(page_link(*portal.assembly().portal, file->url)))};
  out[1] = {"ten", Value::text(name)};
  out[2] = {"duoi", Value::text(dot == std::string_view::npos ? "" : name.substr(dot + 1))};
  out[3] = {"kich_thuoc", Value::integer(static_cast<std::int64_t>(file->size))};
  out[4] = {"rong", file->image ? Value::integer(file->image->width) : Value::none()};
  out[5] = {"cao", file->image ? Value::integer(file->image->height) : Value::none()};
  return Value::map(out);
}

/// Markdown rendered before, with its links filled in for this portal.
Value markdown_value(const PortalView& portal, std::uint32_t record, const FieldValue& value, Arena& arena) {
  const auto& fields = portal.assembly().site->texts[record].fields;
  const auto found = fields.find(value.text_data);
  return found != fields.end() ? portal.body(record, found->second, arena) : Value::text("");
}

template <typename Make>
Value list_value(const FieldValue& value, Arena& arena, Make make) {
  const std::span<Value> items = arena.array<Value>(value.children().size());
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = make(value.children()[i]);
  return Value::list(items);
}

std::string number_text(const Field& field, double number, bool whole) {
  if (field.unit == "%") return text::format_percent(number);
  if (field.unit == "đồng" && whole) return text::format_dong(static_cast<std::int64_t>(number));
  // Whole numbers without a unit are years and counts: "2024", not "2.024".
  std::string out = whole && field.unit.empty() ? std::to_string(static_cast<std::int64_t>(number))
                                                : text::format_number(number);
  if (!field.unit.empty()) out += "\u00A0" + field.unit;
  return out;
}

std::string_view choice_label(const Field& field, std::string_view choice) {
  const schema::Constraints& rules = field.constraints;
  for (std::size_t i = 0; i < rules.choice_labels.size(); ++i) {
    if (rules.choices[i] == choice) return rules.choice_labels[i];
  }
  return choice;
}

Value shown_text(const PortalView& portal, std::uint32_t record, const Field& field, const FieldValue& value,
                 Arena& arena) {
  switch (field.kind) {
    case FieldKind::date: {
      const Result<text::Date> date = text::parse_date(value.text());
      return Value::text(date ? arena.copy(text::format_date(*date)) : value.text());
    }
    case FieldKind::reference: {
      const Value record_value = reference_value(portal, field, value.text());
      return record_value.kind() == Value::Kind::object ? record_value.as_object().printed(arena) : record_value;
    }
    case FieldKind::markdown: return markdown_value(portal, record, value, arena);
    case FieldKind::file: return Value::text(value.text().substr(value.text().rfind('/') + 1));
    default: return Value::text(choice_label(field, value.text()));
  }
}

/// `_truong`: the fields that have a value.
Value field_list(const FieldsOf& of, Arena& arena) {
  std::vector<Value> out;
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    const FieldValue& value = of.values[i];
    if (value.kind == Kind::absent || value.kind == Kind::null) continue;
    const Field& field = of.fields[i];
    const std::span<Entry> entry = arena.array<Entry>(6);
    entry[0] = {"ten", Value::text(field.name)};
    entry[1] = {"nhan", Value::text(field.label)};
    entry[2] = {"kieu", Value::text(kind_name(field.kind))};
    entry[3] = {"gia_tri", field_value(*of.portal, of.record, field, value, arena)};
    entry[4] = {"hien", shown_value(*of.portal, of.record, field, value, arena)};
    entry[5] = {"chua_cong_bo", Value::boolean(value.kind == Kind::undisclosed)};
    out.push_back(Value::map(entry));
  }
  return Value::list(arena.copy(out));
}

}  // namespace

Value field_value(const PortalView& portal, std::uint32_t record, const Field& field, const FieldValue& value,
                  Arena& arena) {
  switch (value.kind) {
    case Kind::absent:
    case Kind::null: return Value::none();
    case Kind::undisclosed: return portal.undisclosed();
    case Kind::boolean: return Value::boolean(value.boolean);
    case Kind::integer: return Value::integer(value.integer);
    case Kind::number: return Value::number(value.number);
    case Kind::list:
      return list_value(value, arena, [&](const FieldValue& child) {
        return field_value(portal, record, field.children[0], child, arena);
      });
    case Kind::group: return Value::object(*arena.make<GroupView>(FieldsOf{&portal, record, field.children, value.children()}));
    case Kind::text: break;
  }
  switch (field.kind) {
    case FieldKind::reference: return reference_value(portal, field, value.text());
    case FieldKind::markdown: return markdown_value(portal, record, value, arena);
    case FieldKind::file: return file_value(portal, record, value.text(), arena);
    default: return Value::text(value.text());
  }
}

Value shown_value(const PortalView& portal, std::uint32_t record, const Field& field, const FieldValue& value,
                  Arena& arena) {
  switch (value.kind) {
    case Kind::absent:
    case Kind::null: return Value::none();
    case Kind::undisclosed: return Value::text(portal.theme().string("chua_cong_bo"));
    case Kind::boolean: return Value::text(portal.theme().string(value.boolean ? "co" : "khong"));
    case Kind::integer: return Value::text(arena.copy(number_text(field, static_cast<double>(value.integer), true)));
    case Kind::number: return Value::text(arena.copy(number_text(field, value.number, false)));
    case Kind::list:
      return list_value(value, arena, [&](const FieldValue& child) {
        return shown_value(portal, record, field.children[0], child, arena);
      });
    case Kind::group: return Value::object(*arena.make<ShownView>(FieldsOf{&portal, record, field.children, value.children()}));
    case Kind::text: return shown_text(portal, record, field, value, arena);
  }
  return {};
}

Value shared_member(const FieldsOf& of, std::string_view name, Arena& arena) {
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    if (of.fields[i].name == name) return field_value(*of.portal, of.record, of.fields[i], of.values[i], arena);
  }
  if (name == "_hien") return Value::object(*arena.make<ShownView>(of));
  if (name == "_truong") return field_list(of, arena);
  return {};
}

Value RecordView::member(std::string_view name, Arena& arena) const {
  const Site& site = *portal_.assembly().site;
  const Record& record = site.records()[record_];
  const CommonFields& common = site.common_of(record_);
  const auto text_or_none = [](std::string_view text) { return text.empty() ? Value::none() : Value::text(text); };
  if (name.starts_with('_')) {
    if (name == "_ten") return Value::text(site.title(record_));
    if (name == "_url") return portal_.url(portal_.assembly().urls[record_], arena);
    if (name == "_loai") return portal_.type(record.type);
    if (name == "_ngay") return text_or_none(site.date(record_));
    if (name == "_cap_nhat") return text_or_none(site.text(record_, common.updated));
    if (name == "_id") return Value::text(record.id);
    if (name == "_minh_hoa") return Value::boolean(site.flag(record_, common.illustrative));
    if (name == "_tham_khao") return Value::boolean(site.flag(record_, common.borrowed));
  }
  return shared_member({&portal_, record_, site.type(record.type).fields, record.fields}, name, arena);
}

std::vector<std::string_view> RecordView::names() const {
  std::vector<std::string_view> out{"_ten", "_url", "_loai", "_ngay", "_cap_nhat", "_id", "_minh_hoa", "_tham_khao", "_hien", "_truong"};
  for (const Field& field : portal_.assembly().site->type_of(record_).fields) out.push_back(field.name);
  return out;
}

Value RecordView::printed(Arena&) const { return Value::text(portal_.assembly().site->title(record_)); }

Value TypeView::member(std::string_view name, Arena& arena) const {
  const schema::Type& type = portal_.assembly().site->type(type_);
  if (name == "id") return Value::text(type.id);
  if (name == "ten") return Value::text(arena.copy(section_title(*portal_.assembly().portal, type)));
  if (name == "url") return portal_.list_url(type_, arena);
  if (name == "vai_tro") return Value::text(type.role);
  if (name == "nhom") return Value::text(type.content_group);
  return {};
}

std::vector<std::string_view> TypeView::names() const { return {"id", "ten", "url", "vai_tro", "nhom"}; }

Value RecordsView::item(std::size_t index, Arena&) const { return portal_.record(records_[index]); }

}  // namespace minhbach::pipeline
