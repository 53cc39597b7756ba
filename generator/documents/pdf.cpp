// pdfinfo, pdftotext and pdftoppm, and what their output means.
#include "documents/pdf.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "documents/limited_process.h"
#include "documents/person_name.h"

namespace minhbach::documents {
namespace {

constexpr int pages_looked_at = 20;
constexpr std::size_t text_of_a_page = 16;  // Less is a stamp of the scanner's.

/// What stands behind `name` in the lines of pdfinfo; "" when there is no such line.
std::string_view value_of(std::string_view lines, std::string_view name) {
  for (std::size_t at = lines.find(name); at != std::string_view::npos;
       at = lines.find(name, at + 1)) {
    if (at != 0 && lines[at - 1] != '\n') continue;
    std::string_view line = lines.substr(at + name.size());
    line = line.substr(0, line.find('\n'));
    return line.substr(std::min(line.find_first_not_of(' '), line.size()));
  }
  return {};
}

int number_of(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// "595.92 x 842.88 pts (A4)"; a page that is turned shows its other side up.
void read_size(std::string_view lines, PdfFacts& facts) {
  std::string_view size = value_of(lines, "Page size:");
  if (size.empty()) size = value_of(lines, "Page    1 size:");
  const std::string text(size);
  char* end = nullptr;
  double width = std::strtod(text.c_str(), &end);
  double height =
      std::strtod(end + std::min<std::size_t>(3, std::string_view(end).size()), nullptr);
  if (number_of(value_of(lines, "Page rot:")) % 180 != 0) std::swap(width, height);
  if (!(width >= 1 && width < 1e5 && height >= 1 && height < 1e5)) return;
  facts.width = static_cast<int>(std::lround(width));
  facts.height = static_cast<int>(std::lround(height));
}

bool is_letter_or_digit(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

PdfFacts::Text text_of(const ProcessResult& text, int pages) {
  if (!text.succeeded()) return PdfFacts::Text::unknown;
  const auto letters = static_cast<std::size_t>(
      std::count_if(text.output.begin(), text.output.end(), is_letter_or_digit));
  const auto looked_at = static_cast<std::size_t>(std::clamp(pages, 1, pages_looked_at));
  return letters < text_of_a_page * looked_at ? PdfFacts::Text::missing : PdfFacts::Text::present;
}

}  // namespace

PdfFacts pdf_facts(std::string_view bytes) {
  PdfFacts facts;
  const ProcessResult info =
      run_limited("pdfinfo", {"-enc", "UTF-8", std::string(input_path)}, bytes);
  if (info.end == ProcessResult::End::not_installed) return facts;
  facts.state = PdfFacts::State::interrupted;
  if (info.end != ProcessResult::End::exited) return facts;
  facts.state = PdfFacts::State::broken;
  if (!info.succeeded()) {
    if (info.errors.find("Incorrect password") != std::string::npos)
      facts.state = PdfFacts::State::locked;
    return facts;
  }
  facts.pages = number_of(value_of(info.output, "Pages:"));
  read_size(info.output, facts);
  if (facts.pages < 1) return facts;
  const ProcessResult text = run_limited(
      "pdftotext",
      {"-q", "-enc", "UTF-8", "-l", std::to_string(pages_looked_at), std::string(input_path), "-"},
      bytes);
  const bool is_whole = text.end == ProcessResult::End::exited;
  facts.state = is_whole ? PdfFacts::State::read : PdfFacts::State::interrupted;
  facts.text = text_of(text, facts.pages);
  facts.names_person = is_person_name(value_of(info.output, "Author:"));
  return facts;
}

std::optional<std::string> first_page(std::string_view bytes, int longer_side) {
  ProcessResult page = run_limited("pdftoppm",
                                   {"-q", "-png", "-f", "1", "-l", "1", "-singlefile", "-scale-to",
                                    std::to_string(longer_side), std::string(input_path)},
                                   bytes);
  if (!page.succeeded() || !page.output.starts_with("\x89PNG")) return std::nullopt;
  return std::move(page.output);
}

}  // namespace minhbach::documents
