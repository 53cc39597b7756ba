// Addresses: output files, parents, relative paths, percent-encoding.
#include "model/url.h"

#include "support/catch.h"

using namespace minhbach;

TEST_CASE("an address that ends with a slash is answered by index.html") {
  CHECK(output_path("/") == "index.html");
  CHECK(output_path("/thu-tuc/1.004222/") == "thu-tuc/1.004222/index.html");
  CHECK(output_path("/404.html") == "404.html");
}

TEST_CASE("the addresses above a page run from the home page down") {
  CHECK(ancestors("/a/b/c/") == std::vector<std::string_view>{"/", "/a/", "/a/b/"});
  CHECK(ancestors("/404.html") == std::vector<std::string_view>{"/"});
  CHECK(ancestors("/").empty());
}

TEST_CASE("a relative path is resolved from the file that holds it, and may not climb out") {
  CHECK(resolve_path("content/x/a.md", "../y/b.md") == "content/y/b.md");
  CHECK(resolve_path("content/x/a.md", "./b.md") == "content/x/b.md");
  CHECK(resolve_path("a.md", "../../etc/passwd") == "");
  CHECK(resolve_path("content/x/2024/a.md", "../../y/./z/../b.md") == "content/y/b.md");
  CHECK(resolve_path("content/x/a.md", "../../..") == "");
  CHECK(resolve_path("content/x/a.md", "..") == "content");
  CHECK(resolve_path("a.md", "b//c.md") == "b/c.md");
}

TEST_CASE("paths survive encoding and decoding, and a broken escape stays") {
  CHECK(encode_path("kế hoạch.pdf") == "k%E1%BA%BF%20ho%E1%BA%A1ch.pdf");
  CHECK(decode_path("k%E1%BA%BF%20ho%E1%BA%A1ch.pdf") == "kế hoạch.pdf");
  CHECK(decode_path("100%zz") == "100%zz");
  for (int byte = 0; byte < 256; ++byte) {  // RFC 3986, 3.3: pchar and '/'.
    const std::string one(1, static_cast<char>(byte));
    const bool stays =
        (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
        (byte >= '0' && byte <= '9') ||
        (std::string_view("-._~!$&'()*+,;=:@/").find(one[0]) != std::string_view::npos);
    INFO(byte);
    CHECK((encode_path("van-ban/" + one) == "van-ban/" + one) == stays);
    CHECK(decode_path(encode_path("van-ban/" + one)) == "van-ban/" + one);
  }
}

TEST_CASE("a code is a part of an address as it is, in small letters; anything else as its slug") {
  CHECK(address_part("1.004222") == "1.004222");
  CHECK(address_part("QD-12.a") == "qd-12.a");
  CHECK(address_part("Giấy phép") == "giay-phep");
  CHECK(address_part("a/b") == "a-b");
  CHECK(address_part(std::string_view("a\0b", 3)) == "a-b");
  CHECK(address_part("..") == "");
  CHECK(address_part("") == "");
}
