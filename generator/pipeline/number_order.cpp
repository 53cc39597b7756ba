// Compares runs of digits by their value, all else byte by byte.
#include "pipeline/number_order.h"

#include <algorithm>

#include "pipeline/messages.h"
#include "templates/operations.h"

namespace minhbach::pipeline {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text with each run of digits behind its length, so that comparing bytes compares values.
std::string key_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      out += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    while (i + 1 < end && text[i] == '0') ++i;
    // '0' keeps numbers where digits stand among other letters; a shorter number is the smaller.
    const std::size_t length = end - i;
    out += '0';
    out += static_cast<char>(std::min<std::size_t>(length, 255));
    out += text.substr(i, length);
    i = end;
  }
  return out;
}

struct Keyed {
  bool has_text = false;
  std::string key;
  Value item;

  bool operator<(const Keyed& other) const {
    if (has_text != other.has_text) return has_text;
    return has_text && key < other.key;
  }
};

Diagnostic wrong() {
  Diagnostic out;
  out.message = &messages::filter_wrong;
  out.arguments = {"theo_so"};
  return out;
}

std::optional<std::vector<Keyed>> keyed_items(const Value& input, std::string_view attribute,
                                              Arena& arena) {
  std::vector<Keyed> out;
  const auto add = [&](const Value& item) {
    const Value text = templates::member_by_path(item, attribute, arena);
    out.push_back({text.is_text(), text.is_text() ? key_of(text.as_text()) : std::string(), item});
  };
  if (input.kind() == Value::Kind::list) {
    for (const Value& item : input.as_list()) add(item);
  } else if (input.kind() == Value::Kind::object && input.as_object().is_list()) {
    for (std::size_t i = 0; i < input.as_object().size(); ++i)
      add(input.as_object().item(i, arena));
  } else {
    return std::nullopt;
  }
  return out;
}

}  // namespace

templates::HostFilter number_order_filter() {
  return {"theo_so",
          [](const Value& input, const Arguments& arguments, Arena& arena) -> Result<Value> {
            if (arguments.positional.size() != 1 || !arguments.positional[0].is_text())
              return wrong();
            std::optional<std::vector<Keyed>> items =
                keyed_items(input, arguments.positional[0].as_text(), arena);
            if (!items) return wrong();
            std::stable_sort(items->begin(), items->end());
            const std::span<Value> out = arena.array<Value>(items->size());
            for (std::size_t i = 0; i < out.size(); ++i) out[i] = (*items)[i].item;
            return Value::list(out);
          }};
}

}  // namespace minhbach::pipeline
