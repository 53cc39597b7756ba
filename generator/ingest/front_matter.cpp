// Finding the two lines of dashes.
#include "ingest/front_matter.h"

#include "ingest/messages.h"

namespace minhbach::ingest {
namespace {

/// `---` with perhaps spaces after it: editors leave them and nobody sees them.
bool is_dashes(std::string_view line) {
  return line.starts_with("---") && line.find_first_not_of(" \t", 3) == std::string_view::npos;
}

}  // namespace

Result<FrontMatter> split_front_matter(const SourceText& source) {
  if (!is_dashes(source.line(1))) return source.diagnostic(messages::front_matter_missing, 1, 1);
  const std::string_view text = source.text();
  const auto offset_of = [&](std::string_view part) {
    return static_cast<std::size_t>(part.data() - text.data());
  };
  for (int line = 2; line <= source.line_count(); ++line) {
    const std::string_view dashes = source.line(line);
    if (!is_dashes(dashes)) continue;
    FrontMatter out;
    out.yaml_from = offset_of(source.line(2));
    out.yaml_to = offset_of(dashes);
    const std::size_t end = text.find('\n', out.yaml_to);
    out.body = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    out.body_line = line + 1;
    return out;
  }
  return source.diagnostic(messages::front_matter_open, 1, 1);
}

}  // namespace minhbach::ingest
