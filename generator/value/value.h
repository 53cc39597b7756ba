// The one dynamic type that templates see, and the interface it reads the site through.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "value/arena.h"

namespace minhbach {

class Object;
struct Entry;

/// A small value that owns nothing: text, lists, maps and objects are borrowed from an Arena (or
/// from whatever made them), which must outlive it. So copying is free, and a render frees all its
/// values at once. Trivially copyable, 16 bytes.
class Value {
 public:
  enum class Kind : std::uint8_t {
    undefined,  ///< Nothing has that name. Using it is an error, except in a few tests and filters.
    none,
    boolean,
    integer,
    number,  ///< A double, never NaN from data.
    text,
    list,
    map,  ///< Keys are text, in order of insertion.
    object,
  };

  Value() : kind_(Kind::undefined), integer_(0) {}
  static Value none() { return Value(Kind::none); }
  static Value boolean(bool b) {
    Value v(Kind::boolean);
    v.integer_ = b;
    return v;
  }
  static Value integer(std::int64_t i) {
    Value v(Kind::integer);
    v.integer_ = i;
    return v;
  }
  static Value number(double d) {
    Value v(Kind::number);
    v.number_ = d;
    return v;
  }
  /// Plain text: escaped wherever a template prints it.
  static Value text(std::string_view text) {
    Value v(Kind::text);
    v.text_ = text.data();
    v.size_ = static_cast<std::uint32_t>(text.size());
    return v;
  }
  /// HTML that our own code made (rendered Markdown, a macro's output): not escaped in HTML text.
  static Value markup(std::string_view html) {
    Value v = text(html);
    v.safe_ = true;
    return v;
  }
  /// The same text, said to be in another language than the page it is for (two letters; "" the
  /// page's own): in HTML text it is printed inside an element with that `lang`.
  Value in_language(std::string_view code) const {
    Value v = *this;
    const bool has_code = code.size() >= sizeof language_;
    v.language_[0] = has_code ? code[0] : '\0';
    v.language_[1] = has_code ? code[1] : '\0';
    return v;
  }
  static Value list(std::span<const Value> items) {
    Value v(Kind::list);
    v.items_ = items.data();
    v.size_ = static_cast<std::uint32_t>(items.size());
    return v;
  }
  static Value map(std::span<const Entry> entries) {
    Value v(Kind::map);
    v.entries_ = entries.data();
    v.size_ = static_cast<std::uint32_t>(entries.size());
    return v;
  }
  static Value object(const Object& object) {
    Value v(Kind::object);
    v.object_ = &object;
    return v;
  }

  Kind kind() const { return kind_; }
  bool is_undefined() const { return kind_ == Kind::undefined; }
  bool is_none() const { return kind_ == Kind::none; }
  bool is_text() const { return kind_ == Kind::text; }
  bool is_markup() const { return kind_ == Kind::text && safe_; }
  /// Of a text that is not in the page's language; else "".
  /// The code stands in this value, not in what it borrows.
  std::string_view language() const& {
    return {language_, language_[0] != '\0' ? sizeof language_ : 0};
  }
  std::string_view language() const&& = delete;
  bool is_number() const { return kind_ == Kind::integer || kind_ == Kind::number; }

  // Each of these may be called only for its own kind.
  bool as_boolean() const { return integer_ != 0; }
  std::int64_t as_integer() const { return integer_; }
  double as_number() const {
    return kind_ == Kind::number ? number_ : static_cast<double>(integer_);
  }
  std::string_view as_text() const { return {text_, size_}; }
  std::span<const Value> as_list() const { return {items_, size_}; }
  std::span<const Entry> as_map() const;
  const Object& as_object() const { return *object_; }

 private:
  explicit Value(Kind kind) : kind_(kind), integer_(0) {}

  Kind kind_;
  bool safe_ = false;
  char language_[2] = {};
  std::uint32_t size_ = 0;
  union {
    std::int64_t integer_;
    double number_;
    const char* text_;
    const Value* items_;
    const Entry* entries_;
    const Object* object_;
  };
};

/// One name and its value in a map, or a named argument of a call.
struct Entry {
  std::string_view key;
  Value value;
};

inline std::span<const Entry> Value::as_map() const { return {entries_, size_}; }

/// What a template passed to a call.
struct Arguments {
  std::span<const Value> positional;
  std::span<const Entry> named;
};

/// Something of the host that a template may look into: a record, a query, a macro, `loop`. It is
/// read lazily, so that a page pays for what it uses and a read can be recorded. Implementations
/// are const and safe to read from several threads; what they make goes into the arena handed in.
class Object {
 public:
  virtual ~Object() = default;

  /// The value of `name`; undefined when it has none.
  virtual Value member(std::string_view name, Arena& arena) const;

  /// The names `member` knows, for "did you mean" and for iterating as a map.
  virtual std::vector<std::string_view> names() const;

  /// True when it is a sequence: then `size` and `item` say its items (index below size).
  virtual bool is_list() const;
  virtual std::size_t size() const;
  virtual Value item(std::size_t index, Arena& arena) const;

  /// True when a template may call it. A failed call's diagnostic needs no place: the engine puts
  /// in the place of the call.
  virtual bool is_callable() const;
  virtual Result<Value> call(const Arguments& arguments, Arena& arena) const;

  /// What `{{ object }}` prints; undefined (the default) when printing it is a mistake.
  virtual Value printed(Arena& arena) const;
};

}  // namespace minhbach
