// Folded names to ids, and the walk over a record that asks for them.
#include "ingest/known_names.h"

#include <algorithm>

#include <fmt/format.h>

#include "ingest/import_messages.h"
#include "schema/read_values.h"
#include "schema/wording.h"
#include "text/collation.h"
#include "text/fold.h"

namespace minhbach::ingest {
namespace {

using schema::Field;
using schema::FieldKind;

class NameCheck {
 public:
  NameCheck(const KnownNames& known, const std::vector<schema::Type>& types, const TellAt& tell,
            std::vector<Diagnostic>& diagnostics)
      : known_(known), types_(types), tell_(tell), diagnostics_(diagnostics) {}

  void check(const std::vector<Field>& fields, Node& record) {
    for (Member& member : record.members) {
      const auto field = std::find_if(fields.begin(), fields.end(),
                                      [&](const Field& each) { return each.name == member.key; });
      if (field != fields.end()) check(*field, *field, member.value);
    }
  }

 private:
  /// `named`: the field as the author knows it; of an item, its list.
  void check(const Field& named, const Field& field, Node& node) {
    if (node.kind == Node::Kind::sequence && field.kind == FieldKind::list) {
      for (Node& item : node.items) check(named, field.children.front(), item);
    } else if (node.kind == Node::Kind::mapping) {
      check(field.children, node);
    } else if ((node.kind == Node::Kind::text || node.kind == Node::Kind::plain) &&
               !node.text.empty() && node.text != schema::undisclosed_word) {
      if (field.kind == FieldKind::reference) check_reference(named, field.reference_type, node);
      if (field.kind == FieldKind::file) check_file(named, node);
    }
  }

  std::string title_of(const std::string& type) const {
    const auto at = std::find_if(types_.begin(), types_.end(),
                                 [&](const schema::Type& each) { return each.id == type; });
    return at == types_.end() ? quote(type) : schema::title_of(*at);
  }

  void check_reference(const Field& field, const std::string& type, Node& node) {
    const std::vector<std::string> ids = known_.find(type, node.text);
    if (ids.size() == 1) {
      node.text = ids.front();
    } else if (ids.size() > 1) {
      diagnostics_.push_back(
          tell_(messages::import_name_of_many, node,
                {schema::name_of(field), quote(node.text), title_of(type),
                 fmt::format("{}", ids.size()), fmt::format("{}", fmt::join(ids, ", "))}));
    } else {
      diagnostics_.push_back(
          tell_(messages::import_reference_unknown, node,
                {schema::name_of(field), quote(node.text), title_of(type), known_.list(type)}));
      diagnostics_.back().nearest = known_.nearest(type, node.text);
    }
  }

  void check_file(const Field& field, const Node& node) {
    if (known_.has_file(node.text)) return;
    diagnostics_.push_back(tell_(messages::import_file_missing, node,
                                 {schema::name_of(field), quote(node.text), known_.folder}));
  }

  const KnownNames& known_;
  const std::vector<schema::Type>& types_;
  const TellAt& tell_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace

void KnownNames::add(const std::string& type, std::string id, std::vector<std::string> names) {
  OfType& of = types_[type];
  std::erase(names, "");
  const auto [at, is_new] = of.names.try_emplace(id, names.empty() ? id : names.front());
  if (!is_new) return;
  std::vector<std::string> keys;
  for (const std::string& name : names) keys.push_back(text::fold(name));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (std::string& key : keys) of.by_key.emplace(std::move(key), id);
}

std::vector<std::string> KnownNames::find(std::string_view type, std::string_view written) const {
  const auto of = types_.find(type);
  if (of == types_.end()) return {};
  if (of->second.names.contains(written)) return {std::string(written)};
  std::vector<std::string> out;
  const auto [from, to] = of->second.by_key.equal_range(text::fold(written));
  for (auto it = from; it != to; ++it) out.push_back(it->second);
  return out;
}

std::string KnownNames::nearest(std::string_view type, std::string_view written) const {
  const auto of = types_.find(type);
  if (of == types_.end()) return {};
  std::vector<std::string_view> keys;
  for (const auto& [key, id] : of->second.by_key) keys.push_back(key);
  for (const auto& [id, name] : of->second.names) keys.push_back(id);
  const std::string folded = text::fold(written);
  std::string found = nearest_name(folded, keys);
  constexpr std::size_t telling = 4;  // Fewer letters stand in many names.
  for (auto it = keys.begin(); it != keys.end() && found.empty() && folded.size() >= telling;
       ++it) {
    if (it->find(folded) != std::string_view::npos) found = *it;
  }
  const auto at = of->second.by_key.find(std::string_view(found));
  if (found.empty() || at == of->second.by_key.end()) return found;
  return of->second.names.find(at->second)->second;
}

std::vector<std::string> KnownNames::choices(std::string_view type) const {
  const auto of = types_.find(type);
  if (of == types_.end()) return {};
  const text::Collator collator;
  std::vector<std::pair<std::string, std::string>> keyed;
  for (const auto& [id, name] : of->second.names) {
    const bool is_clear =
        name.find_first_of(";\n") == std::string::npos && find(type, name).size() == 1;
    const std::string& shown = is_clear ? name : id;
    keyed.emplace_back(collator.sort_key(shown), shown);
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::string> out;
  for (auto& [key, shown] : keyed) out.push_back(std::move(shown));
  return out;
}

std::string KnownNames::list(std::string_view type) const {
  constexpr std::size_t most = 12;
  std::vector<std::string_view> names;
  if (const auto of = types_.find(type); of != types_.end()) {
    constexpr std::size_t longest = 60;  // Who calls it by a whole sentence?
    for (const auto& [id, name] : of->second.names) {
      names.push_back(name.size() > longest ? id : name);
      if (names.size() == most) break;
    }
  }
  return names.empty() ? "–" : fmt::format("{}", fmt::join(names, "; "));
}

const KnownNames::Holder* KnownNames::take(std::string_view field, std::string_view value,
                                           Holder holder) {
  const auto [at, is_new] =
      taken_.try_emplace({std::string(field), std::string(value)}, std::move(holder));
  return is_new ? nullptr : &at->second;
}

void check_names(const KnownNames& known, const std::vector<schema::Type>& types,
                 const std::vector<Field>& fields, Node& record, const TellAt& tell,
                 std::vector<Diagnostic>& diagnostics) {
  NameCheck(known, types, tell, diagnostics).check(fields, record);
}

}  // namespace minhbach::ingest
