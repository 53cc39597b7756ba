// A copy is made beside its place, synced, and renamed: whoever finds it finds a whole one.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "feedback/messages.h"
#include "feedback/sqlite_handles.h"

namespace minhbach::feedback {
namespace {

/// To disk, with the name that leads to it.
bool sync_path(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = fsync(file) == 0;
  close(file);
  return done;
}

}  // namespace

Result<Done> back_up_sqlite(sqlite3* database, const std::string& from, const std::string& path) {
  const auto failed = [&](std::string why) {
    return problem(messages::backup_failed, {path, std::move(why)});
  };
  std::error_code unknown;
  for (const char* end : {"", "-wal", "-shm"}) {
    if (std::filesystem::weakly_canonical(path, unknown) ==
            std::filesystem::weakly_canonical(from + end, unknown) ||
        std::filesystem::equivalent(path, from + end, unknown))
      return problem(messages::backup_onto_itself, {path});
  }
  const std::string part = path + ".part";
  std::error_code error;
  std::filesystem::remove(part, error);
  sqlite3_stmt* made = nullptr;
  int code = sqlite().sqlite3_prepare_v2(database, "VACUUM INTO ?", -1, &made, nullptr);
  const Statement copy(made);
  if (code == SQLITE_OK) {
    set_text(made, 1, part);
    // Nobody else need read it: made here so that SQLite does not choose its rights.
    const int file = open(part.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) return failed(std::strerror(errno));
    close(file);
    code = sqlite().sqlite3_step(made);
  }
  if (code != SQLITE_DONE) {
    std::string why = sqlite().sqlite3_errmsg(database);
    std::filesystem::remove(part, error);
    return failed(std::move(why));
  }
  const std::string folder = std::filesystem::absolute(path).parent_path().string();
  if (!sync_path(part, O_RDONLY) || std::rename(part.c_str(), path.c_str()) != 0 ||
      !sync_path(folder, O_RDONLY | O_DIRECTORY))
    return failed(std::strerror(errno));
  return Done{};
}

}  // namespace minhbach::feedback
