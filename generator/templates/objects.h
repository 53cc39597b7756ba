// The objects that the language itself puts before templates: loop, range, namespace, functions.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "value/value.h"

namespace minhbach::templates {

/// What a `for` runs over: a list, or something whose items are asked for one by one.
struct Items {
  std::span<const Value> list;
  const Object* lazy = nullptr;  ///< When set, `list` is empty.
  std::size_t count = 0;

  Value at(std::size_t index, Arena& arena) const {
    return lazy ? lazy->item(index, arena) : list[index];
  }
};

/// `loop` inside a `for`. Lives in the render's arena, since a template may keep it.
class Loop final : public Object {
 public:
  explicit Loop(Items items) : items_(items), cycle_(*this), changed_() {}

  void move_to(std::size_t index) { index_ = index; }

  Value member(std::string_view name, Arena& arena) const override;
  std::vector<std::string_view> names() const override;

 private:
  /// `loop.cycle("a", "b")`: its arguments in turn.
  class Cycle final : public Object {
   public:
    explicit Cycle(const Loop& loop) : loop_(loop) {}
    bool is_callable() const override { return true; }
    Result<Value> call(const Arguments& arguments, Arena& arena) const override;

   private:
    const Loop& loop_;
  };

  /// `loop.changed(value)`: whether the value is another one than at the last call.
  class Changed final : public Object {
   public:
    bool is_callable() const override { return true; }
    Result<Value> call(const Arguments& arguments, Arena& arena) const override;

   private:
    mutable std::vector<Value> last_;
    mutable bool called_ = false;
  };

  Items items_;
  std::size_t index_ = 0;
  Cycle cycle_;
  Changed changed_;
};

/// What `namespace(...)` makes: the one thing that `set` can change from inside a loop.
class Namespace final : public Object {
 public:
  explicit Namespace(std::vector<Entry> entries) : entries_(std::move(entries)) {}

  Value member(std::string_view name, Arena& arena) const override;
  std::vector<std::string_view> names() const override;
  void set(std::string_view name, const Value& value) const;

 private:
  // Mutable, because values hold objects as const: a render is one thread, and nothing else sees
  // it.
  mutable std::vector<Entry> entries_;
};

/// range, dict and namespace with the names templates know them by.
std::span<const std::pair<std::string_view, const Object*>> functions();

}  // namespace minhbach::templates
