// Who is publishing to a place, and what they are about to change there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::publish {

/// Kept at the place while a run changes it; one that is left behind tells the next run which files
/// may be torn. docs/formats.md.
struct Lock {
  std::string id;       ///< Of the run, made by chance.
  std::string owner;    ///< "account@machine".
  std::string machine;  ///< Of this start of it.
  std::int64_t process = 0, started = 0;
  std::int64_t time = 0;           ///< Seconds since 1970.
  std::string folder;              ///< The release that is being made; "" in place.
  std::vector<std::string> paths;  ///< To be put or deleted; sorted.
};

/// As Lock::process: the run has given up, and nobody works there.
inline constexpr std::int64_t abandoned = -1;

inline constexpr std::string_view lock_path = ".minhbach/xuat-ban/khoa";

/// One of this process.
Lock new_lock(std::int64_t time);

std::string to_bytes(const Lock& lock);
/// What can be read of it: a run may have been cut off while it wrote.
Lock read_lock(std::string_view bytes);

/// True when the process that made the lock ran on this machine and is gone.
bool is_left_behind(const Lock& lock);

}  // namespace minhbach::publish
