// The pictures that pages load for a file: their addresses, known before any is made, and the
// files.
#pragma once

#include "disk/overflow.h"
#include "outputs/output_file.h"
#include "pipeline/portal_view.h"
#include "pipeline/share_pictures.h"

namespace minhbach::pipeline {

/// How wide a picture in a text stands, for browsers that choose among its widths.
inline constexpr std::string_view text_sizes = "(min-width: 46rem) 44rem, 94vw";

/// One picture made of a file.
struct PictureFile {
  images::Variant variant;
  std::string url;  ///< Root-relative; another one for other bytes or settings.
};

/// All that are made of `file`, the one for every browser last; none of an SVG, which is shown as
/// it is, and of what is no picture.
std::vector<PictureFile> pictures_of(const Attachment& file);

/// The inside of a <picture> but for what the author says: sources, and the beginning of its <img>.
std::string picture_html(const Portal& portal, const Attachment& file);

/// What templates see of a picture (docs/template_data.md), which has a size.
Value picture_value(const PortalView& portal, const Attachment& file, Arena& arena);

/// Makes the pictures of what the portal shows, in parallel, and puts their bytes into `waiting`.
/// Those that stand from an earlier build stay, and their sources are not read. What cannot be made
/// is in the report; a build that writes nothing only looks whether it can.
std::vector<OutputFile> make_pictures(const Context& ctx, const Assembly& assembly,
                                      const EarlierOutputs& earlier, Overflow& waiting);

}  // namespace minhbach::pipeline
