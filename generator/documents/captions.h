// Whether a caption file is WebVTT that browsers show (W3C WebVTT, section 4).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace minhbach::documents {

struct CaptionMistake {
  enum class What : std::uint8_t {
    no_header,  ///< The first line is not "WEBVTT".
    not_utf8,
    bad_timing,     ///< A line with "-->" that is no pair of times.
    ends_too_soon,  ///< A cue ends before it begins, or as it does.
    out_of_order,   ///< A cue begins before the one above it.
    no_text,        ///< A cue without a word.
    no_cues,
  };
  What what = What::no_header;
  int line = 1;
};

/// In order of lines, 20 at the most; none when the file is good.
std::vector<CaptionMistake> caption_mistakes(std::string_view bytes);

}  // namespace minhbach::documents
