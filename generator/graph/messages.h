// What can be said about the build log (MB09xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message build_log_damaged{"MB0901",
                                           Severity::note,
                                           "nhật ký dựng trang bị hỏng; dựng lại toàn bộ",
                                           "the build log is damaged; everything is built again",
                                           "",
                                           ""};

}  // namespace minhbach::messages
