// Bodies taken apart: what is good, what is refused.
#include "forms/decode.h"

#include "support/catch.h"

using namespace minhbach::forms;

namespace {

std::string shown(const std::vector<Answer>& answers) {
  std::string out;
  for (const Answer& answer : answers) out += answer.name + "=" + answer.text + ";";
  return out;
}

std::string url(std::string_view body) {
  std::vector<Answer> answers;
  const Decoded done = decode_urlencoded(body, answers);
  return done == Decoded::good ? shown(answers)
                               : "refused " + std::to_string(static_cast<int>(done));
}

std::string json(std::string_view body) {
  std::vector<Answer> answers;
  const Decoded done = decode_json(body, answers);
  return done == Decoded::good ? shown(answers)
                               : "refused " + std::to_string(static_cast<int>(done));
}

const std::string malformed = "refused 1", too_many = "refused 2", not_text = "refused 3";

}  // namespace

TEST_CASE("form fields come in order, names may stand twice") {
  CHECK(url("a=1&b=x+y%20z&a=2&c&&d=") == "a=1;b=x y z;a=2;c=;d=;");
  CHECK(url("") == "");
  CHECK(url("a=b=c") == "a=b=c;");
  CHECK(url("ch%E1%BB%89=%C4%91%E1%BA%A5t") == "chỉ=đất;");
}

TEST_CASE("broken escapes are refused") {
  for (const char* body : {"a=%", "a=%4", "a=%zz", "%=1", "a=%-1"}) CHECK(url(body) == malformed);
}

TEST_CASE("what is no text is refused") {
  for (const char* body : {"a=%00", "a=%1B", "a=%7F", "a=%FF", "a=%C0%80", "a=%ED%A0%80",
                           "a=%C2%85", "%00=a", "a=%F4%90%80%80"})
    CHECK(url(body) == not_text);
  CHECK(url("a=%09%0A") == "a=\t\n;");
}

TEST_CASE("line ends become LF, marks are composed, what turns or hides is gone") {
  CHECK(url("a=1%0D%0A2%0D3") == "a=1\n2\n3;");
  CHECK(url("a=a%CC%82%CC%81") == "a=ấ;");
  CHECK(url("a=x%E2%80%AEy%E2%81%A6z") == "a=xyz;");
  CHECK(url("a=09%E2%80%8B12%EF%BB%BF34%C2%AD5") == "a=0912345;");
}

TEST_CASE("too many fields are refused") {
  std::string body;
  for (int i = 0; i < 300; ++i) body += "a=1&";
  CHECK(url(body) == too_many);
}

TEST_CASE("JSON: texts, numbers, ticks, lists, rows of a matrix") {
  CHECK(json(R"({"a":"x","b":3,"c":true,"d":false,"e":["1","2"],"f":{"r":"s"},"g":null})") ==
        "a=x;b=3;c=true;e=1;e=2;f.r=s;");
}

TEST_CASE("JSON that is no such object is refused") {
  for (const char* body : {"", "[]", "{", "{\"a\":[[1]]}", "{\"a\":{\"b\":{\"c\":1}}}",
                           "{\"a\":1,\"a\":2}", "\"a\"", "{\"a\":[{}]}"})
    CHECK(json(body) == malformed);
  CHECK(json("{\"a\":\"\xFF\"}") == not_text);
  CHECK(json(R"({"a":"\u0000"})") == not_text);
  CHECK(json(std::string(60'000, '[')) == malformed);
}
