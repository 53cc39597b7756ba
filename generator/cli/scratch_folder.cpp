// The process that makes the folder and removes it.
#include "cli/scratch_folder.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <filesystem>
#include <utility>

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disk/system_error.h"

namespace minhbach::cli {
namespace {

/// What the guard answers first: 0 and then the path, or an errno.
struct Answer {
  int error = 0;
  char path[PATH_MAX] = {};
};

/// Waits until nobody holds the other end of `socket`.
void wait_for_end(int socket) {
  char byte;
  while (::read(socket, &byte, 1) < 0 && errno == EINTR) {
  }
}

/// The life of the child. `name` ends in XXXXXX.
[[noreturn]] void guard(const std::string& name, int socket) {
  // Ctrl-C is meant for the build and reaches its whole group.
  for (const int ignored : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) {
    std::signal(ignored, SIG_IGN);
  }
  // Also those to other guards, which would else wait for this one. Standard output stays open: who
  // reads it to its end then knows that the folder is gone.
  ::dup2(socket, STDIN_FILENO);
  ::close_range(STDERR_FILENO + 1, ~0u, 0);

  Answer answer;
  name.copy(answer.path, sizeof answer.path - 1);
  if (::mkdtemp(answer.path) == nullptr) answer.error = errno;
  const ssize_t sent = ::write(STDIN_FILENO, &answer, sizeof answer);
  if (answer.error != 0) ::_exit(0);
  if (sent == sizeof answer) wait_for_end(STDIN_FILENO);
  std::error_code error;
  std::filesystem::remove_all(answer.path, error);
  ::_exit(error ? 1 : 0);
}

}  // namespace

Result<ScratchFolder> ScratchFolder::beside(const std::string& neighbour) {
  std::filesystem::path absolute = std::filesystem::absolute(neighbour).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();  // Ended in '/'.
  const std::string parent = absolute.parent_path().string();
  const std::string name = parent + "/.minhbach-verify-XXXXXX";

  int ends[2];
  if (name.size() >= PATH_MAX) return write_problem(ENAMETOOLONG, parent);
  // Messages keep their bounds: the answer comes whole or not at all.
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return write_problem(errno, parent);
  }
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    guard(name, ends[1]);
  }
  const int fork_error = errno;
  ::close(ends[1]);
  ScratchFolder folder(child, ends[0]);
  if (child < 0) return write_problem(fork_error, parent);
  Answer answer;
  ssize_t got;
  do {
    got = ::read(folder.socket_, &answer, sizeof answer);
  } while (got < 0 && errno == EINTR);
  if (got != sizeof answer) return write_problem(ECHILD, parent);
  if (answer.error != 0) return write_problem(answer.error, parent);
  folder.path_ = answer.path;
  return folder;
}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept
    : guard_(std::exchange(other.guard_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      path_(std::exchange(other.path_, {})) {}

bool ScratchFolder::remove() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  int status = 0;
  while (guard_ > 0 && ::waitpid(guard_, &status, 0) < 0 && errno == EINTR) {
  }
  guard_ = -1;
  return status == 0;
}

}  // namespace minhbach::cli
