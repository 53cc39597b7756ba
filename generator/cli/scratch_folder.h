// A folder that goes away with the program, however that ends.
#pragma once

#include <string>

#include <sys/types.h>

#include "base/result.h"

namespace minhbach::cli {

/// An empty folder that is removed with all in it at the end. A child process makes it, waits until
/// this one is gone, and removes it, so that Ctrl-C, a crash and even SIGKILL leave nothing behind.
/// (A signal handler may not remove files, and none runs for SIGKILL.) To be made while the program
/// has one thread, because only that one is in the child.
class ScratchFolder {
 public:
  /// In the folder that `neighbour` is in, which must exist, under a name that listings pass over:
  /// on the disk of the neighbour, and where nothing takes it for content.
  static Result<ScratchFolder> beside(const std::string& neighbour);

  ScratchFolder(ScratchFolder&& other) noexcept;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder() { remove(); }

  const std::string& path() const { return path_; }

  /// Removes it now; false when something of it is still there.
  bool remove();

 private:
  ScratchFolder(pid_t guard, int socket) : guard_(guard), socket_(socket) {}

  pid_t guard_;  ///< -1 when removed or moved from.
  int socket_;   ///< To the guard, which waits for the end of it.
  std::string path_;
};

}  // namespace minhbach::cli
