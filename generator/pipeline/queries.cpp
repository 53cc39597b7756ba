// Answers templates' questions from what assemble_portal decided.
#include "pipeline/queries.h"

#include "pipeline/links.h"
#include "pipeline/messages.h"
#include "pipeline/portal_view.h"

namespace minhbach::pipeline {
namespace {

using Answer = Result<Value> (*)(const PortalView&, std::span<const Value>, Arena&);

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

Diagnostic unknown_type(const PortalView& portal, std::string_view id) {
  Diagnostic out = without_place(messages::call_type_unknown, {quote(id)});
  std::vector<std::string_view> ids;
  for (const schema::Type& type : portal.assembly().site->types) ids.push_back(type.id);
  out.nearest = nearest_name(id, ids);
  return out;
}

Value records_value(const PortalView& portal, std::span<const std::uint32_t> records, Arena& arena) {
  return Value::object(*arena.make<RecordsView>(portal, records));
}

std::span<const std::uint32_t> at_most(std::span<const std::uint32_t> records, std::int64_t count) {
  return records.first(std::min(records.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, count))));
}

const TypeList& list_of(const PortalView& portal, TypeId type) {
  return portal.assembly().lists[static_cast<std::size_t>(type)];
}

Result<Value> all_records(const PortalView& portal, std::span<const Value> given, Arena& arena) {
  const std::optional<TypeId> type = portal.assembly().site->find_type(given[0].as_text());
  if (!type) return unknown_type(portal, given[0].as_text());
  return records_value(portal, list_of(portal, *type).records, arena);
}

Result<Value> latest(const PortalView& portal, std::span<const Value> given, Arena& arena) {
  if (given.size() == 1) return records_value(portal, at_most(portal.latest(), given[0].as_integer()), arena);
  const std::optional<TypeId> type = portal.assembly().site->find_type(given[1].as_text());
  if (!type) return unknown_type(portal, given[1].as_text());
  return records_value(portal, at_most(list_of(portal, *type).records, given[0].as_integer()), arena);
}

Result<Value> pointing_at(const PortalView& portal, std::span<const Value> given, Arena& arena) {
  const std::optional<TypeId> type = portal.assembly().site->find_type(given[1].as_text());
  if (!type) return unknown_type(portal, given[1].as_text());
  const std::optional<std::uint32_t> target = portal.record_of(given[0]);
  std::vector<std::uint32_t> found;
  if (target) {
    for (const Incoming& incoming : portal.assembly().incoming[*target]) {
      if (portal.assembly().site->records()[incoming.from].type != *type) continue;
      if (incoming.path != given[2].as_text()) continue;
      if (found.empty() || found.back() != incoming.from) found.push_back(incoming.from);
    }
  }
  return records_value(portal, arena.copy(found), arena);
}

Result<Value> related(const PortalView& portal, std::span<const Value> given, Arena& arena) {
  const std::optional<std::uint32_t> record = portal.record_of(given[0]);
  std::vector<std::uint32_t> found;
  if (record) found = portal.related(*record, static_cast<std::size_t>(std::max<std::int64_t>(0, given[1].as_integer())));
  return records_value(portal, arena.copy(found), arena);
}

Result<Value> count(const PortalView& portal, std::span<const Value> given, Arena&) {
  const std::optional<TypeId> type = portal.assembly().site->find_type(given[0].as_text());
  if (!type) return unknown_type(portal, given[0].as_text());
  return Value::integer(static_cast<std::int64_t>(list_of(portal, *type).records.size()));
}

Result<Value> type(const PortalView& portal, std::span<const Value> given, Arena&) {
  const std::optional<TypeId> found = portal.assembly().site->find_type(given[0].as_text());
  return found ? portal.type(*found) : Value::none();
}

Result<Value> by_id(const PortalView& portal, std::span<const Value> given, Arena&) {
  const std::optional<TypeId> found = portal.assembly().site->find_type(given[0].as_text());
  if (!found) return unknown_type(portal, given[0].as_text());
  const std::optional<std::uint32_t> record = portal.assembly().find(*found, given[1].as_text());
  return record ? portal.record(*record) : Value::none();
}

Result<Value> asset(const PortalView& portal, std::span<const Value> given, Arena& arena) {
  const auto& assets = portal.theme().assets;
  const auto found = assets.find(given[0].as_text());
  if (found != assets.end()) return portal.url(found->second.url, arena);
  Diagnostic out = without_place(messages::call_asset_unknown, {quote(given[0].as_text())});
  std::vector<std::string_view> names;
  for (const auto& [name, entry] : assets) names.push_back(name);
  out.nearest = nearest_name(given[0].as_text(), names);
  return out;
}

Result<Value> link(const PortalView& portal, std::span<const Value> given, Arena& arena) {
  const std::string_view url = given[0].as_text();
  if (!url.starts_with('/')) return without_place(messages::call_wrong, {"lien_ket", "địa chỉ bắt đầu bằng /", "an address that starts with /"});
  return portal.url(url, arena);
}

constexpr Signature signatures[] = {
    {"cac_ban_ghi", "t", "(\"loại\")", "(\"type\")", all_records},
    {"moi_nhat", "i|t", "(số lượng) hoặc (số lượng, \"loại\")", "(count) or (count, \"type\")", latest},
    {"tro_den", "rtt", "(bản ghi, \"loại\", \"trường\")", "(record, \"type\", \"field\")", pointing_at},
    {"lien_quan", "ri", "(bản ghi, số lượng)", "(record, count)", related},
    {"so_luong", "t", "(\"loại\")", "(\"type\")", count},
    {"loai", "t", "(\"mã loại\")", "(\"type id\")", type},
    {"theo_id", "tt", "(\"loại\", \"mã\")", "(\"type\", \"id\")", by_id},
    {"tai_nguyen", "t", "(\"tên tài nguyên\")", "(\"asset name\")", asset},
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
  if (!arguments.named.empty() || arguments.positional.size() < bar || arguments.positional.size() > all.size()) return false;
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
    if (!fits(all[i], arguments.positional[i])) return false;
  }
  return true;
}

class QueryFunction : public Object {
 public:
  QueryFunction(const PortalView& portal, const Signature& signature) : portal_(portal), signature_(signature) {}
  bool is_callable() const override { return true; }
  Result<Value> call(const Arguments& arguments, Arena& arena) const override {
    if (!fits(signature_.kinds, arguments)) {
      return without_place(messages::call_wrong, {std::string(signature_.name), std::string(signature_.takes_vi),
                                                  std::string(signature_.takes_en)});
    }
    return signature_.answer(portal_, arguments.positional, arena);
  }

 private:
  const PortalView& portal_;
  const Signature& signature_;
};

}  // namespace

std::vector<Query> make_queries(const PortalView& portal) {
  std::vector<Query> out;
  for (const Signature& signature : signatures) {
    out.push_back({signature.name, std::make_unique<QueryFunction>(portal, signature)});
  }
  return out;
}

}  // namespace minhbach::pipeline
