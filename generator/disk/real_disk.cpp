// Reading, writing and removing files with POSIX calls.
#include "disk/real_disk.h"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <mutex>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "disk/file_descriptor.h"
#include "disk/messages.h"
#include "disk/system_error.h"

namespace minhbach {
namespace {

std::string_view parent(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string real_path(const std::string& path) {
  char* found = ::realpath(path.c_str(), nullptr);
  if (found == nullptr) return {};
  std::string out = found;
  std::free(found);
  return out;
}

/// Reads `file` to its end into `out`, which has the expected size. 0 or an errno; ESTALE when the
/// file became shorter meanwhile.
int read_all(const FileDescriptor& file, std::string& out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = ::read(file.get(), out.data() + done, out.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) return ESTALE;
    done += static_cast<std::size_t>(got);
  }
  return 0;
}

int write_all(const FileDescriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

/// What stands at `path` already: nothing, the same bytes, or others.
Written compare(const std::string& path, std::string_view bytes) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) return Written::created;
  if (!S_ISREG(found.st_mode) || static_cast<std::uint64_t>(found.st_size) != bytes.size()) {
    return Written::replaced;
  }
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  std::string old(bytes.size(), '\0');
  if (!file || read_all(file, old) != 0 || old != bytes) return Written::replaced;
  return Written::unchanged;
}

}  // namespace

RealDisk::RealDisk(std::string root, std::uint64_t file_limit, unsigned jobs)
    : root_(std::move(root)), file_limit_(file_limit), jobs_(jobs) {
  while (root_.size() > 1 && root_.back() == '/') root_.pop_back();
  if (root_.empty()) root_ = ".";
}

std::string RealDisk::absolute(std::string_view path) const {
  std::string out;
  out.reserve(root_.size() + 1 + path.size());
  out += root_;
  if (!path.empty()) (out += '/') += path;
  return out;
}

/// Where a file or folder really lies, links followed.
RealDisk::Where RealDisk::locate(std::string_view path) const {
  const std::string real = real_path(absolute(path));
  const std::string root = real_path(root_);
  if (real.empty() || root.empty()) return Where::missing;
  const bool inside =
      real == root || root == "/" || (real.starts_with(root) && real[root.size()] == '/');
  return inside ? Where::inside : Where::outside;
}

RealDisk::Where RealDisk::locate_folder(std::string_view folder) const {
  if (folder.empty()) return Where::inside;
  const std::string key(folder);
  {
    const std::shared_lock lock(mutex_);
    if (inside_.contains(key)) return Where::inside;
  }
  // A folder that is no link stands where its name says: inside, when the one above it does. Only
  // links have to be followed to their end.
  Where where = locate_folder(parent(folder));
  if (where == Where::inside) {
    struct stat found {};
    if (::lstat(absolute(folder).c_str(), &found) != 0) {
      where = Where::missing;
    } else if (S_ISLNK(found.st_mode)) {
      where = locate(folder);
    } else if (!S_ISDIR(found.st_mode)) {
      where = Where::missing;
    }
  }
  if (where != Where::inside) return where;
  const std::unique_lock lock(mutex_);
  inside_.insert(key);
  return where;
}

Result<RealDisk::Opened> RealDisk::open(std::string_view path) const {
  if (!is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  const std::string name = absolute(path);
  // O_NONBLOCK: a pipe left in the tree must not stop the build.
  constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  int descriptor = ::open(name.c_str(), flags | O_NOFOLLOW);
  const bool is_link = descriptor < 0 && errno == ELOOP;
  if (is_link) descriptor = ::open(name.c_str(), flags);
  FileDescriptor file(descriptor);
  if (!file) {
    const int error = errno;
    if (is_link && error == ENOENT) return disk_problem(messages::link_broken, path);
    return read_problem(error, path);
  }
  if (locate_folder(parent(path)) == Where::outside ||
      (is_link && locate(path) == Where::outside)) {
    return disk_problem(messages::link_leads_out, path);
  }
  struct stat found {};
  if (::fstat(file.get(), &found) != 0) return read_problem(errno, path);
  if (S_ISDIR(found.st_mode)) return read_problem(EISDIR, path);
  if (!S_ISREG(found.st_mode)) return disk_problem(messages::not_a_regular_file, path);
  const std::uint64_t size = static_cast<std::uint64_t>(found.st_size);
  if (size > file_limit_) return too_large_problem(path, size, file_limit_);
  return Opened{file.release(), size};
}

Result<std::string> RealDisk::read(std::string_view path) const {
  const Result<Opened> opened = open(path);
  if (!opened) return opened.error();
  const FileDescriptor file(opened->descriptor);
  std::string out(opened->size, '\0');
  if (const int error = read_all(file, out); error != 0) return read_problem(error, path);
  return out;
}

Result<HeldBytes> RealDisk::hold(std::string_view path) const {
  const Result<Opened> opened = open(path);
  if (!opened) return opened.error();
  const FileDescriptor file(opened->descriptor);
  const std::size_t size = opened->size;
  if (size == 0) return HeldBytes{};
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (mapped == MAP_FAILED) return Disk::hold(path);  // A file system that cannot.
  return HeldBytes{{static_cast<const char*>(mapped), size},
                   {mapped, [size](void* at) { ::munmap(at, size); }}};
}

bool RealDisk::is_kind(std::string_view path, unsigned kind) const {
  if (!is_disk_path(path)) return false;
  struct stat found {};
  const std::string name = absolute(path);
  if (::lstat(name.c_str(), &found) != 0) return false;
  if (!path.empty() && S_ISLNK(found.st_mode)) {
    return ::stat(name.c_str(), &found) == 0 && (found.st_mode & S_IFMT) == kind &&
           locate(path) == Where::inside;
  }
  if (path.empty() && ::stat(name.c_str(), &found) != 0) return false;
  return (found.st_mode & S_IFMT) == kind && locate_folder(parent(path)) == Where::inside;
}

bool RealDisk::is_present(std::string_view path) const {
  struct stat found {};
  return is_disk_path(path) && ::lstat(absolute(path).c_str(), &found) == 0;
}

bool RealDisk::is_file(std::string_view path) const { return is_kind(path, S_IFREG); }
bool RealDisk::is_folder(std::string_view path) const { return is_kind(path, S_IFDIR); }

/// Makes `folder` and those above it unless known to exist. 0 or an errno.
int RealDisk::make_folder(std::string_view folder) {
  const std::string key(folder);
  {
    const std::shared_lock lock(mutex_);
    if (made_.contains(key)) return 0;
  }
  if (!folder.empty()) {
    if (const int error = make_folder(parent(folder)); error != 0) return error;
  }
  const std::string name = absolute(folder);
  if (::mkdir(name.c_str(), 0777) != 0) {
    if (errno == ENOENT && folder.empty()) {  // The root's own parents.
      for (std::size_t i = name.find('/', 1); i != std::string::npos; i = name.find('/', i + 1)) {
        if (::mkdir(name.substr(0, i).c_str(), 0777) != 0 && errno != EEXIST) return errno;
      }
      if (::mkdir(name.c_str(), 0777) != 0 && errno != EEXIST) return errno;
    } else if (errno != EEXIST) {
      return errno;
    }
    struct stat found {};
    if (::stat(name.c_str(), &found) != 0) return errno;
    if (!S_ISDIR(found.st_mode)) return ENOTDIR;
  } else if (locate_folder(parent(folder)) == Where::inside) {
    const std::unique_lock lock(mutex_);  // Made just now: it is no link.
    inside_.insert(key);
  }
  const std::unique_lock lock(mutex_);
  made_.insert(key);
  return 0;
}

void RealDisk::forget_folder(std::string_view folder) {
  const std::unique_lock lock(mutex_);
  made_.erase(std::string(folder));
  inside_.erase(std::string(folder));
}

/// One attempt to write. ENOENT when a folder went away meanwhile, other numbers as the system gave
/// them, and EXDEV when the folder lies out of the root.
std::variant<Written, int> RealDisk::try_write(std::string_view path, std::string_view bytes) {
  const std::string_view folder = parent(path);
  if (const int error = make_folder(folder); error != 0) return error;
  const Where where = locate_folder(folder);
  if (where != Where::inside) return where == Where::outside ? EXDEV : ENOENT;
  const std::string name = absolute(path);
  const Written done = compare(name, bytes);
  if (done == Written::unchanged) return done;

  std::string temporary;
  int descriptor = -1;
  do {  // A number may be taken by a leftover of a killed run that had our process id.
    temporary = fmt::format("{}/.minhbach-{}-{}", absolute(folder), ::getpid(), next_temporary_++);
    descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor < 0 && errno == EEXIST);
  if (descriptor < 0) return errno;
  FileDescriptor file(descriptor);
  int error = write_all(file, bytes);
  if (const int closed = file.close(); error == 0) error = closed;
  if (error == 0 && ::rename(temporary.c_str(), name.c_str()) != 0) error = errno;
  if (error == 0) return done;
  ::unlink(temporary.c_str());
  return error;
}

Result<Written> RealDisk::write(std::string_view path, std::string_view bytes) {
  if (path.empty() || !is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  // Another thread's remove() may take an empty folder away just before we write into it, and again
  // when we try again; only so many times, lest a folder that cannot be made keep us here.
  for (int attempt = 1;; ++attempt) {
    const std::variant<Written, int> tried = try_write(path, bytes);
    if (const Written* done = std::get_if<Written>(&tried)) return *done;
    const int error = *std::get_if<int>(&tried);
    if (error == EXDEV) return disk_problem(messages::link_leads_out, path);
    if (error != ENOENT || attempt == 100) return write_problem(error, path);
    for (std::string_view gone = parent(path); !gone.empty(); gone = parent(gone)) {
      forget_folder(gone);
    }
    forget_folder("");
  }
}

Result<Done> RealDisk::append(std::string_view path, std::string_view bytes) {
  if (path.empty() || !is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  const std::string_view folder = parent(path);
  if (const int error = make_folder(folder); error != 0) return write_problem(error, path);
  if (locate_folder(folder) == Where::outside) return disk_problem(messages::link_leads_out, path);
  FileDescriptor file(
      ::open(absolute(path).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!file) return write_problem(errno, path);
  int error = write_all(file, bytes);
  if (const int closed = file.close(); error == 0) error = closed;
  return error == 0 ? Result<Done>(Done{}) : write_problem(error, path);
}

Result<Done> RealDisk::remove(std::string_view path) {
  if (path.empty() || !is_disk_path(path)) return disk_problem(messages::path_leads_out, path);
  const std::string_view folder = parent(path);
  const Where where = locate_folder(folder);
  if (where == Where::missing) return Done{};
  if (where == Where::outside) return disk_problem(messages::link_leads_out, path);
  if (::unlink(absolute(path).c_str()) != 0 && errno != ENOENT && errno != ENOTDIR) {
    return write_problem(errno, path);
  }
  for (std::string_view empty = folder; !empty.empty(); empty = parent(empty)) {
    forget_folder(empty);
    if (::rmdir(absolute(empty).c_str()) != 0 && errno != ENOENT) break;
  }
  return Done{};
}

}  // namespace minhbach
