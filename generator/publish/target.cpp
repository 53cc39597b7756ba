// Names that all kinds of places share.
#include "publish/target.h"

#include <fmt/format.h>

namespace minhbach::publish {

std::string Target::temporary_path(std::string_view path) const {
  constexpr std::size_t digits = 24;
  return fmt::format("{}/{}-{}", temporary_folder, run_, sha256(path).hex().substr(0, digits));
}

std::string end_of(std::string bytes, std::size_t size) {
  if (bytes.size() > size) bytes.erase(0, bytes.size() - size);
  return bytes;
}

Result<std::optional<std::string>> Target::read_end(std::string_view path, std::size_t size) {
  auto bytes = read(path);
  if (bytes && *bytes) *bytes = end_of(std::move(**bytes), size);
  return bytes;
}

std::vector<std::string> folders_above(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1))
    out.emplace_back(path.substr(0, at));
  return out;
}

}  // namespace minhbach::publish
