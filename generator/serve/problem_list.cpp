// Writes the list of problems.
#include "serve/problem_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/xml_text.h"
#include "serve/page_additions.h"

namespace minhbach::serve {
namespace {

constexpr std::size_t most_shown = 100;

/// In HTML as in XML.
std::string escaped(std::string_view text) { return text::xml_text(text); }

std::string_view severity_word(Severity severity, bool vi) {
  switch (severity) {
    case Severity::note: return vi ? "Ghi chú" : "Note";
    case Severity::warning: return vi ? "Cảnh báo" : "Warning";
    case Severity::error: return vi ? "Lỗi" : "Error";
  }
  return {};
}

/// The place as the terminal prints it, to be searched and copied, and in words.
std::string place_words(const Place& place, bool vi) {
  std::string spot = place.file, words;
  if (place.line > 0) {
    spot += fmt::format(":{}", place.line);
    words = fmt::format(" ({} {}", vi ? "dòng" : "line", place.line);
    if (place.column > 0) {
      spot += fmt::format(":{}", place.column);
      words += fmt::format(", {} {}", vi ? "cột" : "column", place.column);
    }
    words += ")";
  }
  return fmt::format("<code>{}</code>{}", escaped(spot), words);
}

std::string item(const Diagnostic& diagnostic, Language language) {
  const bool vi = language == Language::vi;
  const Severity severity = diagnostic.message->severity;
  std::string out = fmt::format("<li{}>\n", severity == Severity::error ? " class=\"loi\"" : "");
  if (!diagnostic.place.file.empty()) {
    out += fmt::format("<p class=\"noi\">{}</p>\n", place_words(diagnostic.place, vi));
  }
  out +=
      fmt::format("<p class=\"gi\"><strong>{} {}:</strong> {}</p>\n", severity_word(severity, vi),
                  diagnostic.message->code, escaped(diagnostic.what(language)));
  if (const std::string excerpt = source_excerpt(diagnostic); !excerpt.empty()) {
    out += fmt::format("<pre tabindex=\"0\">{}</pre>\n", escaped(excerpt));
  }
  for (const Place& place : diagnostic.trail) {
    out += fmt::format("<p class=\"tu\">{} {}</p>\n", vi ? "được gọi từ" : "called from",
                       place_words(place, vi));
  }
  if (const std::string hint = diagnostic.hint(language); !hint.empty()) {
    out += fmt::format("<p class=\"goi-y\"><strong>{}:</strong> {}</p>\n", vi ? "Gợi ý" : "Hint",
                       escaped(hint));
  }
  return out + "</li>\n";
}

/// What stands above the list; without errors it is of notices about a site that was built.
std::string heading(std::size_t errors, bool over_page, bool vi) {
  const auto titled = [](std::string_view title, std::string_view text) {
    return fmt::format(
        "<h2 id=\"ten\" tabindex=\"-1\" autofocus>{}</h2>\n<p id=\"giai-thich\">{}</p>\n", title,
        text);
  };
  if (errors == 0)
    return titled(vi ? "Điều cần biết" : "To know",
                  vi ? "Trang đã dựng xong." : "The site has been built.");
  const std::string title = vi            ? fmt::format("{} lỗi cần sửa", errors)
                            : errors == 1 ? "1 error to mend"
                                          : fmt::format("{} errors to mend", errors);
  if (over_page)
    return titled(title, vi ? "Trang phía sau là bản đúng gần nhất. Sửa các chỗ dưới đây "
                              "rồi lưu tệp; bảng này tự đóng khi hết lỗi."
                            : "The page behind is the last good one. Mend what is listed "
                              "and save; this panel closes by itself.");
  return titled(title, vi ? "Chưa dựng được trang. Sửa các chỗ dưới đây rồi lưu tệp; "
                            "trang tự hiện ra khi hết lỗi."
                          : "There is no page yet. Mend what is listed and save; the page "
                            "then appears by itself.");
}

}  // namespace

std::string problem_list(const std::vector<Diagnostic>& diagnostics, Language language,
                         bool over_page, const std::set<std::string>& edited) {
  const bool vi = language == Language::vi;
  std::vector<const Diagnostic*> all;
  for (const Diagnostic& diagnostic : diagnostics) all.push_back(&diagnostic);
  const auto rank = [&](const Diagnostic* d) {
    return std::pair(d->message->severity, edited.contains(d->place.file));
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Diagnostic* a, const Diagnostic* b) { return rank(a) > rank(b); });
  const auto errors = std::count_if(all.begin(), all.end(), [](const Diagnostic* d) {
    return d->message->severity == Severity::error;
  });
  std::string out = heading(static_cast<std::size_t>(errors), over_page, vi);
  out += "<ol>\n";
  for (std::size_t i = 0; i < std::min(all.size(), most_shown); ++i) out += item(*all[i], language);
  out += "</ol>\n";
  if (all.size() > most_shown) {
    out += fmt::format(fmt::runtime(vi ? "<p>Còn {} thông báo khác, xem ở cửa sổ dòng lệnh.</p>\n"
                                       : "<p>{} more are in the terminal.</p>\n"),
                       all.size() - most_shown);
  }
  if (over_page)
    out += fmt::format("<button type=\"button\" id=\"an\">{}</button>\n",
                       vi ? "Tạm ẩn bảng này" : "Hide for now");
  return out;
}

std::string stand_in_page(std::string_view problems, std::string_view version, Language language) {
  const bool vi = language == Language::vi;
  const std::string_view title =
      problems.empty() ? (vi ? "Đang dựng trang" : "Building")
                       : (vi ? "Chưa dựng được trang" : "The site could not be built");
  const std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>\n"
      "<link rel=\"stylesheet\" href=\"/_minhbach/xem-truoc.css\">\n<link rel=\"icon\" "
      "href=\"data:,\">\n</head>\n<body>\n"
      "<h1>{}</h1>\n<main id=\"minhbach-loi\">\n{}</main>\n</body>\n</html>\n",
      vi ? "vi" : "en", title, title, problems);
  return add_preview(html, version);
}

}  // namespace minhbach::serve
