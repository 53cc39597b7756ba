// One URL of a portal and what stands there.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/record.h"

namespace minhbach {

/// A drawing is no page to read, but a file that is made from a record and can be linked to.
enum class PageKind : std::uint8_t { home, record, list, az_index, not_found, feedback, drawing };

/// A page of a list: a slice of a type's records, all of them or those with one facet value.
struct ListSlice {
  TypeId type{};
  std::uint32_t facet = 0;        ///< Index into the type's facets plus one; 0 for the whole list.
  std::uint32_t facet_value = 0;  ///< Index into that facet's values.
  std::uint32_t number = 1;       ///< This page, from 1.
  std::uint32_t count = 1;        ///< Pages of this list.
};

/// Owns nothing: its texts live where the portal is put together.
struct Page {
  PageKind kind = PageKind::record;
  std::string_view url;  ///< Root-relative without the base path (model/url.h).
  std::string_view title;
  /// Of a record page or drawing: index into the site's records; of a feedback page: which one
  /// (pipeline/feedback_pages.h).
  std::uint32_t record = 0;
  ListSlice list;         ///< Of a list page.
  std::uint8_t form = 0;  ///< Of a drawing: which of images::poster_forms.
};

}  // namespace minhbach
