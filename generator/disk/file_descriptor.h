// A file that closes itself.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace minhbach {

/// Owns a descriptor of the system; a negative number is none.
class FileDescriptor {
 public:
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  ~FileDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

  explicit operator bool() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }
  /// Leaves the closing to the caller.
  int release() { return std::exchange(descriptor_, -1); }
  /// Closes now, because network disks report a full disk only here. 0 or an errno.
  int close() { return ::close(std::exchange(descriptor_, -1)) == 0 ? 0 : errno; }

 private:
  int descriptor_;
};

}  // namespace minhbach
