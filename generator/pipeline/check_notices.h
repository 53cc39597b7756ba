// Whether a planned interruption was announced in time.
#pragma once

#include "pipeline/assemble_portal.h"

namespace minhbach::pipeline {

/// An interruption must be announced at least seven working days before it begins (NĐ 224/2026
/// Điều 13). One announced later without a stated reason (`ly_do_gap`) is a warning. Public
/// holidays are not known here, so only weekends count as days off.
void check_notices(const Context& ctx, const Assembly& assembly);

}  // namespace minhbach::pipeline
