// The picture that Zalo, Facebook and others show beside a link to a page.
#pragma once

#include <string>

#include "images/typesetter.h"

namespace minhbach::images {

/// What is written on it, in NFC.
struct SharePicture {
  std::string portal;   ///< Whose page it is.
  std::string section;  ///< May be "".
  std::string title;
};

inline constexpr int share_width = 1200, share_height = 630;

/// Raised whenever the code would draw something else from the same words.
inline constexpr std::string_view share_version = "anh-chia-se 1";

/// A PNG. A title that does not fit is cut at a word, with "…": the page's own title stands beside
/// the picture wherever it is shown. For the same reason letters that the fonts lack are left out.
std::string draw_share_picture(const SharePicture& picture, const DrawingStyle& style,
                               const Typesetter& typesetter);

}  // namespace minhbach::images
