// A poster made from words: what it says, and the sheets that it is drawn on.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "images/typesetter.h"

namespace minhbach::images {

enum class PosterLayout : std::uint8_t { invitation, three_steps, number, notice };

/// All in NFC, without markup; "" and empty for what it does not say.
struct Poster {
  PosterLayout layout = PosterLayout::invitation;
  std::string issuer;  ///< Whose poster it is: at the head.
  std::string portal;  ///< Where it is from: under it.
  std::string label;   ///< Marks an illustration, or says what a notice is.
  std::string notice;  ///< The word that a notice begins with.
  std::string audience;
  std::string message;  ///< The one idea.
  std::vector<std::string> lines;
  std::string number;  ///< Of the layout with a number.
  std::string source;  ///< What it is from: the last line on paper, and of a number everywhere.
  std::vector<std::string> steps;
  std::string call;     ///< What to do.
  std::string link;     ///< Absolute, for the QR code.
  std::string address;  ///< The same as people read it.
  std::string title;    ///< For the PDF's own description.
  std::string date;     ///< ISO 8601, of the PDF.
  bool has_bleed = false;
  std::string picture;  ///< SHA-256 of the picture's file; "" for a poster of words alone.
};

/// The four files of a poster.
enum class PosterForm : std::uint8_t { a4, a3, square, wide };
inline constexpr PosterForm poster_forms[] = {PosterForm::a4, PosterForm::a3, PosterForm::square,
                                              PosterForm::wide};

/// "poster-a4.pdf".
std::string_view file_name(PosterForm form);

/// The part of a poster that something is wrong with.
enum class PosterPart : std::uint8_t {
  issuer,
  portal,
  label,
  audience,
  message,
  lines,
  number,
  source,
  steps,
  call,
  link,
  picture
};

/// What has to be mended; the diagnostic has no place.
struct PosterProblem {
  PosterPart part = PosterPart::message;
  Diagnostic diagnostic;
};

/// Raised whenever the code would draw something else from the same words.
inline constexpr std::string_view poster_version = "poster 4";

/// All words that are drawn, as one text: what a picture is kept by.
std::string all_words(const Poster& poster);

/// How wide a picture has to be, in pixels, to be sharp on A3 (100 of them on an inch).
inline constexpr int least_picture_width = 1170;

/// The file's bytes, or what is wrong. Letters that the fonts lack, a text that does not fit and an
/// address that is too long are problems: nothing is cut off. Lines are drawn on paper alone.
/// `picture`: the bytes of the picture's file, where the poster has one. Its middle is shown, as
/// large as the words leave it; on shared pictures that have no room for it, it is not.
std::variant<std::string, PosterProblem> draw_poster(const Poster& poster, PosterForm form,
                                                     const DrawingStyle& style,
                                                     const Typesetter& typesetter,
                                                     std::string_view picture = {});

}  // namespace minhbach::images
