// The repository's own files as text, for tests that read the source tree.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::architecture {

struct SourceFile {
  std::string path;  ///< Relative to the repository, with '/': "generator/text/fold.cpp".
  std::string text;
};

/// Every file under `folder` of the repository whose name ends in one of `endings`, sorted by path.
/// An absent folder holds nothing.
std::vector<SourceFile> files_under(std::string_view folder,
                                    const std::vector<std::string_view>& endings);

/// The whole text of one file; empty when it is absent.
std::string read_text(const std::filesystem::path& path);

std::vector<std::string_view> lines_of(std::string_view text);

/// Joins problems for a test's message: one a line, none as "".
std::string one_a_line(const std::vector<std::string>& problems);

}  // namespace minhbach::architecture
