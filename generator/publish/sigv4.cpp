// A canonical text of the request, its digest, and an HMAC of that under a key of the day.
#include "publish/sigv4.h"

#include <algorithm>
#include <ctime>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/hmac.h"
#include "text/percent.h"

namespace minhbach::publish {
namespace {

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string encode(std::string_view text, const text::ByteSet& kept) {
  std::string out;
  text::append_percent_encoded(out, text, kept);
  return out;
}

/// "20130524T000000Z"; not by strftime, which follows the locale.
std::string stamp_of(std::int64_t time) {
  const auto seconds = static_cast<std::time_t>(time);
  std::tm at{};
  gmtime_r(&seconds, &at);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", at.tm_year + 1900, at.tm_mon + 1,
                     at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec);
}

}  // namespace

std::string signed_path(std::string_view path) { return encode(path, text::unreserved_and_slash); }

std::string encode_query(Pairs query) {
  for (auto& [name, value] : query) {
    name = encode(name, text::unreserved);
    value = encode(value, text::unreserved);
  }
  std::sort(query.begin(), query.end());
  std::string out;
  for (const auto& [name, value] : query) out += (out.empty() ? "" : "&") + name + "=" + value;
  return out;
}

Pairs sign(const SigningKey& key, const SignedPart& part, std::int64_t time) {
  const std::string stamp = stamp_of(time);
  const std::string day = stamp.substr(0, stamp.find('T'));
  Pairs headers = part.headers;
  headers.emplace_back("x-amz-content-sha256", part.digest);
  headers.emplace_back("x-amz-date", stamp);
  if (!key.session.empty()) headers.emplace_back("x-amz-security-token", key.session);
  Pairs sorted = headers;
  sorted.emplace_back("host", part.host);
  std::sort(sorted.begin(), sorted.end());
  std::string lines, names;
  for (const auto& [name, value] : sorted) {
    lines += name + ":" + value + "\n";
    names += (names.empty() ? "" : ";") + name;
  }
  const std::string request = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", part.method, part.path,
                                          encode_query(part.query), lines, names, part.digest);
  const std::string scope = fmt::format("{}/{}/s3/aws4_request", day, key.region);
  const std::string text =
      fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", stamp, scope, sha256(request).hex());
  std::string day_key = "AWS4" + key.secret;
  for (const std::string_view word : {std::string_view(day), std::string_view(key.region),
                                      std::string_view("s3"), std::string_view("aws4_request")})
    day_key = hmac_sha256(day_key, word);
  headers.emplace_back(
      "Authorization",
      fmt::format("AWS4-HMAC-SHA256 Credential={}/{},SignedHeaders={},Signature={}", key.id, scope,
                  names, hex(hmac_sha256(day_key, text))));
  return headers;
}

}  // namespace minhbach::publish
