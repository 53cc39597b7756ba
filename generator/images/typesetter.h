// Sets text: which size fits a box, how it breaks into lines, and where its letters come to stand.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "images/drawing_style.h"
#include "images/font_set.h"

struct _cairo;
struct _PangoFontMap;
struct _PangoContext;
struct _PangoLayout;

namespace minhbach::images {

/// Frees what GLib counts.
struct ReleaseObject {
  void operator()(void* object) const;
};

struct TextStyle {
  double size = 0;
  bool bold = false;
  /// From line to line, in sizes: of less than 1.3 marks over capitals ("Ẩ") touch the line above.
  double leading = 1.3;
  bool may_break_words = false;  ///< For addresses: anywhere, and without hyphens.
};

/// A text in lines. Its box begins where the first line's room begins, half a leading above it.
class TextBlock {
 public:
  double width() const { return width_; }    ///< Of the longest line.
  double height() const { return height_; }  ///< Lines times leading.
  int lines() const { return lines_; }
  double size() const { return size_; }

  void draw(_cairo* canvas, double left, double top, Rgb colour) const;

 private:
  friend class Typesetter;
  std::unique_ptr<_PangoLayout, ReleaseObject> layout_;
  double width_ = 0, height_ = 0, shift_ = 0, size_ = 0;
  int lines_ = 0;
};

/// Belongs to one thread. Measures without regard to what is drawn on, so that a sheet has the same
/// line breaks on paper and as a picture.
class Typesetter {
 public:
  /// `fonts` must outlive it, and have no problem().
  explicit Typesetter(const FontSet& fonts);

  const FontSet& fonts() const { return fonts_; }

  /// `text` in lines no longer than `width`, of about one length where there are several and they
  /// are bold or the last would be short; a word that is longer sticks out.
  TextBlock set(std::string_view text, const TextStyle& style, double width) const;

  /// The same as large as it fits into the box; nothing when the smallest size does not.
  std::optional<TextBlock> fit(std::string_view text, TextStyle style, SizeRange sizes,
                               double width, double height) const;

  /// How many characters at the end of a text that does not fit have to go.
  std::size_t too_many(std::string_view text, TextStyle style, SizeRange sizes, double width,
                       double height) const;

  /// The families that the last drawn glyphs of `block` come from are the set's, and each character
  /// has a glyph.
  bool is_all_ours(const TextBlock& block) const;

 private:
  TextBlock broken(std::string_view text, const TextStyle& style, double width) const;

  const FontSet& fonts_;
  std::unique_ptr<_PangoFontMap, ReleaseObject> map_;
  std::unique_ptr<_PangoContext, ReleaseObject> context_;
};

}  // namespace minhbach::images
