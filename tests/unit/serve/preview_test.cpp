// The preview as a whole: real files, real sockets, several browsers.
#include "serve/preview.h"

#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "http/messages.h"
#include "serve/messages.h"
#include "support/catch.h"
#include "support/raw_client.h"
#include "text/calendar.h"
#include "unit/disk/temporary_folder.h"

using namespace minhbach;
using namespace minhbach::serve;

namespace {

const std::string news = "content/xa-mau/tin-bai/lich-tiep-dan.md";

/// A copy of the small site, previewed on a free port by a thread of its own.
class RunningPreview {
 public:
  explicit RunningPreview(const std::function<void(RunningPreview&)>& prepare = {}) {
    std::filesystem::copy(SOURCE_FOLDER "/tests/support/small_site", folder_.path,
                          std::filesystem::copy_options::recursive);
    options.subject.root = folder_.path;
    options.subject.portals = {"xa-mau"};
    options.subject.today = [] { return text::date_of_day(20639); };
    if (prepare) prepare(*this);
    auto opened = Preview::open(options);
    REQUIRE(opened);
    preview_ = std::move(*opened);
    thread_ = std::thread([this] {
      preview_->run(stop, [this](const Round& round) {
        const std::lock_guard lock(mutex_);
        ++rounds_;
        printed_.clear();
        for (const Diagnostic& diagnostic : round.report.sorted())
          printed_ += to_text(diagnostic, Language::vi) + "\n";
        changed_paths_ = round.changes.paths;
        changed_.notify_all();
      });
    });
    wait_for_round(1);
  }
  ~RunningPreview() {
    stop.request();
    if (thread_.joinable()) thread_.join();
  }

  void wait_for_round(std::size_t number) {
    std::unique_lock lock(mutex_);
    REQUIRE(changed_.wait_for(lock, std::chrono::seconds(60), [&] { return rounds_ >= number; }));
  }
  void join() { thread_.join(); }

  std::string at(const std::string& file) const { return folder_.path + "/" + file; }
  std::string read(const std::string& file) const {
    std::ifstream in(at(file));
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(at(file)) << text;
  }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = read(file);
    const std::size_t where = text.find(from);
    REQUIRE(where != std::string::npos);
    // As editors save: beside it, then over it.
    const std::string beside = file.substr(0, file.rfind('/') + 1) + ".saving";
    write(beside, text.replace(where, from.size(), to));
    std::filesystem::rename(at(beside), at(file));
  }

  std::uint16_t port(std::size_t portal = 0) const {
    const std::string url = preview_->urls()[portal];
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  }
  std::string url(std::size_t portal = 0) const { return preview_->urls()[portal]; }
  std::string page(const std::string& target) const { return get(port(), target); }
  std::string printed() const {
    const std::lock_guard lock(mutex_);
    return printed_;
  }
  std::set<std::string> changed_paths() const {
    const std::lock_guard lock(mutex_);
    return changed_paths_;
  }

  PreviewOptions options;
  http::StopSignal stop;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Preview> preview_;
  std::thread thread_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t rounds_ = 0;
  std::string printed_;
  std::set<std::string> changed_paths_;
};

/// What a browser does: loads a page, then follows the events.
class Browser {
 public:
  Browser(const RunningPreview& preview, const std::string& target) : client_(preview.port()) {
    const std::string page = preview.page(target);
    const std::size_t from = page.find("?ban=");
    REQUIRE(from != std::string::npos);
    version = page.substr(from + 5, page.find('"', from) - from - 5);
    const std::string host = "localhost:" + std::to_string(preview.port());
    client_.say("GET /_minhbach/su-kien HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                "\r\n\r\n");
    client_.hear_until("\r\n\r\n");
  }
  /// The next event: the version and the problems.
  std::pair<std::string, std::string> next() {
    std::string text = client_.hear_until("\n\n"), lines;
    REQUIRE(text.starts_with("event: trang-thai\n"));
    text.erase(0, 18);
    for (std::size_t at = 0; at + 1 < text.size();) {
      const std::size_t end = text.find('\n', at);
      lines += text.substr(at + 6, end - at - 6) + "\n";
      at = end + 1;
    }
    lines.pop_back();
    return {lines.substr(0, lines.find('\n')), lines.substr(lines.find('\n') + 1)};
  }
  bool hears_the_end() { return client_.hears_the_end(); }

  std::string version;

 private:
  RawClient client_;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an edit is built and every browser is told of the new version") {
  RunningPreview preview;
  CHECK(has(preview.page("/tin-bai/lich-tiep-dan/"), "Thứ Năm hằng tuần"));
  Browser one(preview, "/tin-bai/lich-tiep-dan/"), two(preview, "/");
  CHECK(one.next() == std::pair{one.version, std::string()});
  CHECK(two.next() == std::pair{one.version, std::string()});
  preview.replace(news, "Thứ Năm", "Thứ Ba");
  for (Browser* browser : {&one, &two}) {
    const auto [version, problems] = browser->next();
    CHECK(version != browser->version);
    CHECK(problems == "");
  }
  CHECK(has(preview.page("/tin-bai/lich-tiep-dan/"), "Thứ Ba hằng tuần"));
  preview.wait_for_round(2);
  CHECK(preview.changed_paths().contains(news));
}

TEST_CASE("an edit that changes no page reloads nobody") {
  RunningPreview preview;
  Browser browser(preview, "/");
  CHECK(browser.next().first == browser.version);
  preview.write(news, preview.read(news));
  CHECK(browser.next() == std::pair{browser.version, std::string()});
}

TEST_CASE("a mistake keeps the last good page and shows itself until it is mended") {
  RunningPreview preview;
  Browser browser(preview, "/");
  browser.next();
  preview.replace(news, "2024-06-03", "2024-06-31");
  const auto [version, problems] = browser.next();
  CHECK(version == browser.version);
  CHECK(has(problems, "content/xa-mau/tin-bai/lich-tiep-dan.md:3:"));
  CHECK(has(problems, "ngay_dang: 2024-06-31\n"));
  CHECK(has(problems, "Gợi ý"));
  CHECK(has(preview.page("/tin-bai/lich-tiep-dan/"), "Thứ Năm hằng tuần"));
  preview.wait_for_round(2);
  CHECK(has(preview.printed(), "lich-tiep-dan.md:3:"));

  preview.replace(news, "2024-06-31", "2024-06-03");
  CHECK(browser.next() == std::pair{browser.version, std::string()});
  preview.wait_for_round(3);
  CHECK(preview.printed() == "");
}

TEST_CASE(
    "when the very first build fails, every page lists the problems and loads again when they are "
    "mended") {
  RunningPreview preview([](RunningPreview& before) { before.replace(news, "2024-06-03", "mai"); });
  const std::string page = preview.page("/tin-bai/");
  CHECK(status_line(page) == "HTTP/1.1 500 Internal Server Error");
  CHECK(has(page, "lich-tiep-dan.md:3:"));
  Browser browser(preview, "/");
  const auto [version, problems] = browser.next();
  CHECK(version == browser.version);
  CHECK(has(page, problems));
  preview.replace(news, "mai", "2024-06-03");
  CHECK(browser.next().first != browser.version);
  CHECK(status_line(preview.page("/tin-bai/")) == "HTTP/1.1 200 OK");
}

TEST_CASE("a page that comes, moves and goes is there, moved and gone") {
  RunningPreview preview;
  std::filesystem::create_directories(preview.at("content/xa-mau/tin-bai/2024"));
  preview.write("content/xa-mau/tin-bai/2024/moi.md",
                "---\ntieu_de: Tin mới\nngay_dang: 2024-07-01\n---\nMới.\n");
  Browser browser(preview, "/");
  const auto wait_for_status = [&](const std::string& target, const std::string& status) {
    for (int i = 0; i < 20 && !has(status_line(preview.page(target)), status); ++i) browser.next();
    return has(status_line(preview.page(target)), status);
  };
  CHECK(wait_for_status("/tin-bai/moi/", "200"));
  std::filesystem::rename(preview.at("content/xa-mau/tin-bai/2024/moi.md"),
                          preview.at("content/xa-mau/tin-bai/2024/cu.md"));
  CHECK(wait_for_status("/tin-bai/cu/", "200"));
  CHECK(wait_for_status("/tin-bai/moi/", "404"));
  std::filesystem::remove_all(preview.at("content/xa-mau/tin-bai/2024"));
  CHECK(wait_for_status("/tin-bai/cu/", "404"));
}

TEST_CASE("nothing is written into the site") {
  RunningPreview preview;
  CHECK_FALSE(std::filesystem::exists(preview.at("site/xa-mau/public")));
}

TEST_CASE("each portal has a port of its own and stands under its own base path") {
  RunningPreview preview([](RunningPreview& before) {
    before.replace("site/xa-mau/portal.json", "https://xa-mau.example",
                   "https://tinh.example/ddci/xa-mau");
    std::filesystem::create_directories(before.at("site/xa-hai"));
    before.write("site/xa-hai/portal.json",
                 "{\"ten\": \"Xã Hai\", \"mo_ta\": \"Hai.\", \"dia_chi\": "
                 "\"https://xa-hai.example\", \"ngon_ngu\": \"vi\", "
                 "\"giao_dien\": \"nho\", \"muc\": [\"tin_bai\"]}");
    before.options.subject.portals = {"xa-mau", "xa-hai"};
  });
  CHECK(preview.url(0).ends_with("/ddci/xa-mau/"));
  CHECK(preview.port(0) != preview.port(1));
  CHECK(has(get(preview.port(0), "/ddci/xa-mau/tin-bai/lich-tiep-dan/"), "Thứ Năm"));
  CHECK(has(get(preview.port(0), "/"), "\r\nLocation: /ddci/xa-mau/\r\n"));
  CHECK(status_line(get(preview.port(1), "/")) == "HTTP/1.1 200 OK");
  CHECK(has(status_line(get(preview.port(1), "/tin-bai/lich-tiep-dan/")), "404"));
}

TEST_CASE("each placement has a port of its own, and a further language a folder") {
  RunningPreview preview([](RunningPreview& before) {
    before.replace("site/xa-mau/portal.json", "\"ngon_ngu\": \"vi\"",
                   "\"ngon_ngu\": [\"vi\", \"en\"], \"vi_tri_dat\": [{\"id\": \"hai\", "
                   "\"dia_chi\": \"https://hai.example/ddci\"}]");
    std::filesystem::copy(before.at("themes/nho/strings/vi.json"),
                          before.at("themes/nho/strings/en.json"));
    before.options.subject.outputs = {"xa-mau", "xa-mau@hai"};
  });
  CHECK(preview.url(1).ends_with("/ddci/"));
  CHECK(has(get(preview.port(0), "/en/tin-bai/lich-tiep-dan/"), "Thứ Năm"));
  CHECK(has(get(preview.port(1), "/ddci/en/tin-bai/lich-tiep-dan/"), "Thứ Năm"));
  CHECK(has(status_line(get(preview.port(1), "/ddci/en/.minhbach/nhat-ky")), "404"));
}

TEST_CASE("a placement that is added meanwhile is not shown, and the preview says so") {
  RunningPreview preview;
  Browser browser(preview, "/");
  browser.next();
  preview.replace("site/xa-mau/portal.json", "\"ngon_ngu\": \"vi\"",
                  "\"ngon_ngu\": \"vi\", \"vi_tri_dat\": [{\"id\": \"hai\", "
                  "\"dia_chi\": \"https://hai.example\"}]");
  const std::string problems = browser.next().second;
  CHECK(has(problems, "Điều cần biết"));
  CHECK(has(problems, "MB1025"));
  CHECK(has(problems, "hai"));
  CHECK_FALSE(has(problems, "lỗi cần sửa"));
  preview.wait_for_round(2);
  CHECK(has(preview.printed(), "MB1025"));
  preview.replace("site/xa-mau/portal.json", "\"id\": \"hai\"", "\"id\": \"ba\"");
  CHECK(has(browser.next().second, "ba"));
}

TEST_CASE("a page elsewhere gets nothing, whichever way it asks") {
  RunningPreview preview;
  const std::string port = std::to_string(preview.port());
  for (const char* target : {"/", "/_minhbach/su-kien", "/_minhbach/xem-truoc.js"}) {
    const std::string line = "GET " + std::string(target) + " HTTP/1.1\r\nConnection: close\r\n";
    CHECK(has(status_line(fetch(preview.port(), line + "Host: evil.example:" + port + "\r\n\r\n")),
              " 421 "));
    CHECK(has(status_line(fetch(preview.port(), line + "Host: localhost:" + port +
                                                    "\r\nOrigin: http://evil.example\r\n\r\n")),
              " 403 "));
  }
  CHECK(has(status_line(fetch(preview.port(),
                              "POST /_minhbach/su-kien HTTP/1.1\r\nHost: localhost:" + port +
                                  "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
            " 405 "));
  CHECK(has(status_line(preview.page("/%2e%2e/%2e%2e/etc/passwd")), " 400 "));
}

TEST_CASE("SIGINT and SIGTERM end the preview, its streams and its port") {
  for (const int signal : {SIGINT, SIGTERM}) {
    RunningPreview preview;
    const http::StopOnSignals listening(preview.stop);
    Browser browser(preview, "/");
    browser.next();
    const std::uint16_t port = preview.port();
    std::raise(signal);
    CHECK(browser.hears_the_end());
    preview.join();
    CHECK_FALSE(RawClient(port).connected());
  }
}

TEST_CASE("a port that is taken is an error when it was asked for, else the next one is used") {
  RunningPreview first;
  PreviewOptions options = first.options;
  options.port = first.port();
  const auto refused = Preview::open(options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == &messages::port_taken);
  options.or_next_free = true;
  const auto second = Preview::open(options);
  REQUIRE(second);
  CHECK((*second)->urls()[0] != first.url());
  options.port = 65535;
  options.subject.portals = {"xa-mau", "xa-mau"};
  const auto third = Preview::open(options);
  REQUIRE_FALSE(third);
  CHECK(third.error().message == &messages::ports_run_out);
}
