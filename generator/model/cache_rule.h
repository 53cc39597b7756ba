// How long browsers may keep a file without asking.
#pragma once

#include <string_view>

namespace minhbach {

/// The folder of files whose names change with their bytes.
inline constexpr std::string_view asset_folder = "tai-nguyen/";
inline constexpr std::string_view share_picture_folder = "anh-chia-se/";

inline constexpr std::string_view kept_for_ever = "public, max-age=31536000, immutable";
/// Kept too, but asked about each time: a corrected fee must be seen at once.
inline constexpr std::string_view asked_for = "no-cache";

/// What hosts say of the file at `path` of a site: Cache-Control.
constexpr std::string_view cache_control(std::string_view path) {
  return path.starts_with(asset_folder) ? kept_for_ever : asked_for;
}

/// Files whose names change with their bytes: one of that name never is another.
constexpr bool is_named_by_content(std::string_view path) {
  return path.starts_with(asset_folder) || path.starts_with(share_picture_folder);
}

}  // namespace minhbach
