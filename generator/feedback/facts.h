// What the endpoint knows of the portals it serves: read from the same files as their pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/form_html.h"
#include "schema/form.h"

namespace minhbach::feedback {

/// A portal as it is built once: in one language, at one address.
struct PortalVersion {
  std::string language;
  std::string title;
  std::string address;    ///< Absolute, without final '/'.
  std::string base_path;  ///< Path of `address` with final '/'.
  std::string privacy_url;
};

struct PortalFacts {
  std::string id;
  std::string endpoint;  ///< Absolute address of this endpoint for its readers, no final '/'.
  std::vector<PortalVersion> versions;  ///< Never empty.
  std::vector<std::string> forms;       ///< Ids of those that it takes; none: all.
  std::vector<forms::Agency> agencies;

  /// The version whose page that path is; the longest base path, then the language decides. Null
  /// when it is none's.
  const PortalVersion* version_of(std::string_view page, std::string_view language) const;
  bool has_origin(std::string_view origin) const;
};

/// Where the pages of a content type stand, and the group whose usefulness they are asked for.
struct GroupPlace {
  std::string prefix;  ///< What all of their paths begin with, below the portal: "/thu-tuc/".
  std::string group;
};

struct Facts {
  std::vector<PortalFacts> portals;
  std::vector<schema::Form> forms;
  std::vector<GroupPlace> groups;

  /// The content group of a page of that version; "" none. Not what a form says of itself: whoever
  /// can send one could move the figures of any group.
  std::string_view group_of(const PortalVersion& version, std::string_view page) const;

  const PortalFacts* portal(std::string_view id) const;
  /// Null also for one that `portal` does not take.
  const schema::Form* form(const PortalFacts& portal, std::string_view folder) const;
};

/// "https://a.example/b" is "https://a.example".
std::string_view origin_of(std::string_view address);
/// "https://a.example/b" is "/b"; "" without a path.
std::string_view path_of(std::string_view address);

}  // namespace minhbach::feedback
