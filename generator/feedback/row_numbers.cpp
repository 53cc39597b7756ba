// The order is drawn anew for each window.
#include "feedback/row_numbers.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>

#include "feedback/seal.h"

namespace minhbach::feedback {

void RowNumbers::begin(std::int64_t highest) {
  first_ = (highest / static_cast<std::int64_t>(window) + 1) * static_cast<std::int64_t>(window);
  const std::string chance = random_bytes(sizeof(std::uint64_t));
  std::uint64_t seed = 0;
  std::memcpy(&seed, chance.data(), sizeof seed);
  std::iota(order_.begin(), order_.end(), std::uint16_t{0});
  std::shuffle(order_.begin(), order_.end(), std::mt19937_64(seed));
  next_ = 0;
}

}  // namespace minhbach::feedback
