// Times and ages as messages say them.
#pragma once

#include <cstdint>
#include <string>

namespace minhbach::publish {

/// "2026-11-21 14:05:09", in Vietnam.
std::string say_time(std::int64_t seconds);

/// "3 h 5 min", which both languages read.
std::string say_age(std::int64_t seconds);

}  // namespace minhbach::publish
