// What is known of a file that is published beside pages: how large a picture is, how many pages a
// document has, and what is wrong with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "disk/real_disk.h"
#include "documents/pdf.h"
#include "images/kept_files.h"
#include "images/picture_kind.h"
#include "images/variants.h"

namespace minhbach::pipeline {

/// Bytes; a larger file is not read at all.
inline constexpr std::uint64_t largest_file = default_file_limit;

/// Something to say of a file whenever it is published.
struct Finding {
  const Message* message = nullptr;
  int line = 0;
  std::vector<std::string> arguments;
};

struct FileFacts {
  Digest sha256;     ///< Of its bytes.
  Digest published;  ///< Of what readers get of it: pictures go out bare. All 0 of a HEIC.
  images::PictureKind picture = images::PictureKind::none;  ///< By its bytes.
  /// Of a picture that could be measured, as shown; of a PDF, the picture of its first page.
  std::optional<images::ImageSize> image;
  bool has_alpha = false;
  int pages = 0;  ///< Of a PDF or DOCX; sheets of an XLSX; 0 unknown.
  bool is_locked = false;
  documents::PdfFacts::Text text = documents::PdfFacts::Text::unknown;
  std::vector<Finding> findings;
};

/// Learns them from the bytes of the file at `path`. Other programs are asked about a PDF once:
/// their answer is kept, unless `kept` is null. May be called from several threads.
FileFacts learn_facts(std::string_view path, std::string_view bytes, images::KeptFiles* kept);

/// Whether another program was missing, or did not come to its end, when these were learnt: they are
/// worth learning again.
bool are_incomplete(const FileFacts& facts);

std::string pack_facts(const FileFacts& facts);
/// Nothing when the bytes are none of those that pack_facts gives.
std::optional<FileFacts> unpack_facts(std::string_view bytes);

/// The address of a file whose address is `url` by its name: a HEIC, which few programs open, is
/// published as a JPEG.
std::string published_name(std::string url);

/// Whether the page shows a picture of the file where Markdown asks for one.
bool is_pdf(std::string_view path);

}  // namespace minhbach::pipeline
