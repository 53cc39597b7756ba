// The endpoint under load and in trouble: limits, floods, a store that fails; what comes back then.
#include <sqlite3.h>

#include "house.h"

using namespace minhbach;
using namespace minhbach::feedback;

TEST_CASE("a text that comes again and again is kept apart, and gets its receipt all the same") {
  House house;
  for (int i = 0; i < 5; ++i) {
    const std::string nonce = house.nonce();
    house.clock += 3;
    const std::string body =
        R"({"danh_gia":"huu_ich","can_them":"Mua hàng giá rẻ ở cửa hàng của chúng tôi nhé bà con",)"
        R"("_trang":"/thu-tuc/","_ma":")" +
        nonce + "\"}";
    CHECK(status_line(house.post_json(body)) == "HTTP/1.1 201 Created");
  }
  CHECK(house.stored().size() == 3);
  REQUIRE(house.stored(true).size() == 2);
  CHECK(house.stored(true)[0].submission.suspicion == "trung_lap");
}

TEST_CASE("a client over its share gets its text back, or a challenge, and waits") {
  GuardLimits guard;
  guard.client = {1, 0};
  guard.working_client = {1, 0};
  House house(guard);
  const std::string one = house.nonce(), two = house.nonce(), three = house.nonce();
  house.clock += 30;
  CHECK(status_line(house.post_json(json_vote(one))) == "HTTP/1.1 201 Created");
  const std::string asked = house.post_json(json_vote(two));
  CHECK(status_line(asked) == "HTTP/1.1 429 Too Many Requests");
  CHECK(asked.find(R"("thu_thach":{"algorithm":"SHA-256")") != std::string::npos);
  const std::string slow =
      house.post("/mau/huu-ich", vote + "&can_them=hai+ch%E1%BB%AF&_ma=" + two);
  CHECK(status_line(slow) == "HTTP/1.1 429 Too Many Requests");
  CHECK(slow.find("20 giây") != std::string::npos);
  const std::string slow_nonce = hidden_value(slow, "_ma");
  house.clock += 20;
  CHECK(status_line(house.post("/mau/huu-ich", vote + "&_ma=" + slow_nonce)) ==
        "HTTP/1.1 303 See Other");
  const std::string refused =
      house.post("/mau/huu-ich", vote + "&can_them=ba+ch%E1%BB%AF&_ma=" + three);
  CHECK(status_line(refused) == "HTTP/1.1 429 Too Many Requests");
  CHECK(refused.find("ba chữ") != std::string::npos);
  CHECK(header_of(refused, "Retry-After") == "60");
  CHECK(house.stored().size() == 2);
}

TEST_CASE("whoever goes on all the same gets a few words and the text, until time has passed") {
  GuardLimits guard;
  guard.client = {1, 6};
  guard.working_client = {0, 0};
  House house(guard);
  const std::string one = house.nonce(), two = house.nonce();
  house.clock += 5;
  CHECK(status_line(house.post_json(json_vote(one))) == "HTTP/1.1 201 Created");
  const std::string body = vote + "&can_them=T%E1%BB%91t%21&_ma=" + two;
  std::string refused;
  for (int i = 0; i < 20; ++i) {
    refused = house.post("/mau/huu-ich", body);
    // The whole form, with the nonce it came with.
    CHECK(hidden_value(refused, "_ma") == two);
    CHECK(refused.find(">\nTốt!</textarea>") != std::string::npos);
    CHECK(refused.find("value=\"huu_ich\" checked") != std::string::npos);
  }
  refused = house.post("/mau/huu-ich", body);
  CHECK(status_line(refused) == "HTTP/1.1 429 Too Many Requests");
  CHECK(header_of(refused, "Retry-After") == "60");
  CHECK(body_of(refused).size() < 800);
  CHECK(refused.find(">\nTốt!</textarea>") != std::string::npos);
  const std::string evil =
      house.post("/mau/huu-ich",
                 "danh_gia=huu_ich&can_them=%3C/"
                 "textarea%3E%3Cscript%3E%26+%e1%ba%bf&can_them=%2<b>&_ngon_ngu=en");
  CHECK(body_of(evil).find(">\n&lt;/textarea&gt;&lt;script&gt;&amp; ế</textarea>") !=
        std::string::npos);
  CHECK(body_of(evil).find(">\n%2&lt;b&gt;</textarea>") != std::string::npos);
  CHECK(body_of(evil).find("huu_ich") == std::string::npos);
  const std::string word = house.post("/mau/huu-ich", "danh_gia=huu_ich&can_them=tot&loai=1");
  CHECK(body_of(word).find(">\ntot</textarea>") != std::string::npos);
  CHECK(evil.find("Please slow down") != std::string::npos);
  const std::string json = house.post_json(json_vote(two));
  CHECK(status_line(json) == "HTTP/1.1 429 Too Many Requests");
  CHECK(header_of(json, "Content-Type") == "application/problem+json");
  CHECK(header_of(json, "Access-Control-Allow-Origin") == "https://mau.example");
  house.clock += 10;
  CHECK(status_line(house.post_json(json_vote(two))) == "HTTP/1.1 201 Created");
}

TEST_CASE(
    "the same nonce with other answers: the first are kept, the others given back to be sent") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 3;
  const std::string one = house.post_json(json_vote(nonce, "một 0912 345 678"));
  CHECK(status_line(one) == "HTTP/1.1 201 Created");
  CHECK(status_line(house.post_json(json_vote(nonce, "một 0912 345 678"))) ==
        "HTTP/1.1 201 Created");
  const std::string receipt = to_text(house.stored()[0].submission.receipt);
  const std::string json = house.post_json(json_vote(nonce, "hai"));
  CHECK(status_line(json) == "HTTP/1.1 409 Conflict");
  CHECK(header_of(json, "Content-Type") == "application/problem+json");
  CHECK(header_of(json, "Access-Control-Allow-Origin") == "https://mau.example");
  CHECK(json.find("\"ma_loi\":\"noi_dung_khac\",\"bien_nhan\":\"" + receipt + "\"") !=
        std::string::npos);
  const std::string page =
      house.post("/mau/huu-ich", vote + "&can_them=hai+0912+345+678&_ma=" + nonce);
  CHECK(status_line(page) == "HTTP/1.1 409 Conflict");
  CHECK(page.find("hai 0912 345 678</textarea>") != std::string::npos);  // As typed.
  CHECK(page.find(receipt) != std::string::npos);
  const std::string other = hidden_value(page, "_ma");
  CHECK(other.size() == 47);
  CHECK(other != nonce);
  CHECK(house.stored().size() == 1);
  house.clock += 2;
  CHECK(status_line(house.post("/mau/huu-ich", vote + "&can_them=hai&_ma=" + other)) ==
        "HTTP/1.1 303 See Other");
  CHECK(house.stored().size() == 2);
}

TEST_CASE("what the disk refuses comes back as the form, as typed, with the same nonce") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 3;
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open((house.folder / "y-kien.db").c_str(), &other) == SQLITE_OK);
  sqlite3_exec(other, "ALTER TABLE y_kien RENAME TO cat_di", nullptr, nullptr, nullptr);
  const std::string body = vote + "&can_them=0912+345+678&_ma=" + nonce;
  const std::string page = house.post("/mau/huu-ich", body);
  CHECK(status_line(page) == "HTTP/1.1 503 Service Unavailable");
  CHECK(page.find("0912 345 678</textarea>") != std::string::npos);
  CHECK(hidden_value(page, "_ma") == nonce);
  const std::string json = house.post_json(json_vote(nonce));
  CHECK(status_line(json) == "HTTP/1.1 503 Service Unavailable");
  CHECK(header_of(json, "Access-Control-Expose-Headers") == "Retry-After");
  sqlite3_exec(other, "ALTER TABLE cat_di RENAME TO y_kien", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  CHECK(status_line(house.post("/mau/huu-ich", body)) == "HTTP/1.1 303 See Other");
}

TEST_CASE("nonces and pages to confirm are limited too, and the text is given back") {
  GuardLimits guard;
  guard.page = {3, 0};
  House house(guard);
  const std::string nonce = house.nonce();
  house.nonce();
  CHECK(status_line(house.post("/mau/huu-ich", vote)) == "HTTP/1.1 200 OK");
  const std::string asked =
      ::get(house.port, "/mau/huu-ich/ma?trang=/", "Origin: https://mau.example\r\n");
  CHECK(status_line(asked) == "HTTP/1.1 429 Too Many Requests");
  CHECK(header_of(asked, "Access-Control-Allow-Origin") == "https://mau.example");
  const std::string page = house.post("/mau/huu-ich", vote + "&can_them=hai+ch%E1%BB%AF");
  CHECK(status_line(page) == "HTTP/1.1 429 Too Many Requests");
  CHECK(page.find("hai chữ</textarea>") != std::string::npos);
  CHECK(hidden_value(page, "_ma").empty());
  CHECK(status_line(::get(house.port, "/mau/huu-ich?trang=/")) == "HTTP/1.1 429 Too Many Requests");
  house.clock += 3;
  CHECK(status_line(house.post_json(json_vote(nonce))) == "HTTP/1.1 201 Created");
}

TEST_CASE("under pressure scripts are given a challenge, and readers without a slower page") {
  GuardLimits guard;
  guard.easy = {0, 0};
  guard.slow = {1, 0};
  House house(guard);
  CHECK(::get(house.port, "/mau/huu-ich/ma?trang=/").find("\"thu_thach\"") != std::string::npos);
  CHECK(house.post("/mau/huu-ich", vote).find("20 giây") != std::string::npos);
  CHECK(status_line(house.post("/mau/huu-ich", vote)) == "HTTP/1.1 503 Service Unavailable");
}
