// The parts of portal.json that are objects of their own: sections, mounts, placements, languages.
#pragma once

#include "base/source_text.h"
#include "model/portal.h"
#include "pipeline/object_reader.h"

namespace minhbach::pipeline {

// Each reads keys through `reader`, which is of the object they stand in; what is wrong goes to the
// report.

Section read_section(const SourceText& source, const Node& node, Report& report);

/// `ngon_ngu`: one language or a list of them, the first that of the records.
std::vector<std::string> read_languages(const SourceText& source, ObjectReader& reader,
                                        Report& report);

/// A date, possibly partial, as ISO 8601; "" when it is not there, or none.
std::string read_date(const SourceText& source, ObjectReader& reader, Report& report,
                      std::string_view key);

/// `dia_chi_tiep_nhan`, which must be one that `endpoint_origin` takes.
std::string read_endpoint(const SourceText& source, ObjectReader& reader, Report& report);

/// `bieu_mau`: texts; which forms there are is not known here.
void read_forms(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal);

/// `luu_tru` and `vi_du`; a translated `vi_du` has the same keys.
ArchiveNotice read_archive(const SourceText& source, const Node& node, Report& report);
ExampleNotice read_example(const SourceText& source, const Node& node, Report& report);

/// `mau_nhan`, `bieu_trung`. Whether the emblem is there is for load_theme.h to see.
void read_look(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal);

/// `cong_cha`.
std::optional<ParentPortal> read_parent(const SourceText& source, ObjectReader& reader,
                                        Report& report);

/// `gan`. Whether what it names is there is for mounts.h to see.
void read_mounts(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal);

/// `vi_tri_dat`; the portal's own address has been read.
void read_placements(const SourceText& source, ObjectReader& reader, Report& report,
                     Portal& portal);

/// `ban_dich`; the portal's languages have been read.
void read_words(const SourceText& source, ObjectReader& reader, Report& report, Portal& portal);

/// The path of an absolute http(s) address, with '/' at both ends; "" when it is not one.
std::string base_path_of(std::string_view address);

}  // namespace minhbach::pipeline
