// Each format to its file.
#include "cli/write_reports.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "cli/junit.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/sarif.h"
#include "disk/real_disk.h"

namespace minhbach::cli {
namespace {

/// A pipe or a device such as /dev/stdout is written to and not replaced.
bool is_stream(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_type type = std::filesystem::status(path, error).type();
  return type == std::filesystem::file_type::fifo || type == std::filesystem::file_type::character;
}

bool refuse(Diagnostic diagnostic, const std::string& path, Language language) {
  diagnostic.place.file = path;  // As it was typed, not as the folder's disk sees it.
  fmt::print(stderr, "{}\n", to_text(diagnostic, language));
  return false;
}

bool write_file(const std::string& path, const std::string& bytes, Language language) {
  if (path.empty()) return true;
  if (is_stream(path)) {
    std::ofstream stream(path, std::ios::binary);
    if (stream << bytes << std::flush) return true;
    return refuse(without_place(messages::output_lost, {}), path, language);
  }
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  RealDisk disk(folder);
  const Result<Written> written = disk.write(path.substr(slash + 1), bytes);
  if (written) return true;
  return refuse(written.error(), path, language);
}

}  // namespace

bool write_reports(const ReportFiles& files, const Report& report,
                   const std::vector<std::string>& portals, Language language) {
  const std::vector<Diagnostic> all = report.sorted();
  const bool sarif_written =
      write_file(files.sarif, sarif_report(all, language, MINHBACH_VERSION), language);
  return write_file(files.junit, junit_report(all, portals, language), language) && sarif_written;
}

}  // namespace minhbach::cli
