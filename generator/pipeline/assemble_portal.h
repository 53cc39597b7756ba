// One portal put together from what was read: its records, addresses, references, lists and pages.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/page.h"
#include "pipeline/context.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// Records of a type that share a value of one field (or a year).
struct FacetValue {
  std::string title;
  std::string url;                     ///< Of its list's first page.
  std::vector<std::uint32_t> records;  ///< In list order.
};

struct Facet {
  std::string field;  ///< A field's name; "nam" for the year of the type's date.
  std::string label;
  std::vector<FacetValue> values;
};

/// The records of one type in a portal.
struct TypeList {
  std::string url;                     ///< Of its list's first page; "" when the type has no list.
  std::vector<std::uint32_t> records;  ///< Newest first, or by title where the type has no date.
  std::vector<Facet> facets;
};

/// That a record names another, and in which field.
struct Incoming {
  std::uint32_t from = 0;
  std::string_view path;  ///< "chi_tieu", "can_cu.van_ban"; lives as long as the Assembly.
};

/// A portal, decided: no page and no address is added after this. Refers to the Site, which must
/// outlive it. Vectors "by record" are indexed like Site::records, whole site.
struct Assembly {
  const Site* site = nullptr;
  const Portal* portal = nullptr;
  std::vector<std::uint32_t> members;  ///< The portal's records: its own and the shared ones.
  std::vector<std::string> urls;       ///< By record; "" without a page here.
  std::vector<std::vector<Incoming>>
      incoming;  ///< By record: who names it, in list order of types.
  std::vector<std::vector<std::uint32_t>> outgoing;  ///< By record: whom it names, in field order.
  std::vector<TypeList> lists;                       ///< By type.
  std::vector<std::uint32_t> alphabetical;  ///< Records with pages, in Vietnamese order of titles.
  std::vector<Page> pages;                  ///< In order of address.
  std::unordered_map<std::string_view, std::uint32_t> page_by_url;
  std::vector<std::unordered_map<std::string_view, std::uint32_t>> record_by_id;  ///< By type.
  std::unordered_map<std::string_view, std::uint32_t>
      record_by_file;  ///< Markdown files with a page.
  /// Attachments and static files of this portal, by source path and by address.
  std::unordered_map<std::string_view, const Attachment*> attachment_by_file;
  std::unordered_map<std::string_view, const Attachment*> attachment_by_url;
  std::vector<const Attachment*>
      published;  ///< Those that go out, by source path (choose_attachments).
  /// The text behind Incoming::path, by field.
  std::unordered_map<const schema::Field*, std::string> reference_paths;

  /// A member by type and id; nothing when there is none.
  std::optional<std::uint32_t> find(TypeId type, std::string_view id) const;
};

/// Records on one page of a list.
inline constexpr std::size_t records_per_page = 20;

/// The address of page `number` (from 1) of a list whose first page is `first_page`.
std::string list_page_url(std::string_view first_page, std::size_t number);

/// What a section is called in a portal: its own words, else the type's.
std::string section_title(const Portal& portal, const schema::Type& type);

/// True when a type's list is followed by feeds: it has pages with dates.
bool has_feed(const Assembly& assembly, TypeId type);

/// Puts `portal` together. Doubled addresses, references to nothing and unknown sections go to the
/// report.
Assembly assemble_portal(const Context& ctx, const Site& site, const Portal& portal);

}  // namespace minhbach::pipeline
