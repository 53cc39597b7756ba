// Which tasks and themes of the plans ask for the content of a type.
#pragma once

#include <vector>

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// The tasks and themes that ask for records of `type` to be published, each once: first the tasks
/// of an indicator with the type's content group, then those tasks, then those themes whose
/// `loai_noi_dung` names the type. In list order within each.
std::vector<std::uint32_t> asking_records(const Assembly& assembly, const schema::Type& type);

}  // namespace minhbach::pipeline
