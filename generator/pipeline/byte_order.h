// Sorts by texts of which many begin alike: addresses, keys of titles.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace minhbach::pipeline {

/// The first bytes as a number that orders as they do; zeros stand for those that are not there.
inline std::uint64_t leading_bytes(std::string_view text) {
  unsigned char bytes[sizeof(std::uint64_t)] = {};
  std::memcpy(bytes, text.data(), std::min(text.size(), sizeof bytes));
  std::uint64_t out = 0;
  for (const unsigned char byte : bytes) out = out << 8 | byte;
  return out;
}

/// Of something to be sorted: what is left of its text, and which it is.
struct ByText {
  std::string_view text;
  std::uint32_t item = 0;
  std::uint64_t head = 0;
};

/// Puts `items` in the order of their texts' bytes, in steps of eight: what all of a group begin
/// with is compared once, and mostly as a number (after Bentley and Sedgewick, Fast algorithms for
/// sorting and searching strings, 1997). `is_before(a, b)` orders those with the same text.
template <typename IsBefore>
void sort_by_text(std::span<ByText> items, const IsBefore& is_before) {
  constexpr std::size_t step = sizeof(ByText::head);
  const auto left = [](const ByText& one) { return std::min(one.text.size(), step + 1); };
  const auto is_same = [&](const ByText& a, const ByText& b) {
    return a.head == b.head && left(a) == left(b);
  };
  const auto comes_before = [&](const ByText& a, const ByText& b) {
    return a.head != b.head ? a.head < b.head : left(a) < left(b);
  };
  if (items.size() < 2) return;
  for (;;) {
    for (ByText& one : items) one.head = leading_bytes(one.text);
    const bool have_all_more =
        left(items[0]) > step && std::all_of(items.begin(), items.end(), [&](const ByText& one) {
          return is_same(one, items[0]);
        });
    if (!have_all_more) break;
    for (ByText& one : items) one.text.remove_prefix(step);
  }
  // What comes from sorted folders is in order already.
  if (!std::is_sorted(items.begin(), items.end(), comes_before))
    std::sort(items.begin(), items.end(), comes_before);
  for (std::size_t from = 0; from < items.size();) {
    std::size_t to = from + 1;
    while (to < items.size() && is_same(items[to], items[from])) ++to;
    const std::span<ByText> group = items.subspan(from, to - from);
    if (left(group[0]) <= step) {
      std::sort(group.begin(), group.end(),
                [&](const ByText& a, const ByText& b) { return is_before(a.item, b.item); });
    } else {
      sort_by_text(group, is_before);
    }
    from = to;
  }
}

/// The numbers below `count` in the order of `text_of(number)`, then of `is_before`.
template <typename TextOf, typename IsBefore>
std::vector<std::uint32_t> order_by_text(std::size_t count, const TextOf& text_of,
                                         const IsBefore& is_before) {
  std::vector<ByText> items(count);
  for (std::uint32_t i = 0; i < count; ++i) items[i] = {text_of(i), i, 0};
  sort_by_text(std::span(items), is_before);
  std::vector<std::uint32_t> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = items[i].item;
  return out;
}

}  // namespace minhbach::pipeline
