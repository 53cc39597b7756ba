// Block by block: a blank line ends one; what holds "-->" is a cue, all else is passed over.
#include "documents/captions.h"

#include <algorithm>
#include <optional>
#include <string>

namespace minhbach::documents {
namespace {

using What = CaptionMistake::What;

constexpr std::size_t most_mistakes = 20;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    out.push_back(text.substr(0, end));
    const bool is_pair = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (is_pair ? 2 : 1), text.size()));
  }
  return out;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t size = byte < 0x80   ? 1
                             : byte < 0xC2 ? 0
                             : byte < 0xE0 ? 2
                             : byte < 0xF0 ? 3
                             : byte < 0xF5 ? 4
                                           : 0;
    if (size == 0 || i + size > text.size()) return false;
    for (std::size_t more = 1; more < size; ++more) {
      if ((static_cast<unsigned char>(text[i + more]) & 0xC0) != 0x80) return false;
    }
    i += size;
  }
  return true;
}

std::optional<int> digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  return out;
}

/// "00:03.000" or "01:00:03.000", in milliseconds.
std::optional<long long> time_of(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::optional<int> thousandths = digits(text.substr(dot + 1), 3, 3);
  std::string_view clock = text.substr(0, dot);
  int hours = 0;
  if (const std::size_t first = clock.find(':'); first != clock.rfind(':')) {
    const std::optional<int> read = digits(clock.substr(0, first), 2, 6);
    if (!read) return std::nullopt;
    hours = *read;
    clock.remove_prefix(first + 1);
  }
  const std::size_t colon = std::min(clock.find(':'), clock.size());
  const std::optional<int> minutes = digits(clock.substr(0, colon), 2, 2);
  const std::optional<int> seconds = digits(clock.substr(std::min(colon + 1, clock.size())), 2, 2);
  if (!thousandths || !minutes || !seconds || *minutes > 59 || *seconds > 59) return std::nullopt;
  return ((hours * 60LL + *minutes) * 60 + *seconds) * 1000 + *thousandths;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(from);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

struct Times {
  long long from = 0, to = 0;
};

/// "00:00.000 --> 00:03.000 align:start"
std::optional<Times> times_of(std::string_view line) {
  const std::size_t arrow = line.find("-->");
  const std::optional<long long> from = time_of(trimmed(line.substr(0, arrow)));
  std::string_view rest = trimmed(line.substr(arrow + 3));
  const std::optional<long long> to = time_of(rest.substr(0, rest.find_first_of(" \t")));
  if (!from || !to) return std::nullopt;
  return Times{*from, *to};
}

bool is_header(std::string_view line) {
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  return line == "WEBVTT" || line.starts_with("WEBVTT ") || line.starts_with("WEBVTT\t");
}

}  // namespace

std::vector<CaptionMistake> caption_mistakes(std::string_view bytes) {
  const std::vector<std::string_view> lines = lines_of(bytes);
  if (lines.empty() || !is_header(lines[0])) return {{What::no_header, 1}};
  std::vector<CaptionMistake> out;
  bool has_cues = false;
  long long begun = -1;
  for (std::size_t i = 1; i < lines.size() && out.size() < most_mistakes; ++i) {
    const auto add = [&](What what) { out.push_back({what, static_cast<int>(i + 1)}); };
    if (!is_utf8(lines[i])) add(What::not_utf8);
    if (lines[i].find("-->") == std::string_view::npos) continue;
    has_cues = true;
    const std::optional<Times> times = times_of(lines[i]);
    if (!times) {
      add(What::bad_timing);
      continue;
    }
    if (times->to <= times->from) add(What::ends_too_soon);
    if (times->from < begun) add(What::out_of_order);
    if (i + 1 == lines.size() || trimmed(lines[i + 1]).empty()) add(What::no_text);
    begun = times->from;
  }
  if (!has_cues) out.push_back({What::no_cues, 1});
  return out;
}

}  // namespace minhbach::documents
