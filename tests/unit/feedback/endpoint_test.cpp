// The endpoint over real sockets and a real SQLite file: each route, each refusal.
#include "feedback/endpoint.h"

#include <sqlite3.h>

#include <filesystem>

#include "feedback/sqlite_store.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_client.h"
#include "support/shipped_form.h"

using namespace minhbach;
using namespace minhbach::feedback;

namespace {

constexpr const char* page_policy = "Content-Security-Policy: default-src 'none'";

struct House {
  explicit House(const GuardLimits& guard = {}, std::size_t queue = 1000) {
    folder = std::filesystem::temp_directory_path() /
             ("minhbach-endpoint-" + std::to_string(getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(folder);
    Facts facts;
    for (const char* id : {"huu_ich", "gop_y", "cau_hoi", "phan_anh"})
      facts.forms.push_back(shipped_form(id));
    facts.groups = {{"/thu-tuc/", "thu_tuc"}};
    PortalFacts mau{"mau", "https://y-kien.example/nhan", {}, {}, {{"ubnd-xa", "UBND xã"}}};
    mau.versions.push_back({"vi", "Cổng xã Mẫu", "https://mau.example", "/", ""});
    mau.versions.push_back({"en", "Mẫu", "https://mau.example/en", "/en/", ""});
    facts.portals.push_back(mau);
    PortalFacts other{"khac", "https://y-kien.example/nhan", {}, {"gop_y"}, {}};
    other.versions.push_back({"vi", "Cổng khác", "https://khac.example/x", "/x/", ""});
    facts.portals.push_back(other);
    EndpointOptions options;
    options.seal = Seal({std::string(32, 'k')});
    options.guard = guard;
    options.queue_limit = queue;
    options.challenge.most = 50;
    options.now = [this] { return clock.load(); };
    options.time_of_day = [this] { return clock.load() + wrong_by.load(); };
    options.milliseconds = [this] { return clock.load() * 1000; };
    options.log = [this](std::string_view event, std::string_view) { logged = event; };
    auto store = open_sqlite({(folder / "y-kien.db").string()});
    REQUIRE(store);
    endpoint = std::make_unique<Endpoint>(options, facts, std::move(*store));
    auto started = http::Server::start({{{{"127.0.0.1"}, 0}}, {}, {}},
                                       [this](http::Request request, http::Reply reply) {
                                         endpoint->handle(std::move(request), std::move(reply));
                                       });
    REQUIRE(started);
    server = std::move(*started);
    port = server->ports()[0];
  }
  ~House() {
    server->stop();
    endpoint.reset();
    std::filesystem::remove_all(folder);
  }

  std::string post(const std::string& path, const std::string& body,
                   const std::string& type = "application/x-www-form-urlencoded",
                   const std::string& more = "Origin: https://mau.example\r\n") const {
    return fetch(port, fmt::format("POST {} HTTP/1.1\r\nHost: a\r\nContent-Type: {}\r\n{}"
                                   "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                                   path, type, more, body.size(), body));
  }
  std::string post_json(const std::string& body, const std::string& path = "/mau/huu-ich") const {
    return post(path, body, "application/json");
  }
  std::string nonce(const std::string& form = "huu-ich", const std::string& page = "/thu-tuc/") {
    const std::string answer = body_of(
        ::get(port, "/mau/" + form + "/ma?trang=" + page, "Origin: https://mau.example\r\n"));
    const std::size_t at = answer.find("\"ma\":\"");
    REQUIRE(at != std::string::npos);
    return answer.substr(at + 6, 47);
  }
  std::vector<Stored> stored(bool suspicious = false) {
    std::vector<Stored> out;
    auto store = open_sqlite({(folder / "y-kien.db").string()});
    REQUIRE(store);
    Selection which;
    which.suspicious = suspicious;
    REQUIRE((*store)->each(which, [&](const Stored& one) { out.push_back(one); }));
    return out;
  }

  std::atomic<Seconds> clock = 1'800'000'000;
  std::atomic<Seconds> wrong_by = 0;  ///< The system's clock.
  std::string logged;
  std::filesystem::path folder;
  std::unique_ptr<Endpoint> endpoint;
  std::unique_ptr<http::Server> server;
  std::uint16_t port = 0;
  static inline int count = 0;
};

std::string header_of(const std::string& response, const std::string& name) {
  const std::size_t at = response.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 4;
  return response.substr(from, response.find("\r\n", from) - from);
}

std::string hidden_value(const std::string& page, const std::string& name) {
  const std::string mark = "name=\"" + name + "\" value=\"";
  const std::size_t at = page.find(mark);
  if (at == std::string::npos) return {};
  return page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size());
}

const std::string vote = "danh_gia=huu_ich&_trang=/thu-tuc/&_ngon_ngu=vi";

std::string json_vote(const std::string& nonce, const std::string& text = "") {
  return R"({"danh_gia":"huu_ich","can_them":")" + text + R"(","_trang":"/thu-tuc/","_ma":")" +
         nonce + "\"}";
}

}  // namespace

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
  const std::string evil = house.post(
      "/mau/huu-ich", "can_them=%3C/textarea%3E%3Cscript%3E%26+%e1%ba%bf%2&_ngon_ngu=en");
  CHECK(body_of(evil).find(">\n&lt;/textarea>&lt;script>&amp; ế%2</textarea>") !=
        std::string::npos);
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

TEST_CASE("under pressure scripts are given a challenge, and readers without a slower page") {
  GuardLimits guard;
  guard.easy = {0, 0};
  guard.slow = {1, 0};
  House house(guard);
  CHECK(::get(house.port, "/mau/huu-ich/ma?trang=/").find("\"thu_thach\"") != std::string::npos);
  CHECK(house.post("/mau/huu-ich", vote).find("20 giây") != std::string::npos);
  CHECK(status_line(house.post("/mau/huu-ich", vote)) == "HTTP/1.1 503 Service Unavailable");
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
