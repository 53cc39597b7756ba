// Re-imports: what was edited here stays, what changed in the source comes.
#include "ingest/merge_record.h"

#include "support/catch.h"
#include "value/from_json.h"
#include "value/to_json.h"

using namespace minhbach;
using namespace minhbach::ingest;

namespace {

using Strings = std::vector<std::string>;

Node json(const std::string& text) {
  const SourceText source("a.json", text);
  return *read_json(source);
}

Strings fields(const std::vector<FieldChange>& changes) {
  Strings out;
  for (const FieldChange& each : changes) out.push_back(each.field);
  return out;
}

}  // namespace

TEST_CASE("a field that was not edited here takes the source's value") {
  const Node base = json(R"({"a": 1, "b": "x", "c": [1], "gone": 1})");
  const Node local = json(R"({"b": "x", "a": 1, "c": [1], "mine": 9, "gone": 1})");
  const Node source = json(R"({"a": 2, "b": "x", "c": [1, 2], "d": true})");
  const Merge merge = merge_record(&base, local, source);
  CHECK(to_compact_json(merge.record) ==
        R"({"b": "x", "a": 2, "c": [1, 2], "d": true, "mine": 9})");
  CHECK(fields(merge.taken) == Strings{"a", "c", "d", "gone"});
  CHECK(merge.conflicts.empty());
  CHECK(merge.kept == Strings{"mine"});
}

TEST_CASE("a field that was edited here stays, and a change of both is a conflict") {
  const Node base = json(R"({"a": 1, "b": 1, "c": 1, "d": 1})");
  const Node local = json(R"({"a": 7, "b": 7, "c": 2})");
  const Node source = json(R"({"a": 1, "b": 2, "c": 2, "d": 2})");
  const Merge merge = merge_record(&base, local, source);
  CHECK(to_compact_json(merge.record) == R"({"a": 7, "b": 7, "c": 2})");
  CHECK(merge.taken.empty());
  CHECK(fields(merge.conflicts) == Strings{"b", "d"});
  CHECK(merge.kept == Strings{"a"});
}

TEST_CASE("without a memory every difference is an edit, and only new fields come") {
  const Node local = json(R"({"a": 1, "b": 2})");
  const Node source = json(R"({"a": 2, "c": 3})");
  const Merge merge = merge_record(nullptr, local, source);
  CHECK(to_compact_json(merge.record) == R"({"a": 1, "c": 3, "b": 2})");
  CHECK(fields(merge.conflicts) == Strings{"a"});
  CHECK(fields(merge.taken) == Strings{"c"});
  CHECK(merge.kept == Strings{"b"});
}

TEST_CASE("linked fields stay together") {
  const Node base = json(R"({"text": "1 day", "number": 1})");
  const Node local = json(R"({"text": "today", "number": 1})");
  const Node source = json(R"({"text": "2 days", "number": 2})");
  const Merge merge = merge_record(&base, local, source, {{"text", "number"}});
  CHECK(to_compact_json(merge.record) == R"({"text": "today", "number": 1})");
  CHECK(fields(merge.conflicts) == Strings{"text", "number"});
}

TEST_CASE("a table replaces what it has columns for, and only that") {
  const Node local = json(R"({"id": "a", "b": 1, "c": 2, "own": 3})");
  const Node source = json(R"({"id": "a", "b": 5})");
  const Merge merge = replace_fields(local, source, {"id", "b", "c"});
  CHECK(to_compact_json(merge.record) == R"({"id": "a", "b": 5, "own": 3})");
  CHECK(fields(merge.taken) == Strings{"b", "c"});
}
