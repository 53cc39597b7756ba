// Goes through a value as far as templates can.
#include "pipeline/value_fingerprint.h"

#include "pipeline/record_view.h"
#include "pipeline/shared_views.h"

namespace minhbach::pipeline {
namespace {

void add_object(Fingerprinter& out, const PortalView& portal, const Object& object, Arena& arena) {
  if (const auto* record = dynamic_cast<const RecordView*>(&object)) {
    add_record(out, portal, record->record());
  } else if (const auto* records = dynamic_cast<const RecordsView*>(&object)) {
    out.add(records->records().size());
    for (const std::uint32_t item : records->records()) add_record(out, portal, item);
  } else if (const auto* section = dynamic_cast<const SectionMembers*>(&object)) {
    // Which one it is; its members are reads of their own.
    out.add(portal.assembly().portal->sections[section->section()].type);
  } else if (const Value printed = object.printed(arena); !printed.is_undefined()) {
    add_value(out, portal, printed, arena);
  } else {
    for (const std::string_view name : object.names()) {
      out.add(name);
      add_value(out, portal, object.member(name, arena), arena);
    }
  }
}

}  // namespace

void add_record(Fingerprinter& out, const PortalView& portal, std::uint32_t record) {
  const Assembly& assembly = portal.assembly();
  const Record& of = assembly.site->records()[record];
  out.add(assembly.site->type(of.type).id);
  out.add(of.id);
  if (!assembly.mounted_by_id.empty()) out.add(portal.record_name(record));
}

void add_value(Fingerprinter& out, const PortalView& portal, const Value& value, Arena& arena) {
  out.add(value.kind());
  switch (value.kind()) {
    case Value::Kind::undefined:
    case Value::Kind::none: break;
    case Value::Kind::boolean: out.add(value.as_boolean()); break;
    case Value::Kind::integer: out.add(value.as_integer()); break;
    case Value::Kind::number: out.add(value.as_number()); break;
    case Value::Kind::text:
      out.add(value.is_markup());
      out.add(value.language());
      out.add(value.as_text());
      break;
    case Value::Kind::list:
      out.add(value.as_list().size());
      for (const Value& item : value.as_list()) add_value(out, portal, item, arena);
      break;
    case Value::Kind::map:
      out.add(value.as_map().size());
      for (const Entry& entry : value.as_map()) {
        out.add(entry.key);
        add_value(out, portal, entry.value, arena);
      }
      break;
    case Value::Kind::object: add_object(out, portal, value.as_object(), arena); break;
  }
}

}  // namespace minhbach::pipeline
