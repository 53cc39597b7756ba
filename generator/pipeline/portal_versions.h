// One portal as each of its placements and languages shows it.
#pragma once

#include <vector>

#include "model/portal.h"

namespace minhbach::pipeline {

/// `portal` itself first, in its first language; then its further languages, then each placement in
/// all languages. Each is built like a portal of its own: same records, other addresses and words.
std::vector<Portal> portal_versions(const Portal& portal);

}  // namespace minhbach::pipeline
