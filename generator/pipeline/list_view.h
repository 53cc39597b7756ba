// A page of a list as its template reads it: `danh_sach`, `trang.phan_trang`.
#pragma once

#include "pipeline/page_reader.h"

namespace minhbach::pipeline {

/// The records of the list that `slice` is a page of, and those that the page shows.
const std::vector<std::uint32_t>& list_records(const Assembly& assembly, const ListSlice& slice);
std::span<const std::uint32_t> shown_records(const Assembly& assembly, const ListSlice& slice);

/// The pages of the list around this one.
Value pagination_value(const PortalView& portal, const Page& page, Arena& arena);

/// The type's columns in their order.
Value columns_value(const Portal& portal, const schema::Type& type, Arena& arena);

/// What the list can be narrowed to, and what this page is narrowed to.
Value facets_value(const PortalView& portal, const Page& page, Arena& arena);

/// The language of a list's title: that of the value which it is narrowed to, else of the section's
/// name.
std::string_view list_language(const Assembly& assembly, const ListSlice& slice);

/// `danh_sach`.
Value list_value(const PageReader& reader, const Page& page, Arena& arena);

}  // namespace minhbach::pipeline
