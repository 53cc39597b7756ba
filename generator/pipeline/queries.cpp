// Answers templates' questions from what assemble_portal decided.
#include "pipeline/queries.h"

#include "pipeline/feedback_pages.h"
#include "pipeline/links.h"
#include "pipeline/messages.h"
#include "pipeline/page_reader.h"

namespace minhbach::pipeline {
namespace {

using Answer = Result<Value> (*)(const PageReader&, std::span<const Value>, Arena&);

/// What each function takes, for the message when it is given something else. Kinds: t text, i
/// whole number, r record or none; what follows '|' may be left out.
struct Signature {
  std::string_view name;
  std::string_view kinds;
  std::string_view takes_vi;
  std::string_view takes_en;
  Answer answer;
};

Diagnostic without_place(const Message& message, std::vector<std::string> arguments) {
  Diagnostic out;
  out.message = &message;
  out.arguments = std::move(arguments);
  return out;
}

Diagnostic unknown_type(const PageReader& page, std::string_view id) {
  Diagnostic out = without_place(messages::call_type_unknown, {quote(id)});
  std::vector<std::string_view> ids;
  for (const schema::Type& type : page.assembly().site->types) ids.push_back(type.id);
  out.nearest = nearest_name(id, ids);
  return out;
}

Value records_value(const PageReader& page, std::span<const std::uint32_t> records, Arena& arena) {
  return Value::object(*arena.make<RecordsView>(page, records));
}

std::span<const std::uint32_t> at_most(std::span<const std::uint32_t> records, std::int64_t count) {
  return records.first(
      std::min(records.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, count))));
}

const TypeList& list_of(const PageReader& page, TypeId type) {
  return page.assembly().lists[static_cast<std::size_t>(type)];
}

Result<Value> all_records(const PageReader& page, std::span<const Value> given, Arena& arena) {
  const std::optional<TypeId> type = page.assembly().site->find_type(given[0].as_text());
  if (!type) return unknown_type(page, given[0].as_text());
  return records_value(page, list_of(page, *type).records, arena);
}

Result<Value> latest(const PageReader& page, std::span<const Value> given, Arena& arena) {
  if (given.size() == 1)
    return records_value(page, at_most(page.portal().latest(), given[0].as_integer()), arena);
  const std::optional<TypeId> type = page.assembly().site->find_type(given[1].as_text());
  if (!type) return unknown_type(page, given[1].as_text());
  return records_value(page, at_most(list_of(page, *type).records, given[0].as_integer()), arena);
}

Result<Value> pointing_at(const PageReader& page, std::span<const Value> given, Arena& arena) {
  const std::optional<TypeId> type = page.assembly().site->find_type(given[1].as_text());
  if (!type) return unknown_type(page, given[1].as_text());
  const std::optional<std::uint32_t> target = record_of(given[0]);
  std::vector<std::uint32_t> found;
  if (target) {
    for (const Incoming& incoming : page.assembly().references.incoming(*target)) {
      if (page.assembly().site->records()[incoming.from].type != *type) continue;
      if (incoming.path != given[2].as_text()) continue;
      if (found.empty() || found.back() != incoming.from) found.push_back(incoming.from);
    }
  }
  return records_value(page, arena.copy(found), arena);
}

Result<Value> related(const PageReader& page, std::span<const Value> given, Arena& arena) {
  const std::optional<std::uint32_t> record = record_of(given[0]);
  std::vector<std::uint32_t> found;
  if (record)
    found = page.portal().related(
        *record, static_cast<std::size_t>(std::max<std::int64_t>(0, given[1].as_integer())));
  return records_value(page, arena.copy(found), arena);
}

Result<Value> count(const PageReader& page, std::span<const Value> given, Arena&) {
  const std::optional<TypeId> type = page.assembly().site->find_type(given[0].as_text());
  if (!type) return unknown_type(page, given[0].as_text());
  return Value::integer(static_cast<std::int64_t>(list_of(page, *type).records.size()));
}

Result<Value> type(const PageReader& page, std::span<const Value> given, Arena& arena) {
  const std::optional<TypeId> found = page.assembly().site->find_type(given[0].as_text());
  return found ? page.type(*found, arena) : Value::none();
}

Result<Value> by_id(const PageReader& page, std::span<const Value> given, Arena& arena) {
  const std::optional<TypeId> found = page.assembly().site->find_type(given[0].as_text());
  if (!found) return unknown_type(page, given[0].as_text());
  const std::optional<std::uint32_t> record = page.assembly().find(*found, given[1].as_text());
  return record ? page.record(*record, arena) : Value::none();
}

Result<Value> asset(const PageReader& page, std::span<const Value> given, Arena& arena) {
  const auto& assets = page.theme().assets;
  const auto found = assets.find(given[0].as_text());
  if (found != assets.end()) return page.portal().file_url(found->second.url, arena);
  Diagnostic out = without_place(messages::call_asset_unknown, {quote(given[0].as_text())});
  std::vector<std::string_view> names;
  for (const auto& [name, entry] : assets) names.push_back(name);
  out.nearest = nearest_name(given[0].as_text(), names);
  return out;
}

Result<Value> link(const PageReader& page, std::span<const Value> given, Arena& arena) {
  const std::string_view url = given[0].as_text();
  if (!url.starts_with('/'))
    return without_place(messages::call_wrong,
                         {"lien_ket", "địa chỉ bắt đầu bằng /", "an address that starts with /"});
  return page.portal().url(url, arena);
}

Result<Value> form(const PageReader& page, std::span<const Value> given, Arena& arena) {
  return form_value(page, given[0].as_text(), arena);
}

Result<Value> all_forms(const PageReader& page, std::span<const Value>, Arena& arena) {
  return forms_value(page, arena);
}

Result<Value> figures(const PageReader& page, std::span<const Value>, Arena& arena) {
  return figures_value(page, arena);
}

constexpr Signature signatures[] = {
    {"cac_ban_ghi", "t", "(\"loại\")", "(\"type\")", all_records},
    {"moi_nhat", "i|t", "(số lượng) hoặc (số lượng, \"loại\")", "(count) or (count, \"type\")",
     latest},
    {"tro_den", "rtt", "(bản ghi, \"loại\", \"trường\")", "(record, \"type\", \"field\")",
     pointing_at},
    {"lien_quan", "ri", "(bản ghi, số lượng)", "(record, count)", related},
    {"so_luong", "t", "(\"loại\")", "(\"type\")", count},
    {"loai", "t", "(\"mã loại\")", "(\"type id\")", type},
    {"theo_id", "tt", "(\"loại\", \"mã\")", "(\"type\", \"id\")", by_id},
    {"tai_nguyen", "t", "(\"tên tài nguyên\")", "(\"asset name\")", asset},
    {"bieu_mau", "t", "(\"mã biểu mẫu\")", "(\"form id\")", form},
    {"cac_bieu_mau", "", "()", "()", all_forms},
    {"thong_ke", "", "()", "()", figures},
    {"lien_ket", "t", "(\"/địa chỉ/\")", "(\"/address/\")", link},
};

bool fits(char kind, const Value& value) {
  switch (kind) {
    case 't': return value.is_text();
    case 'i': return value.kind() == Value::Kind::integer;
    default: return value.kind() == Value::Kind::object || value.is_none();
  }
}

bool fits(std::string_view kinds, const Arguments& arguments) {
  const std::size_t bar = std::min(kinds.find('|'), kinds.size());
  std::string all(kinds);
  std::erase(all, '|');
  if (!arguments.named.empty() || arguments.positional.size() < bar ||
      arguments.positional.size() > all.size())
    return false;
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
    if (!fits(all[i], arguments.positional[i])) return false;
  }
  return true;
}

/// A call as the build log names it: the function and its arguments, parted by a character that
/// stands in no id, no type and no address.
constexpr char call_separator = '\x1F';

std::string call_text(const PageReader& page, const Signature& signature,
                      std::span<const Value> given) {
  std::string out(signature.name);
  for (const Value& value : given) {
    out += call_separator;
    if (value.is_text()) {
      out += value.as_text();
    } else if (value.kind() == Value::Kind::integer) {
      out += std::to_string(value.as_integer());
    } else if (const std::optional<std::uint32_t> record = record_of(value)) {
      out += page.portal().record_name(*record);
    }
  }
  return out;
}

class QueryFunction : public Object {
 public:
  QueryFunction(const PageReader& page, const Signature& signature)
      : page_(page), signature_(signature) {}
  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena& arena) const override {
    if (!fits(signature_.kinds, arguments)) {
      return without_place(messages::call_wrong,
                           {std::string(signature_.name), std::string(signature_.takes_vi),
                            std::string(signature_.takes_en)});
    }
    // What an address is made of is fixed for all of a portal's pages.
    if (signature_.answer != link) {
      page_.note(Read::Kind::call,
                 page_.portal().call_number(call_text(page_, signature_, arguments.positional)));
    }
    return signature_.answer(page_, arguments.positional, arena);
  }

 private:
  const PageReader& page_;
  const Signature& signature_;
};

}  // namespace

std::optional<std::uint32_t> record_of(const Value& value) {
  if (value.kind() != Value::Kind::object) return std::nullopt;
  const auto* record = dynamic_cast<const RecordView*>(&value.as_object());
  if (record == nullptr) return std::nullopt;
  return record->record();
}

void add_queries(const PageReader& page, Arena& arena, std::vector<Entry>& globals) {
  for (const Signature& signature : signatures) {
    globals.push_back({signature.name, Value::object(*arena.make<QueryFunction>(page, signature))});
  }
}

Value answer_call(const PageReader& page, std::string_view call, Arena& arena) {
  const std::size_t name_end = std::min(call.find(call_separator), call.size());
  const auto signature = std::find_if(
      std::begin(signatures), std::end(signatures),
      [&](const Signature& candidate) { return candidate.name == call.substr(0, name_end); });
  if (signature == std::end(signatures)) return {};
  std::string kinds(signature->kinds);
  std::erase(kinds, '|');
  std::vector<Value> given;
  for (std::size_t from = name_end; from < call.size() && given.size() < kinds.size();) {
    const std::size_t end = std::min(call.find(call_separator, from + 1), call.size());
    const std::string_view text = call.substr(from + 1, end - from - 1);
    if (kinds[given.size()] == 'i') {
      given.push_back(Value::integer(std::strtoll(std::string(text).c_str(), nullptr, 10)));
    } else if (kinds[given.size()] == 'r') {
      const std::optional<std::uint32_t> record = page.portal().find_record(text);
      given.push_back(record ? page.record(*record, arena) : Value::none());
    } else {
      given.push_back(Value::text(text));
    }
    from = end;
  }
  if (!fits(signature->kinds, {given, {}})) return {};
  const Result<Value> answer = signature->answer(page, given, arena);
  return answer ? *answer : Value();
}

}  // namespace minhbach::pipeline
