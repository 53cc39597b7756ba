// An endpoint over real sockets and a real SQLite file, for tests.
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <memory>

#include "feedback/endpoint.h"
#include "feedback/sqlite_store.h"
#include "http/server.h"
#include "support/catch.h"
#include "support/raw_client.h"
#include "support/shipped_form.h"

namespace minhbach::feedback {

inline constexpr const char* page_policy = "Content-Security-Policy: default-src 'none'";

/// The endpoint, its server, and an empty store.
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

inline std::string header_of(const std::string& response, const std::string& name) {
  const std::size_t at = response.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 4;
  return response.substr(from, response.find("\r\n", from) - from);
}

inline std::string hidden_value(const std::string& page, const std::string& name) {
  const std::string mark = "name=\"" + name + "\" value=\"";
  const std::size_t at = page.find(mark);
  if (at == std::string::npos) return {};
  return page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size());
}

inline const std::string vote = "danh_gia=huu_ich&_trang=/thu-tuc/&_ngon_ngu=vi";

inline std::string json_vote(const std::string& nonce, const std::string& text = "") {
  return R"({"danh_gia":"huu_ich","can_them":")" + text + R"(","_trang":"/thu-tuc/","_ma":")" +
         nonce + "\"}";
}

}  // namespace minhbach::feedback
