// From errno to the message that says what to do.
#include "disk/system_error.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "disk/messages.h"

namespace minhbach {
namespace {

Diagnostic with_reason(const Message& message, int error, std::string_view path) {
  Diagnostic out = disk_problem(message, path);
  out.arguments = {std::generic_category().message(error)};
  return out;
}

}  // namespace

Diagnostic disk_problem(const Message& message, std::string_view path) {
  Diagnostic out;
  out.message = &message;
  out.place.file = std::string(path);
  return out;
}

Diagnostic read_problem(int error, std::string_view path) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: return disk_problem(messages::file_missing, path);
    case EACCES:
    case EPERM: return disk_problem(messages::read_forbidden, path);
    case EISDIR: return disk_problem(messages::folder_in_the_way, path);
    case ELOOP: return disk_problem(messages::link_loops, path);
    case ESTALE: return disk_problem(messages::file_vanished, path);
    default: return with_reason(messages::file_unreadable, error, path);
  }
}

Diagnostic write_problem(int error, std::string_view path) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return disk_problem(messages::disk_full, path);
    case EROFS: return disk_problem(messages::disk_read_only, path);
    case EACCES:
    case EPERM: return disk_problem(messages::write_forbidden, path);
    case ENOTDIR: return disk_problem(messages::file_in_the_way, path);
    case EISDIR:
    case ENOTEMPTY:
    case EEXIST: return disk_problem(messages::folder_in_the_way, path);
    default: return with_reason(messages::file_unwritable, error, path);
  }
}

Diagnostic too_large_problem(std::string_view path, std::uint64_t size, std::uint64_t limit) {
  constexpr std::uint64_t megabyte = 1024 * 1024;
  Diagnostic out = disk_problem(messages::file_too_large, path);
  out.arguments = {fmt::format("{}", (size + megabyte - 1) / megabyte),
                   fmt::format("{}", limit / megabyte)};
  return out;
}

bool is_disk_path(std::string_view path) {
  if (path.empty()) return true;
  if (path.find('\0') != std::string_view::npos) return false;
  for (std::size_t i = 0; i <= path.size();) {
    const std::size_t end = std::min(path.find('/', i), path.size());
    const std::string_view part = path.substr(i, end - i);
    if (part.empty() || part == "." || part == "..") return false;
    i = end + 1;
  }
  return true;
}

}  // namespace minhbach
