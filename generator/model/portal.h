// What a portal is: one published site of one public body.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace minhbach {

/// One entry of the menu and of the home page: a content type, in the portal's own words if it has
/// some.
struct Section {
  std::string type;         ///< A type id.
  std::string title;        ///< "" for the type's own.
  std::string description;  ///< "" for the type's own.
  int line = 0;             ///< In portal.json.
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

/// Read from site/<id>/portal.json (docs/formats.md).
struct Portal {
  std::string id;
  std::string file;  ///< Its portal.json, for messages.
  std::string title;
  std::string description;
  std::string address;    ///< Absolute, without final '/': "https://ddci.example/luc-nam".
  std::string base_path;  ///< Path of `address` with final '/': "/" or "/luc-nam/".
  std::string language;   ///< BCP 47: "vi".
  std::string theme;      ///< A folder under themes/.
  std::string unit;       ///< Id of a record of the role "unit"; may be "".
  std::string agency;     ///< Id of a record of the role "agency": who is responsible; may be "".
  bool accepts_feedback = false;
  std::vector<Section> sections;
  std::optional<ArchiveNotice> archive;
  std::optional<ExampleNotice> example;
};

}  // namespace minhbach
