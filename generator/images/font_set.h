// The fonts that drawings are set in: those of the theme, and none of the machine's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct _FcConfig;

namespace minhbach::images {

struct FontFile {
  std::string path;  ///< For messages.
  std::string bytes;
};

/// One family, each weight one file. The libraries want files with names: the bytes are handed to
/// them as files that are in memory alone. Nothing is opened before it is needed; all functions may
/// be called from several threads at once.
class FontSet {
 public:
  FontSet(std::string family, std::vector<FontFile> files);
  ~FontSet();

  const std::string& family() const { return family_; }
  /// The first file that is no font of the family, as a diagnostic; nothing when all are.
  std::optional<Diagnostic> problem() const;

  /// The first character of `text` (UTF-8) that one of the files cannot show; 0 when there is none.
  char32_t first_missing(std::string_view text) const;

  /// `text` without the characters that one of the files cannot show.
  std::string without_missing(std::string_view text) const;

  /// A configuration of Fontconfig that knows these files and nothing else. Belongs to the set.
  _FcConfig* config() const;

 private:
  struct Opened;
  const Opened& opened() const;
  bool shows(char32_t character) const;

  std::string family_;
  std::vector<FontFile> files_;
  std::unique_ptr<Opened> opened_;
};

/// "“→” (U+2192)".
std::string shown_character(char32_t character);

}  // namespace minhbach::images
