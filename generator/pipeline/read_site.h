// The first phase of a build: types, portals, records and their Markdown, read once for all
// portals.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/context.h"
#include "pipeline/site.h"

namespace minhbach::pipeline {

/// The content types of site/types/, sorted by id. What is wrong is in the report, and such a type
/// is left out. `digest`, if given, takes the files' names and texts.
std::vector<schema::Type> read_types(const Context& ctx, Fingerprinter* digest = nullptr);

/// The forms of site/forms/, sorted by id, in the same way; none where there is no such folder.
std::vector<schema::Form> read_forms(const Context& ctx, Fingerprinter* digest = nullptr);

/// The ids of all portals: the folders of site/ that hold a portal.json, sorted.
std::vector<std::string> portal_ids(const Context& ctx);

/// The site without its content: types and portals. What is wrong is in the report.
Site read_frame(const Context& ctx, std::span<const std::string> portals);

/// Reads into `site` what `portals` and the shared folders hold, except for what `memories` know of
/// files that are as they were; these must outlive the site. What is wrong is in the report. Not
/// for a site whose types are not sound: without its type every record would seem misplaced.
void read_content(const Context& ctx, std::span<const std::string> portals,
                  std::vector<const ingest::SourceMemory*> memories, Site& site);

/// Then the rest, from the memories, by now with their packed records.
void finish_content(const Context& ctx, Site& site);

}  // namespace minhbach::pipeline
