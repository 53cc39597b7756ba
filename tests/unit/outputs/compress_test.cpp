// Compressed copies: of what, and that they hold what they were made of.
#include "outputs/compress.h"

#include <brotli/decode.h>
#include <zlib.h>

#include "support/catch.h"

using namespace minhbach::outputs;

namespace {

std::string long_text() {
  std::string out;
  for (int i = 0; i < 500; ++i) out += "<li>Thủ tục số " + std::to_string(i * 7919) + "</li>\n";
  return out;
}

std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, MAX_WBITS + 16) == Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unbrotli(const std::string& bytes) {
  std::string out(1 << 20, '\0');
  std::size_t size = out.size();
  REQUIRE(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                  &size, reinterpret_cast<std::uint8_t*>(out.data())) ==
          BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

}  // namespace

TEST_CASE("a copy holds the same text, smaller, and is the same each time") {
  const std::string text = long_text();
  const auto gz = compressed(text, ".gz");
  const auto br = compressed(text, ".br");
  REQUIRE((gz && br));
  CHECK(gunzip(*gz) == text);
  CHECK(unbrotli(*br) == text);
  CHECK(br->size() < gz->size());
  CHECK(gz->size() < text.size() / 4);
  CHECK(compressed(text, ".gz") == gz);
  CHECK(compressed(text, ".br") == br);
  CHECK(gz->substr(4, 6) == std::string("\0\0\0\0\2\xFF", 6));  // No date; hardest; no system.
}

TEST_CASE("what fits into one packet, or does not shrink, gets no copy") {
  const std::string text = long_text();
  CHECK_FALSE(compressed(text.substr(0, 1023), ".gz"));
  CHECK(compressed(text.substr(0, 1024), ".gz"));
  CHECK_FALSE(compressed("", ".br"));
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 5000; ++i)
    noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  CHECK_FALSE(compressed(noise, ".gz"));
  CHECK_FALSE(compressed(noise, ".br"));
}

TEST_CASE("text is compressed, by its name; what is compressed already is not") {
  for (const char* path : {"index.html", "a/atom.xml", "tieu-de.json", "tai-nguyen/js/a.1.js",
                           "a.css", "b.svg", "bang.csv", "robots.txt", "site.webmanifest"})
    CHECK(is_compressible(path));
  for (const char* path : {"a.png", "a.pdf", "a.woff2", "a.docx", "a.zip", "a", "_headers",
                           "index.html.gz", "index.html.br", ".htaccess"})
    CHECK_FALSE(is_compressible(path));
}
