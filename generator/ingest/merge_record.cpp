// The three-way comparison.
#include "ingest/merge_record.h"

#include <algorithm>

#include "ingest/record_node.h"
#include "value/to_json.h"

namespace minhbach::ingest {
namespace {

bool are_same(const Node* a, const Node* b) {
  return a == nullptr || b == nullptr ? a == b : is_same(*a, *b);
}

/// Sets or removes a member; a new one goes behind the nearest one before it in `order`.
void apply(Node& record, const std::string& key, const Node* value, const Node& order) {
  const auto named = [&](std::string_view name) {
    return std::find_if(record.members.begin(), record.members.end(),
                        [&](const Member& member) { return member.key == name; });
  };
  const auto at = named(key);
  if (value == nullptr) {
    if (at != record.members.end()) record.members.erase(at);
    return;
  }
  if (at != record.members.end()) {
    at->value = *value;
    return;
  }
  auto after = record.members.begin();
  for (const Member& member : order.members) {
    if (member.key == key) break;
    if (const auto found = named(member.key); found != record.members.end())
      after = std::next(found);
  }
  record.members.insert(after, {key, 0, 0, *value});
}

void add_names(std::vector<std::string>& names, const Node* document) {
  if (document == nullptr) return;
  for (const Member& member : document->members) {
    if (std::find(names.begin(), names.end(), member.key) == names.end())
      names.push_back(member.key);
  }
}

/// Whether this field, or one that is linked with it, was edited here. An edit that made it what
/// the source has now is none.
bool is_edited(const std::string& name, const Node* base, const Node& local, const Node& source,
               const std::vector<std::vector<std::string>>& linked) {
  const auto was_edited = [&](const std::string& field) {
    const Node* here = local.find(field);
    const Node* was = base != nullptr ? base->find(field) : nullptr;
    return !are_same(was, here) && !are_same(here, source.find(field));
  };
  if (was_edited(name)) return true;
  return std::any_of(linked.begin(), linked.end(), [&](const std::vector<std::string>& group) {
    return std::find(group.begin(), group.end(), name) != group.end() &&
           std::any_of(group.begin(), group.end(), was_edited);
  });
}

}  // namespace

Merge merge_record(const Node* base, const Node& local, const Node& source,
                   const std::vector<std::vector<std::string>>& linked) {
  Merge out;
  out.record = local;
  std::vector<std::string> names;
  add_names(names, &source);
  add_names(names, base);
  add_names(names, &local);
  for (const std::string& name : names) {
    const Node* here = local.find(name);
    const Node* now = source.find(name);
    if (are_same(here, now)) continue;
    // Without a memory, whatever stands here may have been written here.
    const Node* was = base != nullptr ? base->find(name) : nullptr;
    if (!is_edited(name, base, local, source, linked)) {
      out.taken.push_back({name, here, now});
      apply(out.record, name, now, source);
    } else if (are_same(was, now)) {
      out.kept.push_back(name);
    } else {
      out.conflicts.push_back({name, here, now});
    }
  }
  return out;
}

Merge replace_fields(const Node& local, const Node& source, const std::vector<std::string>& owned) {
  Merge out;
  out.record = local;
  std::vector<std::string> names = owned;
  add_names(names, &source);
  for (const std::string& name : names) {
    const Node* here = local.find(name);
    const Node* now = source.find(name);
    if (are_same(here, now)) continue;
    out.taken.push_back({name, here, now});
    apply(out.record, name, now, source);
  }
  return out;
}

}  // namespace minhbach::ingest
