// What a portal is: one published site of one public body.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/publish_place.h"
#include "model/record.h"

namespace minhbach {

/// One entry of the menu and of the home page: a content type, in the portal's own words if it has
/// some.
struct Section {
  std::string type;         ///< A type id.
  std::string title;        ///< "" for the type's own.
  std::string description;  ///< "" for the type's own.
  int line = 0;             ///< In portal.json.
  /// Of these words; "" the portal's first language.
  std::string title_language, description_language;
};

/// Why a portal is an archive: shown on every page.
struct ArchiveNotice {
  std::string title;
  std::string text;
  std::string source;  ///< What says so.
  std::string since;   ///< ISO date, possibly partial.
};

/// That a portal is an example, to be copied: shown on every page.
struct ExampleNotice {
  std::string title;
  std::string text;
};

/// Records of another folder of data/ and content/ that a portal shows as its own lists' members:
/// mounted, not copied.
struct Mount {
  std::string from;                ///< A portal's id, or a folder under data/ or content/.
  std::vector<std::string> types;  ///< Ids of the types that are shown.
  std::string publisher;           ///< Whose catalogue it is, as pages say it.
  std::string as_of;               ///< ISO date of the catalogue, possibly partial; may be "".
  int line = 0;                    ///< In portal.json; of what stands in it, see below.
  int from_line = 0, from_column = 0, types_line = 0, types_column = 0;
  bool is_in_circle = false;   ///< An error that has been told: what it shows need not be judged.
  std::vector<TypeId> shown;   ///< `types`, found (pipeline/mounts.h).
  std::vector<TypeId> needed;  ///< Sorted: `shown`, and all that their references lead to.
};

/// The portal that this one sits inside of.
struct ParentPortal {
  std::string title;
  std::string address;  ///< Absolute.
};

/// What one language's pages say in place of the portal's own words; "" and none for those.
struct LanguageWords {
  std::string language;
  std::string title, description, header, footer, parent_title;
  std::vector<Section> sections;  ///< Of those that have other words.
  std::optional<ArchiveNotice> archive;
  std::optional<ExampleNotice> example;
};

/// A further address under which a portal is built.
struct Placement {
  std::string id;
  std::string address;
  std::string title, description, header, footer;  ///< "" for the portal's own.
  std::optional<ParentPortal> parent;              ///< None for the portal's own.
};

/// Read from site/<id>/portal.json (docs/formats.md). A portal with placements or several languages
/// is built once for each (pipeline/portal_versions.h): what is said here of "this" is of one.
struct Portal {
  std::string id;
  /// Names where it is built to: "luc-nam", of a placement "luc-nam@xuc-tien", of a further
  /// language with "/en" behind that.
  std::string output;
  std::string file;  ///< Its portal.json, for messages.
  std::string title;
  std::string description;
  std::string address;    ///< Absolute, without final '/': "https://ddci.example/luc-nam".
  std::string base_path;  ///< Path of `address` with final '/': "/" or "/luc-nam/".
  /// Where search engines are sent: that of the first placement, in this language.
  std::string canonical_address;
  std::string files_path;              ///< `base_path` of the first language, which has the files.
  std::string language;                ///< BCP 47: "vi".
  std::vector<std::string> languages;  ///< All; the first is that of the records themselves.
  std::string theme;                   ///< A folder under themes/.
  std::string unit;                    ///< Id of a record of the role "unit"; may be "".
  std::string agency;  ///< Id of a record of the role "agency": who is responsible; may be "".
  bool accepts_feedback = false;
  std::string endpoint;                  ///< Absolute address of the feedback endpoint; may be "".
  std::vector<std::string> forms;        ///< Ids of the forms it takes; empty for all there are.
  int forms_line = 0, forms_column = 0;  ///< In `file`.
  bool has_share_pictures = true;        ///< One for each page, where the theme can draw.
  bool precompress = false;  ///< Compressed copies are made for the host (outputs/compress.h).
  unsigned https_days = 0;   ///< How long browsers are to come by https alone; 0: nothing said.
  std::vector<Section> sections;
  std::optional<ArchiveNotice> archive;
  std::optional<ExampleNotice> example;
  std::string accent;  ///< "#rrggbb" in place of the theme's own accent; may be "".
  std::string emblem;  ///< A file below the portal's static/; may be "".
  int accent_line = 0, accent_column = 0, emblem_line = 0, emblem_column = 0;  ///< In `file`.
  std::string header;  ///< A line above the portal's name; may be "".
  std::string footer;  ///< A sentence at the foot of all pages; may be "".
  std::optional<ParentPortal> parent;
  std::vector<Mount> mounts;
  std::vector<LanguageWords> words;   ///< Of the further languages.
  std::vector<Placement> placements;  ///< The further ones.
  std::vector<PublishPlace> publish_places;
  std::string placement;  ///< Which one this is; "" for the first.
  /// In a further language: the keys of portal.json whose words are in that language too.
  std::vector<std::string_view> translated;

  /// The language of the words under a key of portal.json.
  std::string_view language_of(std::string_view key) const {
    const bool is_own = std::find(translated.begin(), translated.end(), key) != translated.end();
    return is_own ? language : languages.front();
  }
  /// Whether forms can be sent: they are taken, and it is known where.
  bool takes_forms() const { return accepts_feedback && !endpoint.empty(); }
  bool is_further_language() const { return language != languages.front(); }
  /// The mount by which records of `folder` are shown; null for own and shared ones.
  const Mount* mount_of(std::string_view folder, TypeId type) const;
  /// Whether records of `type` in `folder` may be shown here, or be named by some that are.
  bool takes(std::string_view folder, TypeId type) const;
  /// Whether files of `folder` may be published here.
  bool takes(std::string_view folder) const;
};

/// The folder below content/ and data/ whose records belong to every portal.
inline constexpr std::string_view shared_folder = "chung";

}  // namespace minhbach
