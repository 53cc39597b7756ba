// The picture that is shown beside a link to a page, in chats and social networks.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "images/share_picture.h"
#include "outputs/output_file.h"
#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// Where share pictures lie, in the output folder.
inline constexpr std::string_view share_folder = "anh-chia-se/";

struct ShareAddress {
  std::string url;  ///< Root-relative; it names what the picture is made of, so it never changes.
  int width = 0, height = 0;
};

/// Nothing for pages that have none: where the portal or its theme makes none, and of what is not
/// found. Further pages of a list, and those narrowed to a value, show the section's; a drawn
/// poster shows itself.
std::optional<ShareAddress> share_address(const PortalView& portal, const Page& page);

/// What earlier runs wrote, and what of it is gone; both sorted.
struct EarlierOutputs {
  std::span<const std::string> listed, missing;
  bool are_trusted = false;  ///< Written by this very program, in a run that came to its end.
};

/// The pictures of all pages, each once, drawn on all threads; those that are there are kept.
std::vector<OutputFile> make_share_pictures(const Context& ctx, const PortalView& portal,
                                            const EarlierOutputs& earlier, Overflow& overflow);

}  // namespace minhbach::pipeline
