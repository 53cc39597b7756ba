// The look of a theme out of its file of tokens: colours for light, dark and paper, and measures.
#pragma once

#include <map>
#include <string>

#include "base/source_text.h"
#include "model/portal.h"
#include "pipeline/colour.h"
#include "pipeline/context.h"
#include "value/node.h"

namespace minhbach::pipeline {

struct ThemeStyle {
  std::string css;                                   ///< "" when a token is none.
  std::map<std::string, Colour, std::less<>> light;  ///< The colours of light pages.
};

/// The tokens as custom properties of `:root`, with the portal's accent in place of the theme's
/// (docs/formats.md). What is not a token, and each pair of colours that cannot be told apart well
/// enough, goes to the report: at the pair, or at the portal's accent when that is to blame.
ThemeStyle theme_style(const Context& ctx, const Portal& portal, const SourceText& source,
                       const Node& tokens);

}  // namespace minhbach::pipeline
