// The parts of an XLSX file, which is a ZIP archive: unpacked piece by piece, never past a limit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct zip;

namespace minhbach::table {

/// A ZIP archive held in memory. The only class that sees libzip.
class ZipParts {
 public:
  /// Takes a piece of a part; false when it wants no more.
  using Take = std::function<bool(std::string_view piece)>;

  /// `bytes` must outlive it. `path` is for diagnostics. Fails when it is no archive, is cut off,
  /// holds too many parts, or is an Office file under a password. `unpacked_limit`: bytes that all
  /// reads together may give.
  static Result<ZipParts> open(std::string path, std::string_view bytes,
                               std::uint64_t unpacked_limit);

  bool has(const std::string& name) const;

  /// Hands the part's bytes to `take` in pieces. Fails when it is missing, damaged, encrypted, or
  /// when all that was unpacked so far is more than the limit: a few kilobytes of ZIP can
  /// hold any amount of zeros.
  Result<Done> read(const std::string& name, const Take& take);

  const std::string& path() const { return path_; }

 private:
  ZipParts(std::string path, zip* archive, std::uint64_t limit)
      : path_(std::move(path)), archive_(archive, &close), unpacked_limit_(limit) {}
  static void close(zip* archive);

  std::string path_;
  std::unique_ptr<zip, void (*)(zip*)> archive_;
  std::uint64_t unpacked_limit_;
  std::uint64_t unpacked_ = 0;
};

}  // namespace minhbach::table
