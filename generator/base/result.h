// A value, or the one diagnostic that says why there is none.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "base/diagnostic.h"

namespace minhbach {

/// What a function that handles one thing returns. Convertible from either side:
/// `return value;` or `return diagnostic;`.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Diagnostic diagnostic) : held_(std::in_place_index<1>, std::move(diagnostic)) {}

  explicit operator bool() const { return held_.index() == 0; }

  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Diagnostic& error() const {
    assert(held_.index() == 1);
    return *std::get_if<1>(&held_);
  }
  Diagnostic& error() {
    assert(held_.index() == 1);
    return *std::get_if<1>(&held_);
  }

 private:
  T& value() {
    assert(held_.index() == 0);
    return *std::get_if<0>(&held_);
  }
  const T& value() const {
    assert(held_.index() == 0);
    return *std::get_if<0>(&held_);
  }

  std::variant<T, Diagnostic> held_;
};

/// The result of an action that has nothing to hand back.
struct Done {};

}  // namespace minhbach
