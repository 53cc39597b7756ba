// Who is publishing to a place, and what they are about to change there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::publish {

class Target;

/// Kept at the place while a run changes it; one that is left behind tells the next run which files
/// may be torn. docs/formats.md.
struct Lock {
  std::string id;       ///< Of the run, made by chance.
  std::string owner;    ///< "account@machine".
  std::string machine;  ///< Of this start of it, and of what it counts processes by (containers).
  std::int64_t process = 0, started = 0;
  std::int64_t time = 0;  ///< Seconds since 1970.
  /// Releases that are or may be there, of runs that were cut off too: what no manifest names in
  /// the end is to be removed.
  std::vector<std::string> folders;
  std::vector<std::string> paths;  ///< To be put or deleted in place, of such runs too; sorted.
};

/// As Lock::process: the run has given up, and nobody works there.
inline constexpr std::int64_t abandoned = -1;

inline constexpr std::string_view lock_path = ".minhbach/xuat-ban/khoa";

/// One of this process.
Lock new_lock(std::int64_t time);

std::string to_bytes(const Lock& lock);
/// What can be read of it: a run may have been cut off while it wrote.
Lock read_lock(std::string_view bytes);

/// True when the process that made the lock ran on this machine and is gone. One that cannot be
/// seen from here counts as alive.
bool is_left_behind(const Lock& lock);

/// Says at the place that nobody works there any more, unless the lock there is another's.
void give_up_lock(Target& target, Lock lock);

}  // namespace minhbach::publish
