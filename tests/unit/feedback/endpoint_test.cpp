// The endpoint: each route, each refusal.
#include <sqlite3.h>

#include "house.h"

using namespace minhbach;
using namespace minhbach::feedback;

TEST_CASE("without a script: a page to confirm, then a receipt, then thanks") {
  House house;
  const std::string confirm = house.post("/mau/huu-ich", vote + "&can_them=Gi%C3%A1+%3Cb%3E");
  CHECK(status_line(confirm) == "HTTP/1.1 200 OK");
  CHECK(confirm.find(page_policy) != std::string::npos);
  CHECK(confirm.find("Giá &lt;b&gt;") != std::string::npos);
  CHECK(confirm.find("action=\"https://y-kien.example/nhan/mau/huu-ich\"") != std::string::npos);
  CHECK(house.stored().empty());
  const std::string nonce = hidden_value(confirm, "_ma");
  REQUIRE(nonce.size() == 47);
  house.clock += 2;
  const auto own = "Origin: https://y-kien.example\r\n";
  const std::string done = house.post("/nhan/mau/huu-ich", vote + "&_ma=" + nonce,
                                      "application/x-www-form-urlencoded", own);
  CHECK(status_line(done) == "HTTP/1.1 303 See Other");
  const std::string where = header_of(done, "Location");
  REQUIRE(where.starts_with("https://y-kien.example/nhan/mau/da-nhan?ma="));
  const std::string thanks = ::get(house.port, where.substr(where.find("/mau/")));
  CHECK(status_line(thanks) == "HTTP/1.1 200 OK");
  CHECK(thanks.find("href=\"https://mau.example/thu-tuc/\"") != std::string::npos);
  const auto all = house.stored();
  REQUIRE(all.size() == 1);
  CHECK(thanks.find(to_text(all[0].submission.receipt)) != std::string::npos);
  CHECK(all[0].submission.group == "thu_tuc");  // Of its page, whatever a form says.
  CHECK(all[0].submission.day == "2027-01-15");
}

TEST_CASE("with a script: the same nonce again is the same submission with the same receipt") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 3;
  const std::string one = house.post_json(json_vote(nonce));
  CHECK(status_line(one) == "HTTP/1.1 201 Created");
  CHECK(header_of(one, "Access-Control-Allow-Origin") == "https://mau.example");
  const std::string two = house.post_json(json_vote(nonce));
  CHECK(body_of(one) == body_of(two));
  CHECK(house.stored().size() == 1);
  const std::string other = house.nonce();
  house.clock += 3;
  CHECK(body_of(house.post_json(json_vote(other))) != body_of(one));
  CHECK(house.stored().size() == 2);
}

TEST_CASE("a nonce of another form, page or time is none") {
  House house;
  const std::string nonce = house.nonce();
  CHECK(status_line(house.post_json(json_vote(nonce))) == "HTTP/1.1 429 Too Many Requests");
  CHECK(header_of(house.post_json(json_vote(nonce)), "Retry-After") == "3");
  house.clock += 5;
  CHECK(status_line(house.post_json(R"({"danh_gia":"huu_ich","_trang":"/khac/","_ma":")" + nonce +
                                    "\"}")) == "HTTP/1.1 410 Gone");
  CHECK(status_line(house.post_json(json_vote(house.nonce("gop-y")))) == "HTTP/1.1 410 Gone");
  CHECK(status_line(house.post_json(json_vote(""))) == "HTTP/1.1 410 Gone");
  house.clock += 24 * 3600;
  CHECK(status_line(house.post_json(json_vote(nonce))) == "HTTP/1.1 410 Gone");
  CHECK(house.stored().empty());
}

TEST_CASE("an expired page is given back filled, with a new nonce") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 25 * 3600;
  const std::string again =
      house.post("/mau/huu-ich", vote + "&can_them=m%E1%BB%99t+hai&_ma=" + nonce);
  CHECK(status_line(again) == "HTTP/1.1 422 Unprocessable Entity");
  CHECK(again.find("một hai") != std::string::npos);
  CHECK(hidden_value(again, "_ma").size() == 47);
  CHECK(hidden_value(again, "_ma") != nonce);
}

TEST_CASE("what is wrong is said at the question, as a page and as JSON") {
  House house;
  const std::string page = house.post("/mau/huu-ich", "_trang=/en/x/&_ngon_ngu=en");
  CHECK(status_line(page) == "HTTP/1.1 422 Unprocessable Entity");
  CHECK(page.find("“Your answer” needs an answer") != std::string::npos);
  CHECK(page.find("<html lang=\"en\">") != std::string::npos);
  const std::string json = house.post_json(R"({"danh_gia":"sai","_trang":"/"})");
  CHECK(status_line(json) == "HTTP/1.1 422 Unprocessable Entity");
  CHECK(header_of(json, "Content-Type") == "application/problem+json");
  CHECK(json.find(R"("truong":"danh_gia")") != std::string::npos);
}

TEST_CASE("whoever fills the trap is told all is well, and nothing is kept") {
  House house;
  const std::string page = house.post("/mau/huu-ich", vote + "&_trang_web=x");
  CHECK(status_line(page) == "HTTP/1.1 303 See Other");
  CHECK(header_of(page, "Location").find("ma=") == std::string::npos);
  CHECK(house.stored().empty());
}

TEST_CASE("pages of strangers are refused, and their scripts read nothing") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 3;
  for (const char* origin :
       {"Origin: https://evil.example\r\n", "Origin: https://khac.example\r\n",
        "Origin: http://mau.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n",
        "Origin: https://mau.example\r\nOrigin: https://evil.example\r\n"}) {
    INFO(origin);
    const std::string page = house.post("/mau/huu-ich", vote + "&_ma=" + nonce,
                                        "application/x-www-form-urlencoded", origin);
    CHECK(status_line(page) == "HTTP/1.1 403 Forbidden");
    const std::string json =
        house.post("/mau/huu-ich", json_vote(nonce), "application/json", origin);
    CHECK(status_line(json) == "HTTP/1.1 403 Forbidden");
    CHECK(json.find("evil.example") == std::string::npos);
  }
  const std::string asked =
      ::get(house.port, "/mau/huu-ich/ma?trang=/", "Origin: https://evil.example\r\n");
  CHECK(status_line(asked) == "HTTP/1.1 403 Forbidden");
  CHECK(header_of(asked, "Access-Control-Allow-Origin").empty());
  CHECK(house.stored().empty());
}

TEST_CASE("a script's request is let ahead by its preflight") {
  House house;
  const std::string answer =
      fetch(house.port,
            "OPTIONS /mau/huu-ich HTTP/1.1\r\nHost: a\r\nOrigin: https://mau.example\r\n"
            "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
  CHECK(status_line(answer) == "HTTP/1.1 204 No Content");
  CHECK(header_of(answer, "Access-Control-Allow-Origin") == "https://mau.example");
  CHECK(header_of(answer, "Access-Control-Allow-Headers") == "Content-Type");
}

TEST_CASE("other types, other paths, other methods are refused") {
  House house;
  for (const char* type : {"text/plain", "multipart/form-data; boundary=x", "application/json; x=y",
                           "application/x-www-form-urlencoded; charset=latin1", ""})
    CHECK(status_line(house.post("/mau/huu-ich", vote, type)) ==
          "HTTP/1.1 415 Unsupported Media Type");
  for (const char* path : {"/", "/mau", "/mau/khong-co", "/khong-co/huu-ich", "/mau/huu-ich/x",
                           "/khac/huu-ich", "/nhan/x/huu-ich", "//mau/huu-ich", "/mau/huu_ich"})
    CHECK(status_line(house.post(path, vote)) == "HTTP/1.1 404 Not Found");
  CHECK(status_line(fetch(house.port,
                          "PUT /mau/huu-ich HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) ==
        "HTTP/1.1 405 Method Not Allowed");
  for (const char* page : {"", "khong", "/a/../b", "//evil.example/", "/x?y", "/x#y", "/%2e"})
    CHECK(status_line(house.post("/mau/huu-ich", std::string("danh_gia=huu_ich&_trang=") + page)) ==
          "HTTP/1.1 400 Bad Request");
  CHECK(status_line(house.post("/khac/gop-y", "doi_tuong=khac&_trang=/y/",
                               "application/x-www-form-urlencoded",
                               "Origin: https://khac.example\r\n")) == "HTTP/1.1 400 Bad Request");
  CHECK(status_line(house.post("/mau/huu-ich", "a=%FF")) == "HTTP/1.1 400 Bad Request");
  const std::string given =
      body_of(house.post("/mau/huu-ich", "danh_gia=huu_ich&can_them=tot&_trang=khong"));
  CHECK(given.find(">\ntot</textarea>") != std::string::npos);
  CHECK(given.find(">\nhuu_ich</textarea>") == std::string::npos);
}

TEST_CASE("a portal whose id or form nobody knows cannot write into a header or a page") {
  House house;
  const std::string page =
      ::get(house.port, "/mau/da-nhan?ma=%3Cscript%3E&bm=%3Cb%3E&trang=%3Cscript%3E");
  CHECK(status_line(page) == "HTTP/1.1 200 OK");
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("<b>") == std::string::npos);
}

TEST_CASE("numbers of persons are masked before they reach the disk") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 3;
  const std::string body =
      R"({"danh_gia":"huu_ich","can_them":"Gọi tôi 0912 345 678","_trang":"/thu-tuc/","_ma":")" +
      nonce + "\"}";
  CHECK(status_line(house.post_json(body)) == "HTTP/1.1 201 Created");
  const auto all = house.stored();
  REQUIRE(all.size() == 1);
  CHECK(all[0].submission.answers[1].text == "Gọi tôi [đã che số điện thoại]");
}

TEST_CASE("a question is for an agency of the portal") {
  House house;
  const auto ask = [&](const std::string& agency) {
    const std::string nonce = house.nonce("cau-hoi");
    house.clock += 3;
    return house.post_json(R"({"cau_hoi":"Hồ sơ cần giấy gì?","co_quan":")" + agency +
                               R"(","_trang":"/thu-tuc/","_ma":")" + nonce + "\"}",
                           "/mau/cau-hoi");
  };
  CHECK(status_line(ask("ubnd-xa")) == "HTTP/1.1 201 Created");
  const std::string refused = ask("so-khac");
  CHECK(status_line(refused) == "HTTP/1.1 422 Unprocessable Entity");
  CHECK(refused.find(R"("truong":"co_quan")") != std::string::npos);
}

TEST_CASE("a submission is of the day that the system's clock has, nonces go on as they were") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 3;
  house.wrong_by = -2 * 86400;
  CHECK(status_line(house.post_json(json_vote(nonce))) == "HTTP/1.1 201 Created");
  CHECK(house.stored()[0].submission.day == "2027-01-13");
}

TEST_CASE("a receipt is looked up, its answer linked, and look-ups are limited") {
  House house;
  const std::string nonce = house.nonce();
  house.clock += 3;
  house.post_json(json_vote(nonce));
  const Receipt receipt = house.stored()[0].submission.receipt;
  const auto ask = [&](const std::string& text) {
    return house.post("/mau/tra-cuu", "ma=" + text);
  };
  CHECK(ask(to_text(receipt)).find("Đã nhận") != std::string::npos);
  {
    auto store = open_sqlite({(house.folder / "y-kien.db").string()});
    REQUIRE((*store)->set_state(receipt, State::answered, "/hoi-dap/mot/"));
  }
  const std::string answered = ask(to_text(receipt));
  CHECK(answered.find("Đã trả lời") != std::string::npos);
  CHECK(answered.find("href=\"https://mau.example/hoi-dap/mot/\"") != std::string::npos);
  CHECK(ask("0000-0000-0000-0000").find("Không tìm thấy") != std::string::npos);
  CHECK(ask("%3Cscript%3E").find("Không tìm thấy") != std::string::npos);
  CHECK(
      house.post("/khac/tra-cuu", "ma=" + to_text(receipt), "application/x-www-form-urlencoded", "")
          .find("Không tìm thấy") != std::string::npos);
  for (int i = 0; i < 10; ++i) ask("0");
  CHECK(status_line(ask("0")) == "HTTP/1.1 429 Too Many Requests");
  CHECK(status_line(::get(house.port, "/mau/tra-cuu")) == "HTTP/1.1 200 OK");
}

TEST_CASE("health, readiness and counts are told; counts not to the public") {
  House house;
  CHECK(body_of(::get(house.port, "/healthz")) == "ok\n");
  CHECK(body_of(::get(house.port, "/readyz")) == "ok\n");
  CHECK(status_line(::get(house.port, "/metrics")) == "HTTP/1.1 404 Not Found");
  house.nonce();
  http::Request request;
  request.target = "/metrics";
  const std::string metrics = house.endpoint->answer_metrics(request).body;
  CHECK(metrics.find("minhbach_feedback_requests_total{outcome=\"nonce\"} 1\n") !=
        std::string::npos);
}

TEST_CASE("portals are renewed while requests go on") {
  House house;
  Facts facts;
  facts.forms.push_back(shipped_form("huu_ich"));
  PortalFacts moi{"moi", "https://y-kien.example", {}, {}, {}};
  moi.versions.push_back({"vi", "Mới", "https://moi.example", "/", ""});
  facts.portals.push_back(moi);
  house.endpoint->renew(facts);
  CHECK(status_line(::get(house.port, "/mau/huu-ich/ma?trang=/")) == "HTTP/1.1 404 Not Found");
  CHECK(status_line(::get(house.port, "/moi/huu-ich/ma?trang=/")) == "HTTP/1.1 200 OK");
}
