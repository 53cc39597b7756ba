// Looks at a file according to the ending of its name.
#include "pipeline/file_facts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/packing.h"
#include "documents/captions.h"
#include "documents/film.h"
#include "documents/office.h"
#include "images/decoding_memory.h"
#include "images/svg_check.h"
#include "images/without_metadata.h"
#include "pipeline/file_messages.h"

namespace minhbach::pipeline {
namespace {

using documents::PdfFacts;
using images::PictureKind;

constexpr int pdf_picture_width = 1600;

std::string lower_ending(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  std::string out(dot == std::string_view::npos ? std::string_view() : name.substr(dot));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// An ending that few phones can open, and what to give in its place.
struct Awkward {
  std::string_view ending, better;
};
constexpr Awkward awkward[] = {{".doc", "PDF, DOCX"},
                               {".xls", "PDF, XLSX"},
                               {".ppt", "PDF"},
                               {".pptx", "PDF"},
                               {".rtf", "PDF, DOCX"},
                               {".odt", "PDF, DOCX"},
                               {".ods", "XLSX"},
                               {".rar", "PDF, DOCX, XLSX"},
                               {".zip", "PDF, DOCX, XLSX"},
                               {".7z", "PDF, DOCX, XLSX"},
                               {".dwg", "PDF"},
                               {".mov", "MP4"}};

void say(FileFacts& facts, const Message& message, std::vector<std::string> arguments = {},
         int line = 0) {
  facts.findings.push_back({&message, line, std::move(arguments)});
}

void look_at_svg(std::string_view bytes, FileFacts& facts) {
  facts.image = images::image_size(bytes);
  const std::optional<images::SvgProblem> problem = images::svg_problem(bytes);
  if (!problem) return;
  if (problem->what.empty()) {
    say(facts, messages::svg_malformed, {}, problem->line);
  } else {
    say(facts, messages::svg_unsafe, {quote(problem->what)}, problem->line);
  }
}

/// "12000×9000"
std::string size_words(images::ImageSize size) {
  return fmt::format("{}×{}", size.width, size.height);
}

bool is_too_large(images::ImageSize size) {
  return std::max(size.width, size.height) > images::longest_side ||
         std::int64_t{size.width} * size.height > images::most_pixels;
}

/// "PNG"
std::string kind_words(PictureKind kind) {
  if (kind == PictureKind::jpeg) return "JPEG";
  std::string out(images::ending_of(kind).substr(1));
  for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
  return out;
}

void look_at_weight(std::string_view bytes, FileFacts& facts) {
  const std::uint64_t memory = images::picture_memory(bytes, *facts.image, facts.has_alpha);
  if (memory <= images::most_picture_memory || !facts.findings.empty()) return;
  say(facts, messages::picture_too_heavy,
      {size_words(*facts.image), kind_words(facts.picture), std::to_string(memory >> 20),
       std::to_string(images::most_picture_memory >> 20)});
}

void look_at_picture(std::string_view path, std::string_view bytes, FileFacts& facts) {
  facts.picture = images::kind_of_bytes(bytes);
  // A drawing may say what it is late, by another name or in another encoding than most.
  if (facts.picture == PictureKind::none && images::kind_of_name(path) == PictureKind::svg)
    facts.picture = PictureKind::svg;
  if (facts.picture == PictureKind::none) return say(facts, messages::picture_cut_off);
  const std::optional<std::string> bare = images::without_metadata(bytes);
  if (bare) facts.published = facts.picture == PictureKind::heic ? Digest() : sha256(*bare);
  if (facts.picture != images::kind_of_name(path)) {
    return say(facts, messages::picture_wrong_ending,
               {quote(lower_ending(path)), quote(images::ending_of(facts.picture))});
  }
  if (facts.picture == PictureKind::svg) return look_at_svg(bytes, facts);
  // Before any library looks at it: what the header claims.
  facts.image = images::image_size(bytes);
  if (!facts.image || !is_too_large(*facts.image)) {
    if (!images::can_make_variants()) return say(facts, messages::pictures_impossible);
    const std::optional<images::PictureHeader> header = images::read_header(bytes);
    facts.image = header ? std::optional(header->size) : std::nullopt;
    facts.has_alpha = header && header->has_alpha;
    if ((header && facts.picture != PictureKind::heic && header->is_film) ||
        images::is_marked_as_film(facts.picture, bytes))
      say(facts, messages::picture_film);
  }
  if (facts.image && is_too_large(*facts.image))
    say(facts, messages::picture_too_many_pixels,
        {size_words(*facts.image), std::to_string(images::most_pixels / 1'000'000),
         std::to_string(images::longest_side)});
  if (facts.image) look_at_weight(bytes, facts);
  // What nobody can follow to its end may tell where it was taken.
  if (!bare && facts.findings.empty()) say(facts, messages::picture_cut_off);
}

std::string pack_pdf(const PdfFacts& pdf) {
  std::string out;
  Packer packer(out);
  for (const int number : {static_cast<int>(pdf.state), pdf.pages, static_cast<int>(pdf.text),
                           pdf.width, pdf.height, static_cast<int>(pdf.names_person)})
    packer.number(static_cast<std::uint64_t>(number));
  return out;
}

PdfFacts unpack_pdf(std::string_view bytes) {
  Unpacker in(bytes);
  PdfFacts out;
  out.state = static_cast<PdfFacts::State>(in.number());
  out.pages = static_cast<int>(in.number());
  out.text = static_cast<PdfFacts::Text>(in.number());
  out.width = static_cast<int>(in.number());
  out.height = static_cast<int>(in.number());
  out.names_person = in.number() != 0;
  return out;
}

/// Why nothing certain is known of it; null otherwise.
const Message* why_unknown(const PdfFacts& pdf) {
  switch (pdf.state) {
    case PdfFacts::State::not_asked: return &messages::pdf_not_looked_at;
    case PdfFacts::State::interrupted: return &messages::pdf_interrupted;
    default: return nullptr;
  }
}

PdfFacts ask_about_pdf(std::string_view bytes, const Digest& sha256, images::KeptFiles* kept) {
  PdfFacts asked;
  const auto ask = [&]() -> Result<std::string> {
    asked = documents::pdf_facts(bytes);
    // What nobody could look at is not worth keeping: it is asked again.
    const Message* const unknown = why_unknown(asked);
    if (unknown == nullptr) return pack_pdf(asked);
    Diagnostic why;
    why.message = unknown;
    return why;
  };
  const Result<std::string> packed =
      kept != nullptr ? kept->get_or_make(images::kept_key("pdf-facts 2", {sha256.hex()}), ask)
                      : ask();
  return packed ? unpack_pdf(*packed) : asked;
}

void look_at_pdf(std::string_view bytes, images::KeptFiles* kept, FileFacts& facts) {
  const PdfFacts pdf = ask_about_pdf(bytes, facts.sha256, kept);
  facts.pages = pdf.pages;
  facts.text = pdf.text;
  facts.is_locked = pdf.state == PdfFacts::State::locked;
  if (pdf.width > 0) {
    const images::ImageSize size{
        pdf_picture_width,
        static_cast<int>(std::lround(1.0 * pdf_picture_width * pdf.height / pdf.width))};
    // Of a page that is a long strip no picture is made.
    if (images::picture_memory({}, size, false) <= images::most_picture_memory) facts.image = size;
  }
  if (const Message* const unknown = why_unknown(pdf)) say(facts, *unknown);
  if (facts.is_locked) say(facts, messages::document_locked);
  if (pdf.state == PdfFacts::State::broken) say(facts, messages::document_broken, {"PDF"});
  if (pdf.text == PdfFacts::Text::missing) say(facts, messages::pdf_scanned);
  if (pdf.names_person) say(facts, messages::document_names_person);
}

void look_at_office(const documents::OfficeFacts& office, const char* name, FileFacts& facts) {
  using State = documents::OfficeFacts::State;
  facts.pages = office.count;
  facts.is_locked = office.state == State::locked;
  if (office.state == State::locked) say(facts, messages::document_locked);
  if (office.state == State::broken) say(facts, messages::document_broken, {name});
  if (office.names_person) say(facts, messages::document_names_person);
}

void look_at_captions(std::string_view bytes, FileFacts& facts) {
  // In the order of CaptionMistake::What.
  static constexpr std::array<const Message*, 7> said{
      &messages::captions_no_header,    &messages::captions_not_utf8,
      &messages::captions_bad_timing,   &messages::captions_end_too_soon,
      &messages::captions_out_of_order, &messages::captions_no_text,
      &messages::captions_no_cues};
  for (const documents::CaptionMistake& mistake : documents::caption_mistakes(bytes))
    say(facts, *said[static_cast<std::size_t>(mistake.what)], {}, mistake.line);
}

/// Every message that can be a finding, to find them again by their codes.
constexpr const Message* all_findings[] = {
    &messages::picture_wrong_ending,  &messages::picture_too_many_pixels,
    &messages::picture_film,          &messages::svg_unsafe,
    &messages::svg_malformed,         &messages::pictures_impossible,
    &messages::pdf_scanned,           &messages::document_locked,
    &messages::document_broken,       &messages::document_awkward,
    &messages::pdf_not_looked_at,     &messages::pdf_interrupted,
    &messages::document_names_person, &messages::film_tells_place,
    &messages::picture_too_heavy,     &messages::captions_no_header,
    &messages::captions_not_utf8,     &messages::captions_bad_timing,
    &messages::captions_end_too_soon, &messages::captions_out_of_order,
    &messages::captions_no_text,      &messages::captions_no_cues,
    &messages::picture_cut_off};

const Message* finding_of(std::string_view code) {
  const auto at = std::find_if(std::begin(all_findings), std::end(all_findings),
                               [&](const Message* message) { return message->code == code; });
  return at == std::end(all_findings) ? nullptr : *at;
}

}  // namespace

bool is_pdf(std::string_view path) { return lower_ending(path) == ".pdf"; }

std::string published_name(std::string url) {
  return images::kind_of_name(url) == PictureKind::heic ? std::move(url) + ".jpg" : url;
}

FileFacts learn_facts(std::string_view path, std::string_view bytes, images::KeptFiles* kept) {
  FileFacts facts;
  facts.sha256 = facts.published = sha256(bytes);
  const std::string ending = lower_ending(path);
  if (images::kind_of_name(path) != PictureKind::none) {
    look_at_picture(path, bytes, facts);
  } else if (ending == ".pdf") {
    look_at_pdf(bytes, kept, facts);
  } else if (ending == ".docx") {
    look_at_office(documents::docx_facts(bytes), "DOCX", facts);
  } else if (ending == ".xlsx") {
    look_at_office(documents::xlsx_facts(bytes), "XLSX", facts);
  } else if (ending == ".vtt") {
    look_at_captions(bytes, facts);
  } else if ((ending == ".mp4" || ending == ".mov" || ending == ".m4a") &&
             documents::tells_place(bytes)) {
    say(facts, messages::film_tells_place);
  }
  for (const Awkward& one : awkward) {
    if (one.ending == ending)
      say(facts, messages::document_awkward, {ending, std::string(one.better)});
  }
  return facts;
}

bool are_incomplete(const FileFacts& facts) {
  return std::any_of(facts.findings.begin(), facts.findings.end(), [](const Finding& finding) {
    return finding.message == &messages::pdf_not_looked_at ||
           finding.message == &messages::pdf_interrupted ||
           finding.message == &messages::pictures_impossible;
  });
}

std::string pack_facts(const FileFacts& facts) {
  std::string out;
  Packer packer(out);
  for (const Digest* digest : {&facts.sha256, &facts.published})
    packer.text({reinterpret_cast<const char*>(digest->bytes.data()), digest->bytes.size()});
  packer.number(static_cast<std::uint64_t>(facts.picture));
  packer.number(facts.image ? static_cast<std::uint64_t>(facts.image->width) : 0);
  packer.number(facts.image ? static_cast<std::uint64_t>(facts.image->height) : 0);
  packer.number(facts.has_alpha);
  packer.number(static_cast<std::uint64_t>(facts.pages));
  packer.number(facts.is_locked);
  packer.number(static_cast<std::uint64_t>(facts.text));
  packer.number(facts.findings.size());
  for (const Finding& finding : facts.findings) {
    packer.text(finding.message->code);
    packer.number(static_cast<std::uint64_t>(finding.line));
    packer.number(finding.arguments.size());
    for (const std::string& argument : finding.arguments) packer.text(argument);
  }
  return out;
}

std::optional<FileFacts> unpack_facts(std::string_view bytes) {
  Unpacker in(bytes);
  FileFacts out;
  for (Digest* digest : {&out.sha256, &out.published}) {
    const std::string_view held = in.text();
    if (held.size() != digest->bytes.size()) return std::nullopt;
    std::copy(held.begin(), held.end(), digest->bytes.begin());
  }
  out.picture = static_cast<PictureKind>(in.number());
  const auto width = static_cast<int>(in.number());
  const auto height = static_cast<int>(in.number());
  if (width > 0) out.image = images::ImageSize{width, height};
  out.has_alpha = in.number() != 0;
  out.pages = static_cast<int>(in.number());
  out.is_locked = in.number() != 0;
  out.text = static_cast<PdfFacts::Text>(in.number());
  out.findings.resize(in.count(3));
  for (Finding& finding : out.findings) {
    finding.message = finding_of(in.text());
    if (finding.message == nullptr) return std::nullopt;
    finding.line = static_cast<int>(in.number());
    finding.arguments.resize(in.count());
    for (std::string& argument : finding.arguments) argument = in.text();
  }
  return in.is_sound() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace minhbach::pipeline
