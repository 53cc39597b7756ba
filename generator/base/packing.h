// Numbers and texts as bytes of a file, and back, for files that only this program reads.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace minhbach {

/// Appends to a string that must outlive it.
class Packer {
 public:
  explicit Packer(std::string& out) : out_(out) {}

  /// LEB128: seven bits a byte, lowest first.
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  /// Eight bytes, lowest first: for numbers that are rarely small.
  void fixed(std::uint64_t value) {
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (8 * i));
    out_.append(bytes.data(), bytes.size());
  }
  void text(std::string_view text) {
    number(text.size());
    out_ += text;
  }

 private:
  std::string& out_;
};

/// Reads what Packer wrote; after the first thing that cannot be, every read gives nothing and
/// `failed` says so. Texts point into the bytes.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  bool failed() const { return failed_; }
  /// How many bytes were taken.
  std::size_t at() const { return at_; }
  bool at_end() const { return at_ == bytes_.size(); }
  /// Everything was there, and nothing more.
  bool is_sound() const { return !failed_ && at_end(); }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const unsigned char byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    failed_ = true;
    return 0;
  }
  std::uint64_t fixed() {
    if (bytes_.size() - at_ < 8) {
      failed_ = true;
      return 0;
    }
    std::array<unsigned char, 8> bytes{};  // As one load, since nothing is written between.
    std::memcpy(bytes.data(), bytes_.data() + at_, bytes.size());
    at_ += bytes.size();
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
  }
  std::string_view text() {
    const std::uint64_t size = number();
    if (size > bytes_.size() - at_) {
      failed_ = true;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  /// A count of things that take at least `least` bytes each, so that damage cannot ask for more
  /// memory than the file could fill.
  std::size_t count(std::size_t least = 1) {
    const std::uint64_t value = number();
    if (value > (bytes_.size() - at_) / least) failed_ = true;
    return failed_ ? 0 : value;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace minhbach
