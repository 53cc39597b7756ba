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
  /// Of the file's body: what PackedBody::shape and PackedBody::texts are to be, the ends of both.
  std::size_t body_shape_size = 0, body_texts_size = 0;
};

PackedFile pack_file(const FileRecords& file);

/// The records again; a body stays packed. Their values are made in `arena` and their text is
/// borrowed from the bytes, which must outlive them, as must `source`. Nothing when the bytes are
/// not of that make.
std::optional<FileRecords> unpack_file(std::string_view shape, std::string_view texts,
                                       const SourceFile& source, Arena& arena);

}  // namespace minhbach::ingest
