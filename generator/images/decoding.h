// How editors' pictures are opened: turned upright, in sRGB, bare, within a stated amount of
// memory.
#pragma once

#include <cstdint>
#include <string_view>

#include "images/vips_library.h"

namespace minhbach::images {

/// Decoded and at most `width` wide; null when it cannot be read to its end.
ImageHandle decoded(const VipsLibrary& vips, std::string_view bytes, int width);

/// The same as decoded(), but not yet read: its lines come as they are asked for. Whoever has asked
/// looks whether the library warned meanwhile, and then whether the picture is whole.
ImageHandle opened_upright(const VipsLibrary& vips, std::string_view bytes, int width);
bool is_whole(const VipsLibrary& vips, std::string_view bytes);

/// To be held while a picture is worked on. Waits while the heavy ones of other threads leave too
/// little of most_picture_memory; most photographs are light and never wait.
class MemoryTurn {
 public:
  explicit MemoryTurn(std::string_view bytes);
  ~MemoryTurn();
  MemoryTurn(const MemoryTurn&) = delete;
  MemoryTurn& operator=(const MemoryTurn&) = delete;

 private:
  std::uint64_t taken_;
};

}  // namespace minhbach::images
