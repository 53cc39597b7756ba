// Reading a file and refusing what is not UTF-8 text.
#include "ingest/load_text.h"

#include "disk/messages.h"
#include "text/encoding.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace minhbach::ingest {

std::optional<std::string> load_bytes(const Disk& disk, const std::string& path, std::uint64_t size,
                                      std::uint64_t limit, Report& report) {
  const auto refuse_size = [&](std::uint64_t bytes) {
    Diagnostic out;
    out.message = &messages::file_too_large;
    out.place.file = path;
    // Rounded up, so that a file just past the limit is not told it has exactly the limit.
    out.arguments = {fmt::format("{}", (bytes >> 20) + 1), fmt::format("{}", limit >> 20)};
    report.add(std::move(out));
  };
  if (size > limit) return refuse_size(size), std::nullopt;  // before it is read into memory
  Result<std::string> bytes = read_listed(disk, path);
  if (!bytes) return report.add(bytes.error()), std::nullopt;
  if (bytes->size() > limit) return refuse_size(bytes->size()), std::nullopt;  // it grew since
  return std::move(*bytes);
}

std::optional<SourceText> text_of(const std::string& path, std::string bytes, Report& report) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  SourceText source(path, std::move(bytes));
  // Nearly all texts pass at a glance.
  const std::string_view text = source.text();
  if (text::plain_prefix(text) == text.size() && text.find('\0') == text.npos) return source;
  if (std::optional<Diagnostic> problem = text::check_encoding(source)) {
    report.add(std::move(*problem));
    return std::nullopt;
  }
  if (std::optional<Diagnostic> note = text::note_not_nfc(source)) {
    report.add(std::move(*note));
    return SourceText(path, text::to_nfc(source.text()));
  }
  return source;
}

std::optional<SourceText> load_text(const Disk& disk, const std::string& path, std::uint64_t size,
                                    std::uint64_t limit, Report& report) {
  std::optional<std::string> bytes = load_bytes(disk, path, size, limit, report);
  return bytes ? text_of(path, std::move(*bytes), report) : std::nullopt;
}

}  // namespace minhbach::ingest
