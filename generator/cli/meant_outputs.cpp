// Takes off what stands before an output's path: output folder, host, base path.
#include "cli/meant_outputs.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>

#include "disk/disk.h"
#include "model/url.h"

namespace minhbach::cli {
namespace {

namespace fs = std::filesystem;

/// `typed` below `folder`, when it is a path on disk that leads there; "" is the folder itself.
std::optional<std::string> path_below(const std::string& folder, std::string_view typed,
                                      const std::string& root) {
  std::error_code failed;
  const fs::path base = fs::weakly_canonical(fs::absolute(folder, failed), failed);
  if (failed) return std::nullopt;
  for (const fs::path& start : {fs::current_path(failed), fs::absolute(root, failed)}) {
    const fs::path path = fs::weakly_canonical(start / fs::path(typed), failed);
    if (failed) continue;
    const std::string below = path.lexically_relative(base).generic_string();
    if (below == ".") return "";
    if (!below.empty() && below != ".." && !below.starts_with("../")) return below;
  }
  return std::nullopt;
}

/// The path of a full address, or the path that was typed, as plain text and with a '/' before it.
std::string url_path(std::string_view typed) {
  std::string_view path = typed;
  if (const std::size_t scheme = typed.find("://"); scheme != std::string_view::npos) {
    const std::size_t slash = typed.find('/', scheme + 3);
    path = slash == std::string_view::npos ? "/" : typed.substr(slash);
  }
  std::string plain = decode_path(path.substr(0, path.find_first_of("?#")));
  return plain.starts_with('/') ? plain : "/" + plain;
}

bool starts_with_address(std::string_view typed, const std::string& address) {
  return typed.starts_with(address) &&
         (typed.size() == address.size() ||
          std::string_view("/?#").find(typed[address.size()]) != std::string_view::npos);
}

}  // namespace

std::vector<std::string> meant_outputs(std::string_view typed, const BuiltPortalFolder& built,
                                       const std::string& root) {
  std::vector<std::string> out;
  if (typed.empty()) return out;
  const auto add_one = [&out](std::string path) {
    if (!path.empty() && is_disk_path(path) && std::find(out.begin(), out.end(), path) == out.end())
      out.push_back(std::move(path));
  };
  /// A page may be named without the '/' at its end.
  const auto add = [&](std::string_view url) {
    add_one(output_path(url));
    if (!url.ends_with('/')) add_one(output_path(std::string(url) + "/"));
  };
  if (const std::optional<std::string> below = path_below(built.path, typed, root))
    add("/" + *below);
  const std::string url = url_path(typed);
  const std::string& base = built.portal->base_path;
  if (base != "/" && (url + "/").starts_with(base))
    add("/" + url.substr(std::min(base.size(), url.size())));
  add(url);
  return out;
}

std::size_t belongs(std::string_view typed, const BuiltPortalFolder& built,
                    const std::string& root) {
  if (typed.empty()) return 0;
  if (starts_with_address(typed, built.portal->address)) return built.portal->address.size();
  return path_below(built.path, typed, root) ? std::numeric_limits<std::size_t>::max() : 0;
}

}  // namespace minhbach::cli
