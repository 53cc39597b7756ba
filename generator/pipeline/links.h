// Links that authors write in Markdown, turned into addresses of a portal.
#pragma once

#include <string>

#include "base/result.h"
#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// Where a link leads. Borrows from the Assembly.
struct LinkTarget {
  std::string_view url;  ///< Root-relative, without the base path; "" on the same page.
  std::string anchor;    ///< Without '#'; "" for none.
  bool is_file = false;  ///< An attachment or a static file.
};

/// Where a link of the Markdown of `record` leads. The diagnostic has its place.
Result<LinkTarget> find_link(const Assembly& assembly, std::uint32_t record,
                             const markdown::Slot& slot);

/// The same as it stands in a page: with the portal's base path, and the anchor if it has one
/// ("#muc" alone stays).
Result<std::string> resolve_link(const Assembly& assembly, std::uint32_t record,
                                 const markdown::Slot& slot);

/// The picture a slot names.
Result<const Attachment*> resolve_image(const Assembly& assembly, std::uint32_t record,
                                        const markdown::Slot& slot);

/// A file that the field `path` of `record` names, relative to the record's own file; null when
/// there is none.
const Attachment* find_attachment(const Assembly& assembly, std::uint32_t record,
                                  std::string_view path);

/// The file that a link or picture in the Markdown of `record` names; null when there is none.
const Attachment* find_attachment(const Assembly& assembly, std::uint32_t record,
                                  const markdown::Slot& slot);

/// `url` of an attachment or a theme's asset as it stands in a page: all languages of a portal have
/// them in common.
std::string file_link(const Portal& portal, std::string_view url);

/// `url` (root-relative, without the base path) as it stands in a page: base path before it,
/// percent-encoded.
std::string page_link(const Portal& portal, std::string_view url);

/// Where the pages of a language begin, without final '/': as they stand in pages of the same
/// placement, and for search engines.
std::string language_path(const Portal& portal, std::string_view language);
std::string language_address(const Portal& portal, std::string_view language);

/// Where the links of the body of `record`, which has one, lead.
BodyLinks follow_links(const Assembly& assembly, std::uint32_t record);

/// Checks every link, anchor, picture and attached file of the portal's records, and notes where
/// those of bodies lead.
void check_links(const Context& ctx, Assembly& assembly);

}  // namespace minhbach::pipeline
