// What one source file was read to, as bytes that a later run takes instead of reading it again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/read_file.h"

namespace minhbach::ingest {

/// Two parts, because most edits of a text change nothing that another page could show.
struct PackedFile {
  std::string
      shape;  ///< Values, ids, headings' ids, what is linked: all that is not text of a body.
  std::string texts;  ///< The rest, without the bodies' HTML.
};

PackedFile pack_file(const FileRecords& file);

/// The records again; of the body of a file's only record, what only its own page asks for stays
/// packed. Their values are made in `arena` and their text is borrowed from the bytes,
/// which must outlive them. Nothing when the bytes are not of that make.
std::optional<FileRecords> unpack_file(std::string_view shape, std::string_view texts,
                                       const SourceFile& source, Arena& arena);

/// All of a body of which unpack_file left a part packed (RecordTexts::packed_body), and the
/// fingerprint of its HTML.
void unpack_body(const RecordTexts& texts, markdown::Document& body, graph::Fingerprint& html);

}  // namespace minhbach::ingest
