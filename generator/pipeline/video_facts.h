// What search engines are told of a film: schema.org's VideoObject.
#pragma once

#include "pipeline/portal_view.h"

namespace minhbach::pipeline {

/// Adds to `self`, the page's own entry, what the record says of its film: length, date, still
/// picture, file or place of publication, transcript, broadcast. Nothing of other types' records.
void add_video_facts(const Assembly& assembly, std::uint32_t record, Arena& arena,
                     std::vector<Entry>& self);

/// What of it stands outside the record: the addresses of its still picture and file.
std::vector<std::string> video_addresses(const Assembly& assembly, std::uint32_t record);

}  // namespace minhbach::pipeline
