// What a film says besides its pictures and sound.
#pragma once

#include <string_view>

namespace minhbach::documents {

/// Whether an MP4 or MOV tells where it was taken, as phones write it: in their own box (©xyz,
/// loci) or under Apple's name for it. Other formats carry no place.
bool tells_place(std::string_view film);

}  // namespace minhbach::documents
