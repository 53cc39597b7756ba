// How diagnostics are worded and collected.
#include "base/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include <fmt/args.h>
#include <fmt/format.h>

namespace minhbach {
namespace {

/// An argument that is worded in both languages (a field's label) has this between Vietnamese and
/// English; see schema/wording.cpp. No text of an author has a control character.
constexpr char language_mark = '\x1F';

/// The part of an argument that is in `language`.
std::string_view in_language(std::string_view argument, Language language) {
  const std::size_t mark = argument.find(language_mark);
  if (mark == std::string_view::npos) return argument;
  return language == Language::vi ? argument.substr(0, mark) : argument.substr(mark + 1);
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::vector<std::string_view> code_points(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    out.push_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

/// Authors and servers may say anything, and what they say is printed where a line end begins a
/// command (logs of CI) and an escape moves the cursor: controls are shown as such, and line ends
/// as spaces.
void append_printable(std::string& out, std::string_view text) {
  for (const std::string_view letter : code_points(text)) {
    const auto first = static_cast<unsigned char>(letter[0]);
    const bool is_c1 =
        letter.size() == 2 && first == 0xC2 && static_cast<unsigned char>(letter[1]) < 0xA0;
    if (letter == "\n" || letter == "\r" || letter == "\t") {
      out += ' ';
    } else {
      out += first < 0x20 || first == 0x7F || is_c1 ? std::string_view("\uFFFD") : letter;
    }
  }
}

/// Of "scheme://user:password@host", which belongs in no file and still less in a log.
void hide_passwords(std::string& text) {
  constexpr std::string_view digits = "0123456789";
  for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 1)) {
    const std::size_t end = std::min(text.find_first_of(" \t\"'<>", at), text.size());
    const std::string_view address = std::string_view(text).substr(0, end);
    const std::size_t colon = address.find(':', at + 3);
    const std::size_t host = address.rfind('@');
    const std::size_t slash = address.find('/', at + 3);
    if (host == std::string_view::npos || colon >= host || slash < colon) continue;
    if (slash < host && address.find_first_not_of(digits, colon + 1) == slash) continue;  // A port.
    const std::size_t letters = code_points(address.substr(colon + 1, host - colon - 1)).size();
    text.replace(colon + 1, host - colon - 1, letters, '*');
  }
}

std::string fill(std::string_view text, const std::vector<std::string>& arguments,
                 Language language) {
  // By hand and not through fmt: arguments are the author's text, and a message that asks for more
  // of them than it was given must still print.
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' &&
        text[i + 1] <= '9') {
      const std::size_t index = static_cast<std::size_t>(text[i + 1] - '0');
      if (index < arguments.size()) append_printable(out, in_language(arguments[index], language));
      i += 2;
    } else {
      out += text[i];
    }
  }
  hide_passwords(out);
  return out;
}

std::string_view severity_name(Severity severity, Language language) {
  const bool vi = language == Language::vi;
  switch (severity) {
    case Severity::note: return vi ? "ghi chú" : "note";
    case Severity::warning: return vi ? "cảnh báo" : "warning";
    case Severity::error: return vi ? "lỗi" : "error";
  }
  return {};
}

std::string to_text(const Place& place) {
  if (place.line == 0) return place.file;
  if (place.column == 0) return fmt::format("{}:{}", place.file, place.line);
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

}  // namespace

std::string Diagnostic::what(Language language) const {
  return fill(language == Language::vi ? message->what_vi : message->what_en, arguments, language);
}

std::string Diagnostic::hint(Language language) const {
  if (!nearest.empty()) {
    return language == Language::vi ? fmt::format("có phải ý là \"{}\"?", nearest)
                                    : fmt::format("did you mean \"{}\"?", nearest);
  }
  return fill(language == Language::vi ? message->hint_vi : message->hint_en, arguments, language);
}

std::string source_excerpt(const Diagnostic& diagnostic) {
  constexpr std::size_t width = 100;
  if (diagnostic.source_line.empty()) return {};
  const std::vector<std::string_view> letters = code_points(diagnostic.source_line);
  const std::size_t caret =
      diagnostic.place.column > 0 ? static_cast<std::size_t>(diagnostic.place.column - 1) : 0;
  const std::size_t from = caret > width / 2 && letters.size() > width ? caret - width / 2 : 0;
  const std::size_t to = std::min(letters.size(), from + width);
  std::string text;
  for (std::size_t i = from; i < to; ++i) append_printable(text, letters[i]);
  hide_passwords(text);
  if (diagnostic.place.column > 0) {
    text.append("\n").append(std::min(caret, letters.size()) - from, ' ').append("^");
  }
  return text;
}

std::string to_text(const Diagnostic& diagnostic, Language language) {
  const bool vi = language == Language::vi;
  std::string out = to_text(diagnostic.place);
  if (!out.empty()) out += ": ";
  out += fmt::format("{}[{}]: {}", severity_name(diagnostic.message->severity, language),
                     diagnostic.message->code, diagnostic.what(language));
  if (const std::string excerpt = source_excerpt(diagnostic); !excerpt.empty()) {
    const std::size_t caret_line = excerpt.find('\n');
    out += "\n  | " + excerpt.substr(0, caret_line);
    if (caret_line != std::string::npos) out += "\n  | " + excerpt.substr(caret_line + 1);
  }
  for (const Place& place : diagnostic.trail) {
    out += fmt::format("\n  {} {}", vi ? "được gọi từ" : "called from", to_text(place));
  }
  if (const std::string hint = diagnostic.hint(language); !hint.empty()) {
    out += fmt::format("\n  {}: {}", vi ? "gợi ý" : "hint", hint);
  }
  return out;
}

std::string quote(std::string_view text) {
  constexpr std::size_t limit = 60;
  constexpr std::size_t looked_at = 64 * limit;  // A hostile value may be as long as its file.
  const std::vector<std::string_view> letters = code_points(text.substr(0, looked_at));
  std::string out = "\"";
  for (std::size_t i = 0; i < std::min(letters.size(), limit); ++i) {
    if (letters[i] == "\n") {
      out += "␤";
    } else if (letters[i] != "\r") {
      out += letters[i];
    }
  }
  if (letters.size() > limit) out += "…";
  return out + "\"";
}

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t longest_name = 400;  // In bytes; no name that is meant is longer.
  if (name.size() > longest_name) return {};
  const std::vector<std::string_view> letters = code_points(name);
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, letters.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::vector<std::string_view> other = code_points(candidate);
    // Levenshtein, one row at a time.
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i + 1;
      for (std::size_t j = 0; j < other.size(); ++j) {
        const std::size_t replaced = diagonal + (letters[i] == other[j] ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, replaced});
      }
    }
    // Of two equally near, the first in byte order: the answer may not depend on a hash table.
    if (row.back() < best_distance ||
        (row.back() == best_distance && !best.empty() && candidate < best)) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return std::string(best);
}

void Report::add(Diagnostic diagnostic) {
  const std::lock_guard lock(mutex_);
  ++counts_[static_cast<std::size_t>(diagnostic.message->severity)];
  diagnostics_.push_back(std::move(diagnostic));
}

void Report::add(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) add(std::move(diagnostic));
}

void Report::take(Report& other) {
  const std::scoped_lock lock(mutex_, other.mutex_);
  for (std::size_t i = 0; i < std::size(counts_); ++i)
    counts_[i] += std::exchange(other.counts_[i], 0);
  std::move(other.diagnostics_.begin(), other.diagnostics_.end(), std::back_inserter(diagnostics_));
  other.diagnostics_.clear();
}

bool Report::empty() const {
  const std::lock_guard lock(mutex_);
  return diagnostics_.empty();
}

bool Report::has_errors() const { return count(Severity::error) > 0; }

std::size_t Report::count(Severity severity) const {
  const std::lock_guard lock(mutex_);
  return counts_[static_cast<std::size_t>(severity)];
}

std::vector<Diagnostic> Report::sorted() const {
  std::vector<Diagnostic> out;
  {
    const std::lock_guard lock(mutex_);
    out = diagnostics_;
  }
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.place, d.message->code, d.arguments, d.trail);
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  out.erase(std::unique(out.begin(), out.end(),
                        [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); }),
            out.end());
  return out;
}

}  // namespace minhbach
