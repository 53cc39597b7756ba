// Signatures of S3, held against those that AWS publishes.
//
// The examples with this key, these dates and these signatures stand in
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
#include "publish/sigv4.h"

#include "base/digest.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::publish;

namespace {

const SigningKey key{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                     "us-east-1"};
constexpr std::int64_t may_24_2013 = 1369353600;
constexpr std::string_view host = "examplebucket.s3.amazonaws.com";

std::string signature(const SignedPart& part) {
  const std::string all = sign(key, part, may_24_2013).back().second;
  return all.substr(all.find("Signature=") + 10);
}

}  // namespace

TEST_CASE("AWS's examples of signatures") {
  const std::string nothing = sha256("").hex();
  CHECK(signature({"GET", host, "/test.txt", {}, {{"range", "bytes=0-9"}}, nothing}) ==
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  const std::string digest = sha256("Welcome to Amazon S3.").hex();
  CHECK(signature({"PUT",
                   host,
                   signed_path("/test$file.text"),
                   {},
                   {{"date", "Fri, 24 May 2013 00:00:00 GMT"},
                    {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                   digest}) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  CHECK(signature({"GET", host, "/", {{"lifecycle", ""}}, {}, nothing}) ==
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  CHECK(signature({"GET", host, "/", {{"prefix", "J"}, {"max-keys", "2"}}, {}, nothing}) ==
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST_CASE("what is sent besides the signature") {
  const Pairs headers = sign(key, {"GET", host, "/", {}, {}, "digest"}, may_24_2013);
  REQUIRE(headers.size() == 3);
  CHECK(headers[0] == std::pair<std::string, std::string>{"x-amz-content-sha256", "digest"});
  CHECK(headers[1] == std::pair<std::string, std::string>{"x-amz-date", "20130524T000000Z"});
  CHECK(headers[2].second.find(key.secret) == std::string::npos);
}

TEST_CASE("the token of a session is sent and signed") {
  SigningKey of_session = key;
  of_session.session = "FwoG=";
  const Pairs headers = sign(of_session, {"GET", host, "/", {}, {}, "digest"}, may_24_2013);
  REQUIRE(headers.size() == 4);
  CHECK(headers[2] == std::pair<std::string, std::string>{"x-amz-security-token", "FwoG="});
  CHECK(headers[3].second.find("SignedHeaders=host;x-amz-content-sha256;x-amz-date;"
                               "x-amz-security-token,") != std::string::npos);
}

TEST_CASE("paths and queries are encoded as they are signed") {
  CHECK(signed_path("/bài viết/a=b+c@d,(e)!f*'$ x~.html") ==
        "/b%C3%A0i%20vi%E1%BA%BFt/a%3Db%2Bc%40d%2C%28e%29%21f%2A%27%24%20x~.html");
  CHECK(encode_query({{"prefix", "a/b"}, {"list-type", "2"}, {"empty", ""}}) ==
        "empty=&list-type=2&prefix=a%2Fb");
}
