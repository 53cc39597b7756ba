// The default answers of an object: no members, no items, no call.
#include "value/value.h"

#include "value/messages.h"

namespace minhbach {

static_assert(sizeof(Value) == 16 && std::is_trivially_copyable_v<Value>);

Value Object::member(std::string_view, Arena&) const { return {}; }
std::vector<std::string_view> Object::names() const { return {}; }
bool Object::is_list() const { return false; }
std::size_t Object::size() const { return 0; }
Value Object::item(std::size_t, Arena&) const { return {}; }
bool Object::is_callable() const { return false; }
Value Object::printed(Arena&) const { return {}; }

Result<Value> Object::call(const Arguments&, Arena&) const {
  Diagnostic out;
  out.message = &messages::not_callable;
  return out;
}

}  // namespace minhbach
