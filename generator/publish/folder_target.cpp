// Files are written under a temporary name, brought to the disk, then renamed.
#include "publish/folder_target.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <mutex>
#include <unordered_set>

#include "base/parallel.h"
#include "disk/file_descriptor.h"
#include "publish/failures.h"
#include "publish/file_digest.h"
#include "publish/lock.h"
#include "publish/manifest.h"
#include "publish/messages.h"

namespace minhbach::publish {
namespace {

int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

class FolderTarget : public Target {
 public:
  FolderTarget(std::string root, unsigned jobs) : root_(std::move(root)), jobs_(jobs) {
    while (root_.size() > 1 && root_.ends_with('/')) root_.pop_back();
  }

  Capabilities capabilities() const override { return {true, true, true, true, true}; }

  Result<Done> open() override {
    made_.clear();
    struct stat facts {};  // The folder is made by what is first put there.
    if (stat(root_.c_str(), &facts) == 0) {
      if (!S_ISDIR(facts.st_mode)) return refused("", ENOTDIR);
    } else if (errno != ENOENT) {
      return refused("", errno);
    }
    return Done{};
  }

  Result<std::optional<std::string>> read(std::string_view path) override {
    std::string bytes;
    const int error = read_file(absolute(path), bytes);
    if (error == ENOENT || error == ENOTDIR) return std::optional<std::string>();
    if (error != 0) return refused(path, error);
    return std::optional(std::move(bytes));
  }

  Result<Done> write(std::string_view path, std::string_view bytes) override {
    const std::string temporary = temporary_path(path);
    int error = write_file(temporary, bytes);
    if (error == 0) error = rename(temporary, path);
    if (error == 0) flush();
    if (error != 0) return refused(path, error);
    return Done{};
  }

  Result<bool> create(std::string_view path, std::string_view bytes) override {
    int error = create_once(path, bytes);
    if (error == ENOENT) {  // Who had the lock has swept up.
      made_.clear();
      error = create_once(path, bytes);
    }
    if (error == EEXIST) return false;
    if (error != 0) return refused(path, error);
    flush();
    return true;
  }

  std::optional<std::int64_t> lock_age() override {
    struct stat facts {};
    if (stat(absolute(lock_path).c_str(), &facts) != 0) return std::nullopt;
    return std::time(nullptr) - facts.st_mtime;
  }

  Failures put(std::span<const Upload> files, const OnDone& done) override {
    std::vector<int> errors(files.size());
    parallel_for(
        files.size(), jobs_,
        [&](std::size_t i, unsigned) {
          errors[i] = copy_file(files[i].from, temporary_path(files[i].to), &files[i]);
        },
        1);
    flush();  // Nothing is renamed before its bytes are on the disk.
    Failures failures;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (errors[i] == 0) errors[i] = rename(temporary_path(files[i].to), files[i].to);
      if (errors[i] == 0) {
        done(i);
      } else if (errors[i] == source_changed) {
        failures.push_back({i, changed_source(files[i].from), false});
      } else {
        failures.push_back({i, refused(files[i].to, errors[i]), false});
      }
    }
    flush();
    return failures;
  }

  Failures copy(std::span<const Copy> files, const OnDone& done) override {
    Failures failures;
    for (std::size_t i = 0; i < files.size(); ++i) {
      const int error = copy_one(files[i]);
      if (error == 0) {
        done(i);
      } else {
        failures.push_back({i, refused(files[i].from, error), false});
      }
    }
    flush();
    return failures;
  }

  bool find_leftovers() override {
    std::vector<Listed> found;
    return list_below(std::string(temporary_folder), found) == 0 && !found.empty();
  }

  Failures remove(std::span<const std::string> paths) override {
    Failures failures;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (unlink(absolute(paths[i]).c_str()) != 0 && errno != ENOENT && errno != ENOTDIR)
        failures.push_back({i, refused(paths[i], errno), false});
    }
    return failures;
  }

  void remove_empty_folders(std::span<const std::string> paths) override {
    for (const std::string& path : paths) {
      if (rmdir(absolute(path).c_str()) == 0) made_.erase(path);
    }
  }

  Result<std::vector<Listed>> list(std::string_view folder) override {
    std::vector<Listed> out;
    if (const int error = list_below(std::string(folder), out)) return refused(folder, error);
    return out;
  }

  Failures digests(std::span<const std::string> paths,
                   const std::function<void(std::size_t, std::optional<Digest>)>& take) override {
    Failures failures;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const FileDescriptor file(::open(absolute(paths[i]).c_str(), O_RDONLY | O_CLOEXEC));
      struct stat facts {};
      Digest digest;
      if (!file && (errno == ENOENT || errno == ENOTDIR)) {
        take(i, std::nullopt);
      } else if (file && fstat(file.get(), &facts) == 0 &&
                 digest_of_file(file.get(), static_cast<std::uint64_t>(facts.st_size), digest)) {
        take(i, digest);
      } else {
        failures.push_back({i, refused(paths[i], errno), false});
      }
    }
    return failures;
  }

  Result<Done> switch_to(std::string_view folder) override {
    const std::string temporary = temporary_path(current_link);
    int error = make_parents(temporary);
    unlink(absolute(temporary).c_str());
    if (error == 0 && symlink(std::string(folder).c_str(), absolute(temporary).c_str()) != 0)
      error = errno;
    if (error == 0) error = rename(temporary, current_link);
    flush();
    if (error != 0) return refused(current_link, error);
    return Done{};
  }

  void assume_folders(std::vector<std::string>) override {}  // Asking costs nothing here.

 private:
  static constexpr int source_changed = -1;

  std::string absolute(std::string_view path) const {
    return path.empty() ? root_ : root_ + "/" + std::string(path);
  }

  Diagnostic refused(std::string_view path, int error) const {
    return file_refused(root_, path, std::strerror(error), error == ENOSPC || error == EDQUOT,
                        error == EACCES || error == EPERM || error == EROFS);
  }

  /// Brings to the disk what this process, or any other, has written there.
  void flush() const {
    const FileDescriptor folder(::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder) syncfs(folder.get());
  }

  int make_folder(std::string_view folder) {
    const std::lock_guard lock(mutex_);
    if (made_.contains(std::string(folder))) return 0;
    const std::string path = absolute(folder);
    for (std::size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1))
      make_open_folder(path.substr(0, at));
    if (make_open_folder(path) != 0) {
      const int error = errno;
      struct stat facts {};
      if (stat(path.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode)) return error;
    }
    made_.emplace(folder);
    return 0;
  }

  int make_parents(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return make_folder(slash == std::string_view::npos ? "" : path.substr(0, slash));
  }

  /// What is published is for everybody, the web server's account too, whatever the umask says.
  static int make_open_folder(const std::string& path) {
    if (mkdir(path.c_str(), 0755) != 0) return -1;
    struct stat facts {};  // Its group may have to be inherited, which a bit besides says.
    if (stat(path.c_str(), &facts) == 0) chmod(path.c_str(), facts.st_mode | 0755);
    return 0;
  }

  int open_to_write(std::string_view path) const {
    const int file = ::open(absolute(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file >= 0) fchmod(file, 0644);
    return file;
  }

  static int read_file(const std::string& path, std::string& bytes) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return errno;
    struct stat facts {};
    if (fstat(file.get(), &facts) != 0) return errno;
    bytes.resize(static_cast<std::size_t>(facts.st_size));
    std::size_t got = 0;
    while (got < bytes.size()) {
      const ssize_t part = ::read(file.get(), bytes.data() + got, bytes.size() - got);
      if (part < 0) return errno;
      if (part == 0) break;
      got += static_cast<std::size_t>(part);
    }
    bytes.resize(got);
    return 0;
  }

  /// A link is made whole or not at all: who is killed leaves no half of one.
  int create_once(std::string_view path, std::string_view bytes) {
    const std::string temporary = temporary_path(std::string(path) + std::to_string(getpid()));
    int error = write_file(temporary, bytes);
    if (error == 0) error = make_parents(path);
    if (error == 0 && link(absolute(temporary).c_str(), absolute(path).c_str()) != 0) error = errno;
    unlink(absolute(temporary).c_str());
    return error;
  }

  int write_file(std::string_view path, std::string_view bytes) {
    if (const int error = make_parents(path)) return error;
    FileDescriptor file(open_to_write(path));
    if (!file) return errno;
    const int error = write_all(file.get(), bytes);
    return error != 0 ? error : file.close();
  }

  /// `upload`: what `from` has to be still; null for a file of the place itself.
  int copy_file(const std::string& from, const std::string& to, const Upload* upload) {
    if (const int error = make_parents(to)) return error;
    const FileDescriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (!in) return upload != nullptr ? source_changed : errno;
    FileDescriptor out(open_to_write(to));
    if (!out) return errno;
    std::string block(std::size_t{256} * 1024, '\0');
    std::uint64_t size = 0;
    for (ssize_t got; (got = ::read(in.get(), block.data(), block.size())) != 0;) {
      if (got < 0) return errno;
      const auto count = static_cast<std::size_t>(got);
      if (const int error = write_all(out.get(), std::string_view(block).substr(0, count)))
        return error;
      size += count;
    }
    if (upload != nullptr && (size != upload->size || !is_same_file(in.get(), size, upload->stamp)))
      return source_changed;
    return out.close();
  }

  int rename(std::string_view from, std::string_view to) {
    if (const int error = make_parents(to)) return error;
    if (::rename(absolute(from).c_str(), absolute(to).c_str()) != 0) return errno;
    // Two names of one file stay two names: the first is not taken away then.
    unlink(absolute(from).c_str());
    return 0;
  }

  int copy_one(const Copy& one) {
    const std::string to = one.replaces ? temporary_path(one.to) : one.to;
    if (const int error = make_parents(to)) return error;
    if (one.replaces) unlink(absolute(to).c_str());
    int error = 0;
    if (link(absolute(one.from).c_str(), absolute(to).c_str()) != 0) error = errno;
    if (error == EEXIST) return 0;
    // Some file systems know no second name.
    if (error == EPERM || error == EMLINK || error == ENOTSUP) {
      const std::string temporary = temporary_path(one.to);
      error = copy_file(absolute(one.from), temporary, nullptr);
      return error != 0 ? error : rename(temporary, one.to);
    }
    return error != 0 || !one.replaces ? error : rename(to, one.to);
  }

  int list_below(const std::string& folder, std::vector<Listed>& out) const {
    DIR* stream = opendir(absolute(folder).c_str());
    if (stream == nullptr) return errno == ENOENT || errno == ENOTDIR ? 0 : errno;
    const std::unique_ptr<DIR, int (*)(DIR*)> keeper(stream, closedir);
    while (const dirent* one = readdir(stream)) {
      const std::string_view name = one->d_name;
      if (name == "." || name == "..") continue;
      const std::string path =
          folder.empty() ? std::string(name) : folder + "/" + std::string(name);
      struct stat facts {};
      if (fstatat(dirfd(stream), one->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0) continue;
      if (S_ISDIR(facts.st_mode)) {
        // Who may not look into it has put nothing there: "lost+found".
        if (const int error = list_below(path, out); error != 0 && error != EACCES) return error;
      } else if (S_ISREG(facts.st_mode)) {
        out.push_back({path, static_cast<std::uint64_t>(facts.st_size)});
      }
    }
    return 0;
  }

  std::string root_;
  const unsigned jobs_;
  std::mutex mutex_;                      ///< Guards what is below.
  std::unordered_set<std::string> made_;  ///< Folders that are there.
};

}  // namespace

std::unique_ptr<Target> folder_target(std::string root, unsigned jobs) {
  return std::make_unique<FolderTarget>(std::move(root), jobs);
}

}  // namespace minhbach::publish
