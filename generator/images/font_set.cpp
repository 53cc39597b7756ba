// Fontconfig, kept away from the fonts of the machine.
#include "images/font_set.h"

#include <algorithm>
#include <map>
#include <mutex>

#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/digest.h"
#include "images/drawing_libraries.h"
#include "images/messages.h"

namespace minhbach::images {
namespace {

/// Decodes one character of sound UTF-8 and steps behind it.
char32_t next_character(std::string_view text, std::size_t& at) {
  FcChar32 out = 0;
  const int taken = libraries().FcUtf8ToUcs4(reinterpret_cast<const FcChar8*>(text.data() + at),
                                             &out, static_cast<int>(text.size() - at));
  at += taken > 0 ? static_cast<std::size_t>(taken) : 1;
  return taken > 0 ? out : U'\uFFFD';
}

/// A file without a place on any disk; -1 when the system has no memory for it.
int file_in_memory(std::string_view bytes) {
  const int descriptor = ::memfd_create("minhbach-font", MFD_CLOEXEC);
  for (std::size_t done = 0; descriptor >= 0 && done < bytes.size();) {
    const ssize_t written = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (written <= 0) {
      ::close(descriptor);
      return -1;
    }
    done += static_cast<std::size_t>(written);
  }
  return descriptor;
}

/// The name under which the libraries find these bytes; "" when the system has no memory for them.
/// They remember fonts by name for as long as the process lives, so a name is never used again for
/// another font: the file stays open.
std::string name_in_memory(std::string_view bytes) {
  static std::mutex mutex;
  static std::map<Digest, std::string> names;
  const std::lock_guard lock(mutex);
  std::string& name = names[sha256(bytes)];
  if (name.empty()) {
    const int descriptor = file_in_memory(bytes);
    if (descriptor >= 0) name = fmt::format("/proc/self/fd/{}", descriptor);
  }
  return name;
}

/// What a line break or a space that must not break is drawn as needs no glyph.
bool is_never_drawn(char32_t character) { return character == U'\n' || character == U'\u200B'; }

}  // namespace

struct FontSet::Opened {
  std::once_flag once;
  FcConfig* config = nullptr;
  std::vector<FcCharSet*> characters;
  std::optional<Diagnostic> problem;

  ~Opened() {
    if (config == nullptr) return;
    for (FcCharSet* set : characters) libraries().FcCharSetDestroy(set);
    libraries().FcConfigDestroy(config);
  }

  /// Nothing when it is no font of `family`.
  FcCharSet* add(const FontFile& file, const std::string& family) {
    const std::string path = name_in_memory(file.bytes);
    if (path.empty()) return nullptr;
    const auto* name = reinterpret_cast<const FcChar8*>(path.c_str());
    int faces = 0;
    FcPattern* pattern = libraries().FcFreeTypeQuery(name, 0, nullptr, &faces);
    if (pattern == nullptr) return nullptr;
    FcChar8* own_family = nullptr;
    FcCharSet* shown = nullptr;
    const bool is_it =
        libraries().FcPatternGetString(pattern, FC_FAMILY, 0, &own_family) == FcResultMatch &&
        family == reinterpret_cast<const char*>(own_family) &&
        libraries().FcPatternGetCharSet(pattern, FC_CHARSET, 0, &shown) == FcResultMatch &&
        libraries().FcConfigAppFontAddFile(config, name) == FcTrue;
    FcCharSet* out = is_it ? libraries().FcCharSetCopy(shown) : nullptr;
    libraries().FcPatternDestroy(pattern);
    return out;
  }
};

FontSet::FontSet(std::string family, std::vector<FontFile> files)
    : family_(std::move(family)), files_(std::move(files)), opened_(std::make_unique<Opened>()) {}

FontSet::~FontSet() = default;

const FontSet::Opened& FontSet::opened() const {
  std::call_once(opened_->once, [this] {
    // Pango asks for the current configuration when it starts: without one it would read the
    // machine's fonts.
    static std::once_flag once_a_process;
    std::call_once(once_a_process, [] {
      FcConfig* none = libraries().FcConfigCreate();
      libraries().FcConfigSetCurrent(none);
      libraries().FcConfigDestroy(none);  // Fontconfig keeps its own hold of it.
    });
    opened_->config = libraries().FcConfigCreate();
    for (const FontFile& file : files_) {
      FcCharSet* characters = opened_->add(file, family_);
      if (characters != nullptr) {
        opened_->characters.push_back(characters);
        continue;
      }
      Diagnostic problem;
      problem.message = &messages::font_unusable;
      problem.place.file = file.path;
      problem.arguments = {family_};
      opened_->problem = std::move(problem);
      return;
    }
  });
  return *opened_;
}

std::optional<Diagnostic> FontSet::problem() const {
  if (has_libraries()) return opened().problem;
  Diagnostic missing;
  missing.message = &messages::drawing_libraries_missing;
  return missing;
}

_FcConfig* FontSet::config() const { return opened().config; }

bool FontSet::shows(char32_t character) const {
  return is_never_drawn(character) ||
         std::all_of(opened().characters.begin(), opened().characters.end(), [&](FcCharSet* set) {
           return libraries().FcCharSetHasChar(set, character) == FcTrue;
         });
}

char32_t FontSet::first_missing(std::string_view text) const {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (!shows(character)) return character;
  }
  return 0;
}

std::string FontSet::without_missing(std::string_view text) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    if (shows(next_character(text, at))) out.append(text.substr(from, at - from));
  }
  return out;
}

std::string shown_character(char32_t character) {
  FcChar8 bytes[FC_UTF8_MAX_LEN];
  const int length = libraries().FcUcs4ToUtf8(character, bytes);
  return fmt::format(
      "“{}” (U+{:04X})",
      std::string_view(reinterpret_cast<const char*>(bytes), length > 0 ? length : 0),
      static_cast<unsigned>(character));
}

}  // namespace minhbach::images
