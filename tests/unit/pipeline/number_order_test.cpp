// The order of numbers in texts, as plans number their tasks.
#include "pipeline/number_order.h"

#include "support/catch.h"

using namespace minhbach;

namespace {

/// The texts of records that have these in their field "so", ordered; "–" for one without.
std::vector<std::string> ordered(const std::vector<std::string>& numbers) {
  Arena arena;
  std::vector<Value> items;
  for (const std::string& number : numbers) {
    const Value text = number.empty() ? Value::none() : Value::text(number);
    items.push_back(Value::map(arena.copy(std::vector<Entry>{{"so", text}})));
  }
  const std::vector<Value> attribute{Value::text("so")};
  const Result<Value> sorted =
      pipeline::number_order_filter().apply(Value::list(items), Arguments{attribute, {}}, arena);
  REQUIRE(sorted);
  std::vector<std::string> out;
  for (const Value& item : sorted->as_list()) {
    const Value text = item.as_map()[0].value;
    out.emplace_back(text.is_text() ? text.as_text() : "–");
  }
  return out;
}

}  // namespace

TEST_CASE("numbers in texts are compared by their value") {
  CHECK(ordered({"10b", "9", "1", "10a", "11", "2"}) ==
        std::vector<std::string>{"1", "2", "9", "10a", "10b", "11"});
  CHECK(ordered({"1.10", "1.2", "1.1", "2"}) ==
        std::vector<std::string>{"1.1", "1.2", "1.10", "2"});
  CHECK(ordered({"07", "6", "08"}) == std::vector<std::string>{"6", "07", "08"});
}

TEST_CASE("what has no number of its own stands last, in the order it came") {
  CHECK(ordered({"", "b", "2", "a"}) == std::vector<std::string>{"2", "a", "b", "–"});
}
