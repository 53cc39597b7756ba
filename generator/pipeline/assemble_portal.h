// One portal put together from what was read: its records, addresses, references, lists and pages.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/fingerprint.h"
#include "base/key_index.h"
#include "model/page.h"
#include "pipeline/context.h"
#include "pipeline/references.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// Records of a type that share a value of one field (or a year).
struct FacetValue {
  std::string title;
  std::string_view language;           ///< Of the title.
  std::string url;                     ///< Of its list's first page.
  std::vector<std::uint32_t> records;  ///< In list order.
};

struct Facet {
  std::string field;                  ///< A field's name; "nam" for the year of the type's date.
  const schema::Field* of = nullptr;  ///< Null for years.
  std::vector<FacetValue> values;
};

/// The records of one type in a portal.
struct TypeList {
  std::string url;                     ///< Of its list's first page; "" when the type has no list.
  std::vector<std::uint32_t> records;  ///< Newest first, or by title where the type has no date.
  std::vector<Facet> facets;
};

/// That a record's page shows what stands in a file: its own, or that which it translates.
struct WrittenIn {
  std::uint32_t of = 0;  ///< Whose file it is.
  std::uint32_t record = 0;
};

/// Where the links of a record's body lead.
struct BodyLinks {
  Fingerprint lead_to;  ///< Of all addresses, anchors, and what leads nowhere; not of pictures.
  bool has_pictures = false;
  bool are_broken = false;  ///< A link or a picture that must lead somewhere does not.
};

/// A portal, decided: no page and no address is added after this. Refers to the Site, which must
/// outlive it. Vectors "by record" are indexed like Site::records, whole site.
struct Assembly {
  const Site* site = nullptr;
  const Portal* portal = nullptr;
  /// The portal's records, each as it is here: its own, the shared and the mounted ones.
  std::vector<std::uint32_t> members;
  std::vector<std::uint32_t>
      translations;                    ///< Members as they are in the portal's further languages.
  std::vector<std::string_view> urls;  ///< By record; "" without a page here.
  References references;
  std::vector<TypeList> lists;              ///< By type.
  std::vector<std::uint32_t> alphabetical;  ///< Records with pages, in Vietnamese order of titles.
  std::vector<Page> pages;                  ///< In order of address.
  std::vector<const schema::Form*> forms;   ///< Those the portal takes, in order of their ids.
  KeyIndex page_by_url;
  std::vector<KeyIndex> record_by_id;  ///< By type.
  std::vector<WrittenIn> written_in;   ///< Markdown files with a page.
  KeyIndex written_by_file;            ///< Numbers of those.
  std::unique_ptr<Arena> texts;        ///< Where addresses and titles of pages live.
  /// Attachments and static files of this portal, by source path and by address.
  std::unordered_map<std::string_view, const Attachment*> attachment_by_file;
  std::unordered_map<std::string_view, const Attachment*> attachment_by_url;
  std::deque<Attachment>
      mounted_files;  ///< Those of mounted folders, under addresses of their own.
  std::vector<const Attachment*>
      published;  ///< Those that go out, by source path (choose_attachments).
  std::vector<const Attachment*> shown;  ///< Those of them that are made into pictures of pages.
  std::vector<BodyLinks> body_links;     ///< By record (check_links); empty when none was followed.
  std::unordered_map<std::uint32_t, const Mount*> mount_by_record;
  std::unordered_map<std::uint32_t, std::uint32_t> first_by_record;  ///< See in_first_language.
  /// By mounted folder, then type: what its records name by these ids.
  std::map<std::string, std::vector<KeyIndex>, std::less<>> mounted_by_id;

  /// Null where no page stands.
  const Page* page_at(std::string_view url) const;
  /// Pages to read: all but drawings.
  std::size_t count_pages() const;
  /// The record whose page shows the Markdown file.
  std::optional<std::uint32_t> shown_from(std::string_view file) const;
  /// A member by type and id; nothing when there is none.
  std::optional<std::uint32_t> find(TypeId type, std::string_view id) const;
  /// The record that `from` names: of a mounted record that is one of its own folder, which need
  /// not be a member, and then has no page here.
  std::optional<std::uint32_t> resolve(std::uint32_t from, TypeId type, std::string_view id) const;
  /// The same in `by_type`, which is record_by_id or one of mounted_by_id.
  std::optional<std::uint32_t> find_in(const std::vector<KeyIndex>& by_type, TypeId type,
                                       std::string_view id) const;
  /// How the record comes to be here; null of own and shared ones.
  const Mount* mount_of(std::uint32_t record) const;
  /// What another body published: declared so, or mounted.
  bool is_borrowed(std::uint32_t record) const;
  /// The language that the record is written in.
  std::string_view language_of(std::uint32_t record) const;
  /// The member that `record` translates, as the first language's pages show it: it gives all
  /// languages the same addresses.
  std::uint32_t in_first_language(std::uint32_t record) const;
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
/// report. `draws`: the theme can, so that there are drawings.
Assembly assemble_portal(const Context& ctx, const Site& site, const Portal& portal, bool draws);

}  // namespace minhbach::pipeline
