// What a theme lends to drawn pictures: its fonts, and its tokens as colours and sizes of type.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/fingerprint.h"
#include "base/source_text.h"
#include "images/drawing_style.h"
#include "images/font_set.h"
#include "pipeline/colour.h"
#include "pipeline/context.h"
#include "value/node.h"

namespace minhbach::pipeline {

struct ThemeDrawing {
  images::FontSet fonts;
  images::DrawingStyle style;
  Fingerprint digest;  ///< Of both: other ones draw other pictures.
};

/// The theme's file of tokens, read.
struct TokenFile {
  const SourceText& source;
  const Node& document;
};

/// Null when theme.json (`description`) has no `ve_hinh`, or when something of it is missing, which
/// is then in the report. `folder`: the theme's. `colours`: its tokens, on light pages.
std::unique_ptr<ThemeDrawing> load_drawing(
    const Context& ctx, const std::string& folder, const Node& description, const TokenFile& tokens,
    const std::map<std::string, Colour, std::less<>>& colours);

}  // namespace minhbach::pipeline
