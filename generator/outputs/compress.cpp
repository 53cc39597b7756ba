// Compresses as hard as a file is worth that is made once and sent often.
#include "outputs/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <new>

#include "model/content_type.h"

namespace minhbach::outputs {
namespace {

/// One packet of a network carries about 1,400 bytes, headers too.
constexpr std::size_t least_size = 1024;

/// Measured (docs/decisions.md): the next takes 5 % more off, at 19 times the time.
constexpr int brotli_quality = 9;

/// As wide as the text, no wider: the encoder clears tables for all of its window.
int window_bits(std::size_t size) {
  int bits = BROTLI_MIN_WINDOW_BITS;
  while (bits < BROTLI_DEFAULT_WINDOW && (std::size_t{1} << bits) - 16 < size) ++bits;
  return bits;
}

std::string brotli(std::string_view bytes) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = out.size();
  const BROTLI_BOOL done =
      BrotliEncoderCompress(brotli_quality, window_bits(bytes.size()), BROTLI_MODE_TEXT,
                            bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                            &size, reinterpret_cast<std::uint8_t*>(out.data()));
  if (done != BROTLI_TRUE) throw std::bad_alloc();
  out.resize(size);
  return out;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int gzip_format = 16;
  constexpr int most_memory = 9;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip_format, most_memory,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  gz_header header{};  // No date, no name.
  header.os = 255;     // Of no system in particular.
  deflateSetHeader(&stream, &header);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::bad_alloc();
  return out;
}

}  // namespace

bool is_compressible(std::string_view path) {
  return content_type(path).ends_with("charset=utf-8");  // Exactly those that are text.
}

std::optional<std::string> compressed(std::string_view bytes, std::string_view ending) {
  constexpr std::size_t most_size = 1u << 30;  // More than a counter of zlib's can hold is no page.
  if (bytes.size() < least_size || bytes.size() > most_size) return std::nullopt;
  std::string out = ending == ".br" ? brotli(bytes) : gzip(bytes);
  return out.size() < bytes.size() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace minhbach::outputs
