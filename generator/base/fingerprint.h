// A fast 128-bit fingerprint: whether an answer or an output is still the same.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace minhbach {

/// XXH3-128 (xxhash.com). Not cryptographic: it guards against change, not against an enemy, who
/// could as well edit the content itself.
struct Fingerprint {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
  friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

/// Takes the parts of an answer one after another. Each part's length goes in too, so that "ab",
/// "c" and "a", "bc" differ.
class Fingerprinter {
 public:
  Fingerprinter() = default;
  ~Fingerprinter();
  Fingerprinter(const Fingerprinter&) = delete;
  Fingerprinter& operator=(const Fingerprinter&) = delete;

  void add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    add_bytes(text.data(), text.size());
  }
  /// Parts of one text: the result is that of fingerprint() for them all in a row.
  void append(std::string_view part) { add_bytes(part.data(), part.size()); }

  template <typename Number>
  requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void add(Number number) { add_bytes(&number, sizeof number); }

  void add(Fingerprint part);

  Fingerprint finish();

 private:
  void add_bytes(const void* bytes, std::size_t size) {
    if (size > gathered_.size() - size_) return add_more(bytes, size);
    std::memcpy(gathered_.data() + size_, bytes, size);
    size_ += size;
  }
  /// What does not fit beside what is gathered.
  void add_more(const void* bytes, std::size_t size);
  void flush();

  // Most answers are short: their bytes are gathered here and hashed at once.
  std::array<char, 1024> gathered_;
  std::size_t size_ = 0;
  void* state_ = nullptr;  ///< Made when they turn out to be many.
};

Fingerprint fingerprint(std::string_view bytes);

/// XXH3-64, for tables in memory; quicker than std::hash of texts longer than a word.
std::size_t hash_text(std::string_view text);

}  // namespace minhbach
