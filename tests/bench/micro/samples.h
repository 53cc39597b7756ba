// What the micro benchmarks work on: records of a small corpus and their type.
#pragma once

#include <string>
#include <vector>

#include "base/source_text.h"
#include "ingest/front_matter.h"
#include "schema/type.h"

namespace minhbach::bench {

/// The Markdown files of one section, some eighty with about 5 KB each; read once.
const std::vector<SourceText>& record_files();

/// The front matter and body of a record file, which is sound.
ingest::FrontMatter split(const SourceText& file);

/// Bytes of all bodies together.
std::size_t body_bytes();

/// The type of those records.
const schema::Type& record_type();

}  // namespace minhbach::bench
