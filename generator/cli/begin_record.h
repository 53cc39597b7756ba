// Begins a record: finds it a name that is free, and writes a skeleton that the build accepts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "disk/disk.h"
#include "pipeline/context.h"
#include "schema/type.h"

namespace minhbach::cli {

/// What the editor already knows; "" is "choose one".
struct RecordNames {
  std::string title;
  std::string id;  ///< Also the file's name, and the code that the page's address is made of.
  /// By field; those that the type lacks are left out.
  std::map<std::string, std::string> values = {};
};

/// Writes a record of `type`, one of `types`, into `portal` ("chung" for all): with pages of its
/// own as content/<portal>/<folder>/<id>.md, else as data/<portal>/<folder>/<id>.yaml. Never
/// replaces a file. Returns its path; "" with an error in the context's report, and then nothing
/// was written. `language`: of the type's own messages where ours quote them.
std::string begin_record(const pipeline::Context& ctx, Disk& disk,
                         const std::vector<schema::Type>& types, const schema::Type& type,
                         const std::string& portal, const RecordNames& names, Language language);

}  // namespace minhbach::cli
