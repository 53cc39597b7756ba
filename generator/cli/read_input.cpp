// Reading through a disk whose root is the file's own folder.
#include "cli/read_input.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/messages.h"
#include "disk/real_disk.h"

namespace minhbach::cli {

std::optional<std::string> read_input(const std::string& path, std::uint64_t limit,
                                      Report& report) {
  std::error_code error;
  // A link is followed first: it may lead anywhere, unlike those inside a site.
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, error);
  const std::uint64_t size = error ? 0 : std::filesystem::file_size(real, error);
  if (!error && size > limit) {
    Diagnostic out;
    out.message = &messages::import_too_large;
    out.place.file = path;
    out.arguments = {fmt::format("{}", (size >> 20) + 1), fmt::format("{}", limit >> 20)};
    report.add(std::move(out));
    return std::nullopt;
  }
  const RealDisk disk(real.parent_path().string(), limit);
  Result<std::string> bytes = disk.read(real.filename().string());
  if (bytes) return std::move(*bytes);
  Diagnostic out = bytes.error();
  out.place.file = path;
  report.add(std::move(out));
  return std::nullopt;
}

bool is_input_folder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

std::vector<std::string> input_files(const std::string& path, const std::string& ending) {
  if (!is_input_folder(path)) return {path};
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    const std::string name = entry.path().filename().string();
    std::error_code ignored;
    if (!name.starts_with('.') && name.ends_with(ending) && entry.is_regular_file(ignored))
      out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace minhbach::cli
