// What a fuzzer holds against what it sees: a broken promise ends the run with the input kept.
#pragma once

#include <cstdlib>

inline void must(bool holds) {
  if (!holds) std::abort();
}
