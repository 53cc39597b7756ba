// Times as servers write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace minhbach::publish {

/// "Sat, 21 Nov 2026 22:49:31 GMT" (RFC 9110) as seconds since 1970; nothing when it is no such.
std::optional<std::int64_t> read_http_time(std::string_view text);

/// The time between two lines of one listing of `ls -l`, in seconds, by the server's own clock and
/// zone: "Nov 21 22:49", or "Nov 21  2025" for what is older than some months. To the minute.
std::optional<std::int64_t> seconds_between(std::string_view earlier, std::string_view later);

}  // namespace minhbach::publish
