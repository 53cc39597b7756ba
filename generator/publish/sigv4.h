// Signing requests to S3: AWS Signature Version 4.
//
// By hand, because libcurl's own signer changed its rules from version to version (which signs it
// encodes, how a query is sorted). The rules:
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace minhbach::publish {

struct SigningKey {
  std::string id;            ///< Access key: no secret.
  std::string secret;        ///< Never shown.
  std::string region;        ///< "us-east-1".
  std::string session = {};  ///< Of a key for some hours, its token; "" of one without end.
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A request as it is signed.
struct SignedPart {
  std::string_view method;
  std::string_view host;    ///< As in the header Host, with the port when it is not the usual one.
  std::string_view path;    ///< By signed_path().
  Pairs query = {};         ///< Not encoded.
  Pairs headers = {};       ///< Besides Host and x-amz-*: what else is signed; names in lower case.
  std::string_view digest;  ///< SHA-256 of the body in hexadecimal digits.
};

/// The headers to be sent: those of the request, x-amz-content-sha256, x-amz-date, with a session
/// x-amz-security-token, Authorization.
/// `time`: seconds since 1970; servers accept a few minutes of difference.
Pairs sign(const SigningKey& key, const SignedPart& part, std::int64_t time);

/// A path as it has to be written to be signed: all but letters, digits and "-_.~/" as %XX, in
/// capitals. Stricter than URLs need.
std::string signed_path(std::string_view path);

/// "a=1&b=" in the order in which it is signed.
std::string encode_query(Pairs query);

}  // namespace minhbach::publish
