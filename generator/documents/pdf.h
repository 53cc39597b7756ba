// What a PDF says of itself, and a picture of its first page, by poppler's programs in a process of
// their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace minhbach::documents {

struct PdfFacts {
  enum class State : std::uint8_t {
    read,
    not_asked,    ///< poppler-utils is not installed.
    interrupted,  ///< It could not be started, or did not come to an end of its own: not the same
                  ///< each time, so worth asking again.
    locked,       ///< Opens with a password only.
    broken,       ///< No program can read it.
  };
  enum class Text : std::uint8_t { unknown, present, missing };

  State state = State::not_asked;
  int pages = 0;
  Text text =
      Text::unknown;  ///< `missing`: its pages are pictures of paper (looked at: the first 20).
  int width = 0, height = 0;  ///< Of the first page as shown, in points.
  bool names_person = false;  ///< Says who wrote it, and that is a person (person_name.h).
};

/// Reads the whole of `bytes`. May be called from several threads.
PdfFacts pdf_facts(std::string_view bytes);

/// The first page as a PNG whose longer side has that many pixels; nothing when it cannot be drawn.
std::optional<std::string> first_page(std::string_view bytes, int longer_side);

}  // namespace minhbach::documents
