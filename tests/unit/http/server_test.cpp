// The server over real sockets: answers, limits, clients that misbehave, and its end.
#include "http/server.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <condition_variable>
#include <filesystem>
#include <future>
#include <optional>
#include <thread>

#include "http/messages.h"
#include "support/catch.h"
#include "support/raw_client.h"

using namespace minhbach;
using namespace minhbach::http;

namespace {

/// Answers with what it was asked.
void echo(Request request, Reply reply) {
  Response response =
      text_response(200, request.method + " " + request.target + " " + request.body);
  std::move(reply).send(std::move(response));
}

std::unique_ptr<Server> serve(Handler handler = echo, const Limits& limits = {}) {
  ServerOptions options{{{{"127.0.0.1"}, 0}}, limits, {}};
  Result<std::unique_ptr<Server>> server = Server::start(options, std::move(handler));
  REQUIRE(server);
  return std::move(*server);
}

/// A door that opens once and lets everybody through.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

/// Takes all descriptors that the process may have, but one, as long as it lives.
class OneDescriptorLeft {
 public:
  OneDescriptorLeft() {
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before_) == 0);
    const rlimit few{128, before_.rlim_max};
    REQUIRE(setrlimit(RLIMIT_NOFILE, &few) == 0);
    for (int next = dup(0); next >= 0; next = dup(0)) taken_.push_back(next);
    REQUIRE(!taken_.empty());
    close(taken_.back());
    taken_.pop_back();
  }
  ~OneDescriptorLeft() {
    for (const int each : taken_) close(each);
    setrlimit(RLIMIT_NOFILE, &before_);
  }
  OneDescriptorLeft(const OneDescriptorLeft&) = delete;
  OneDescriptorLeft& operator=(const OneDescriptorLeft&) = delete;

 private:
  rlimit before_{};
  std::vector<int> taken_;
};

void wait_until(const std::function<bool()>& holds) {
  bool held = holds();
  for (int i = 0; i < 1000 && !held; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    held = holds();
  }
  REQUIRE(held);
}

}  // namespace

TEST_CASE("a request is answered with its length and date") {
  const auto server = serve();
  const std::string response = get(server->ports()[0], "/a?b=%20");
  CHECK(status_line(response) == "HTTP/1.1 200 OK");
  CHECK(response.find("\r\nContent-Length: 13\r\n") != std::string::npos);
  CHECK(response.find("\r\nDate: ") != std::string::npos);
  CHECK(body_of(response) == "GET /a?b=%20 ");
}

TEST_CASE("a connection carries several requests, also when they come at once") {
  const auto server = serve();
  RawClient client(server->ports()[0]);
  client.say(
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string all = client.hear_all();
  CHECK(all.find("GET /1 ") != std::string::npos);
  CHECK(all.find("GET /2 ") != std::string::npos);
}

TEST_CASE("what comes while a request is being handled is read when that is answered") {
  std::promise<void> asked;
  Gate gate;
  std::thread later;
  const auto hold = [&](Request request, Reply reply) {
    if (request.target != "/held") return echo(std::move(request), std::move(reply));
    later = std::thread([&, held = std::make_shared<Reply>(std::move(reply))] {
      gate.wait();
      std::move(*held).send(text_response(200, "held"));
    });
    asked.set_value();
  };
  Limits limits;
  limits.header_time = std::chrono::minutes(5);  // It is the end that ends it.
  const auto server = serve(hold, limits);
  RawClient client(server->ports()[0]);
  client.say("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
  asked.get_future().wait();
  client.say("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
  client.finish();
  // The next one's bytes and the end have been told of by then: both are read later all the same.
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  gate.open();
  const std::string all = client.hear_all();
  later.join();
  CHECK(all.find("held") != std::string::npos);
  CHECK(all.find("GET /next ") != std::string::npos);
  wait_until([&] { return server->connections() == 0; });
}

TEST_CASE("a client that has said all it will say is answered, then forgotten") {
  const auto server = serve();
  RawClient client(server->ports()[0]);
  client.say("GET /last HTTP/1.1\r\nHost: a\r\n\r\n");
  client.finish();
  CHECK(body_of(client.hear_all()) == "GET /last ");
  wait_until([&] { return server->connections() == 0; });
}

TEST_CASE("a body of many reads arrives whole") {
  Limits limits;
  limits.body_bytes = 8 * 1024 * 1024;
  const auto server = serve(echo, limits);
  RawClient client(server->ports()[0]);
  const std::string body(5'000'000, 'b');
  client.say("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " +
             std::to_string(body.size()) + "\r\n\r\n" + body);
  CHECK(body_of(client.hear_all()) == "POST / " + body);
}

TEST_CASE("who comes while there are no descriptors left is let in when there are") {
  const auto server = serve();
  std::optional<OneDescriptorLeft> taken(std::in_place);
  RawClient client(server->ports()[0]);
  REQUIRE(client.connected());
  client.say("GET /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(server->connections() == 0);
  taken.reset();
  CHECK(body_of(client.hear_all()) == "GET /late ");
}

TEST_CASE("more than one turn's clients are all let in") {
  const auto server = serve();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 300; ++i) clients.push_back(std::make_unique<RawClient>(server->ports()[0]));
  wait_until([&] { return server->connections() == 300; });
}

TEST_CASE("a socket handed down is served, and left to who handed it down") {
  const int handed = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(bind(handed, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  REQUIRE(listen(handed, 8) == 0);
  REQUIRE(getsockname(handed, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  const std::uint16_t port = ntohs(address.sin_port);
  ListenPlace place;
  place.descriptor = dup(handed);
  std::promise<void> asked;
  std::optional<Reply> held;
  auto server = Server::start({{place}, {}, {}}, [&](Request, Reply reply) {
    held.emplace(std::move(reply));
    asked.set_value();
  });
  REQUIRE(server);
  CHECK((*server)->ports()[0] == port);
  RawClient client(port);
  client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  asked.get_future().wait();
  std::thread stopping([&] { (*server)->stop(); });
  while (fcntl(place.descriptor, F_GETFD) >= 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  // It waits for its answer, and is not told of who comes to the same socket meanwhile.
  const RawClient next(port);
  CHECK(next.connected());
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  std::move(*held).send(text_response(200, "last"));
  stopping.join();
  CHECK(body_of(client.hear_all()) == "last");
  close(handed);
}

TEST_CASE("what is handed down twice, or is no socket, is an error") {
  const auto try_places = [](const std::vector<int>& descriptors) {
    std::vector<ListenPlace> places(descriptors.size());
    for (std::size_t i = 0; i < descriptors.size(); ++i) places[i].descriptor = descriptors[i];
    const auto server = Server::start({places, {}, {}}, echo);
    REQUIRE_FALSE(server);
    CHECK(server.error().message == &messages::cannot_listen);
  };
  const int socket_of = socket(AF_INET, SOCK_STREAM, 0);
  REQUIRE(listen(socket_of, 8) == 0);
  try_places({socket_of, socket_of});
  CHECK(fcntl(socket_of, F_GETFD) < 0);  // Closed, once.
  const int folder = open("/", O_RDONLY | O_CLOEXEC);
  try_places({folder});
  CHECK(close(folder) == 0);  // Not taken.
}

TEST_CASE("HEAD gets the length and no body; 204 and 304 have neither") {
  const auto server = serve([](Request request, Reply reply) {
    std::move(reply).send(text_response(request.target == "/none" ? 204 : 200, "four"));
  });
  const std::string head =
      fetch(server->ports()[0], "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(head.find("Content-Length: 4\r\n") != std::string::npos);
  CHECK(body_of(head) == "");
  const std::string none = get(server->ports()[0], "/none");
  CHECK(none.find("Content-Length") == std::string::npos);
  CHECK(body_of(none) == "");
}

TEST_CASE("a body is read, whole or in chunks, also from a client that asks first") {
  const auto server = serve();
  const std::uint16_t port = server->ports()[0];
  CHECK(body_of(fetch(
            port,
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc")) ==
        "POST / abc");
  CHECK(body_of(fetch(
            port,
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")) == "POST / abc");
  RawClient asking(port);
  asking.say(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: "
      "close\r\n\r\n");
  CHECK(asking.hear_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  asking.say("abc");
  CHECK(body_of(asking.hear_all()) == "POST / abc");
  RawClient old(port);
  old.say("POST / HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc");
  CHECK(status_line(old.hear_all()) == "HTTP/1.0 200 OK");
}

TEST_CASE("headers that are always the same stand before the others") {
  const auto server = serve([](const Request&, Reply reply) {
    std::move(reply).send({200, {{"X-B", "2"}}, "c", "X-A: 1\r\n"});
  });
  const std::string said = fetch(server->ports()[0], "GET / HTTP/1.0\r\n\r\n");
  CHECK(said.find("\r\nX-A: 1\r\nX-B: 2\r\nContent-Length: 1\r\n") != std::string::npos);
}

TEST_CASE("what is no HTTP is answered 400 and closed") {
  const auto server = serve();
  const char* nonsense =
      GENERATE("hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n",
               "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
               "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
               "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
               "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\n\r\nabc",
               "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
               "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
               "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n");
  CHECK(status_line(fetch(server->ports()[0], nonsense)) == "HTTP/1.1 400 Bad Request");
  CHECK(body_of(get(server->ports()[0], "/still-here")) == "GET /still-here ");
}

TEST_CASE("a header over the limit is answered 431, a body over it 413, and the client hears it") {
  Limits limits;
  limits.header_bytes = 1000;
  limits.body_bytes = 1000;
  const auto server = serve(echo, limits);
  const std::uint16_t port = server->ports()[0];
  CHECK(status_line(get(port, "/", "X: " + std::string(100'000, 'x') + "\r\n")).find(" 431 ") !=
        std::string::npos);
  CHECK(status_line(get(port, "/" + std::string(100'000, 'x'))).find(" 431 ") != std::string::npos);
  const std::string large =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x');
  CHECK(status_line(fetch(port, large)).find(" 413 ") != std::string::npos);
  CHECK(status_line(get(port, "/")).find(" 200 ") != std::string::npos);
}

TEST_CASE("a client that dribbles its header is cut off at the deadline") {
  Limits limits;
  limits.header_time = std::chrono::milliseconds(150);
  const auto server = serve(echo, limits);
  RawClient slow(server->ports()[0]);
  slow.say("GET / HTTP/1.1\r\n");
  wait_until([&] { return server->connections() == 1; });
  // Keeps talking, which must not move the deadline.
  for (int i = 0; i < 500 && slow.say("X-A: b\r\n") && server->connections() > 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  wait_until([&] { return server->connections() == 0; });
}

TEST_CASE("a client that falls silent in its header is told so at the deadline") {
  Limits limits;
  limits.header_time = std::chrono::milliseconds(20);
  const auto server = serve(echo, limits);
  RawClient silent(server->ports()[0]);
  silent.say("GET / HTTP/1.1\r\n");
  silent.say("X-A: b\r\n");
  CHECK(status_line(silent.hear_all()) == "HTTP/1.1 408 Request Timeout");
  wait_until([&] { return server->connections() == 0; });
}

TEST_CASE("a client that sends half a body is cut off, one that leaves is forgotten") {
  Limits limits;
  limits.body_time = std::chrono::milliseconds(100);
  const auto server = serve(echo, limits);
  RawClient half(server->ports()[0]);
  half.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  CHECK(status_line(half.hear_all()) == "HTTP/1.1 408 Request Timeout");
  half.end();
  RawClient leaving(server->ports()[0]);
  leaving.say("GET / HT");
  leaving.end();
  wait_until([&] { return server->connections() == 0; });
}

TEST_CASE("a client that does not take its answer is cut off") {
  Limits limits;
  limits.write_time = std::chrono::milliseconds(150);
  const auto server = serve(
      [](Request, Reply reply) {
        std::move(reply).send(text_response(200, std::string(50'000'000, 'x')));
      },
      limits);
  RawClient deaf(server->ports()[0]);
  deaf.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_until([&] { return server->connections() == 1; });
  wait_until([&] { return server->connections() == 0; });
}

TEST_CASE("connections over the limit are told so") {
  Limits limits;
  limits.connections = 2;
  const auto server = serve(echo, limits);
  const std::uint16_t port = server->ports()[0];
  auto one = std::make_unique<RawClient>(port);
  RawClient two(port);
  wait_until([&] { return server->connections() == 2; });
  RawClient three(port);
  CHECK(status_line(three.hear_all()) == "HTTP/1.1 503 Service Unavailable");
  three.end();
  one.reset();
  wait_until([&] { return server->connections() == 1; });
  CHECK(status_line(get(port, "/")) == "HTTP/1.1 200 OK");
}

TEST_CASE("an answer may come later and from another thread") {
  Gate gate;
  std::thread later;
  const auto server = serve([&](Request, Reply reply) {
    later = std::thread([&gate, held = std::make_shared<Reply>(std::move(reply))] {
      gate.wait();
      std::move(*held).send(text_response(200, "late"));
    });
  });
  RawClient client(server->ports()[0]);
  client.say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  gate.open();
  CHECK(body_of(client.hear_all()) == "late");
  later.join();
}

TEST_CASE("a handler that throws or forgets to answer gives 500, and the server goes on") {
  std::promise<std::string> told;
  ServerOptions options{
      {{{"127.0.0.1"}, 0}}, {}, [&](std::string_view what) { told.set_value(std::string(what)); }};
  auto server = Server::start(options, [](Request request, Reply) {
    if (request.target == "/throws") throw std::runtime_error("broken");
  });
  REQUIRE(server);
  const std::uint16_t port = (*server)->ports()[0];
  CHECK(status_line(get(port, "/throws")) == "HTTP/1.1 500 Internal Server Error");
  CHECK(told.get_future().get() == "broken");
  CHECK(status_line(get(port, "/forgets")) == "HTTP/1.1 500 Internal Server Error");
}

TEST_CASE("a line end in a header's value cannot start another header") {
  const auto server = serve([](Request, Reply reply) {
    std::move(reply).send({302, {{"Location", "/a\r\nSet-Cookie: b"}}, ""});
  });
  CHECK(get(server->ports()[0], "/").find("\r\nSet-Cookie") == std::string::npos);
}

TEST_CASE("events reach every reader, in lines, until the stream is closed") {
  std::mutex mutex;
  std::vector<EventStream> streams;
  const auto server = serve([&](Request, Reply reply) {
    const std::lock_guard lock(mutex);
    streams.push_back(std::move(reply).stream());
  });
  RawClient one(server->ports()[0]), two(server->ports()[0]);
  for (RawClient* client : {&one, &two}) {
    client->say("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client->hear_until("\r\n\r\n").find("Content-Type: text/event-stream") !=
          std::string::npos);
  }
  const std::lock_guard lock(mutex);
  REQUIRE(streams.size() == 2);
  for (EventStream& stream : streams) stream.send("news", "a\nb\rc\r\nd");
  for (RawClient* client : {&one, &two}) {
    CHECK(client->hear_until("\n\n") == "event: news\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
  }
  streams[0].close();
  wait_until([&] { return !streams[0].is_open(); });
  streams[0].send("news", "unheard");
  CHECK(streams[1].is_open());
}

TEST_CASE("a stream notices that its reader has gone, and drops one that does not read") {
  Limits limits;
  limits.stream_bytes = 100'000;
  std::promise<EventStream> opened[2];
  std::atomic<int> count = 0;
  const auto server = serve(
      [&](Request, Reply reply) { opened[count++].set_value(std::move(reply).stream()); }, limits);
  RawClient leaving(server->ports()[0]);
  leaving.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EventStream left = opened[0].get_future().get();
  leaving.end();
  wait_until([&] { return !left.is_open(); });

  RawClient deaf(server->ports()[0]);
  deaf.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EventStream unread = opened[1].get_future().get();
  const std::string load(50'000, 'x');
  for (int i = 0; i < 2000 && unread.is_open(); ++i) unread.send("load", load);
  wait_until([&] { return !unread.is_open(); });
}

TEST_CASE("a quiet stream is kept alive by comments") {
  Limits limits;
  limits.heartbeat = std::chrono::milliseconds(20);
  const auto server = serve([&](Request, Reply reply) { std::move(reply).stream(); }, limits);
  RawClient client(server->ports()[0]);
  client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.hear_until("\r\n\r\n");
  CHECK(client.hear_until("\n\n") == ":\n\n");
  CHECK(client.hear_until("\n\n") == ":\n\n");
}

TEST_CASE("stopping lets the answer in the making go out and closes all else") {
  Gate asked, stopping;
  std::thread late;
  std::unique_ptr<Server> server;
  server = serve([&](Request request, Reply reply) {
    if (request.target == "/events") {
      std::move(reply).stream();
      return;
    }
    late = std::thread([&stopping, held = std::make_shared<Reply>(std::move(reply))] {
      stopping.wait();
      std::move(*held).send(text_response(200, "last"));
    });
    asked.open();
  });
  const std::uint16_t port = server->ports()[0];
  RawClient idle(port), reader(port), waiting(port);
  reader.say("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  reader.hear_until("\r\n\r\n");
  waiting.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  asked.wait();
  std::thread stopper([&] { server->stop(); });
  CHECK(idle.hears_the_end());
  CHECK(reader.hears_the_end());
  stopping.open();
  CHECK(body_of(waiting.hear_all()) == "last");
  stopper.join();
  late.join();
  CHECK(server->connections() == 0);
  CHECK_FALSE(RawClient(port).connected());
}

TEST_CASE("stopping does not wait for ever, and a reply that comes after it does nothing") {
  Limits limits;
  limits.stop_time = std::chrono::milliseconds(50);
  std::promise<std::shared_ptr<Reply>> kept;
  std::optional<EventStream> stream;
  auto server = serve(
      [&](Request request, Reply reply) {
        if (request.target == "/events") {
          stream = std::move(reply).stream();
        } else {
          kept.set_value(std::make_shared<Reply>(std::move(reply)));
        }
      },
      limits);
  RawClient client(server->ports()[0]), reader(server->ports()[0]);
  reader.say("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  reader.hear_until("\r\n\r\n");
  client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::shared_ptr<Reply> late = kept.get_future().get();
  server.reset();
  CHECK(client.hears_the_end());
  std::move(*late).send(text_response(200, "too late"));
  stream->send("news", "too late");
  CHECK_FALSE(stream->is_open());
}

TEST_CASE("a port that is taken is an error that says so") {
  const auto server = serve();
  const std::uint16_t port = server->ports()[0];
  const auto second = Server::start({{{{"127.0.0.1"}, port}}, {}, {}}, echo);
  REQUIRE_FALSE(second);
  CHECK(second.error().message == &messages::port_taken);
  CHECK(to_text(second.error(), Language::vi).find("127.0.0.1:" + std::to_string(port)) !=
        std::string::npos);
}

TEST_CASE("an address that is no address of this machine is an error that says so") {
  for (const char* address : {"192.0.2.1", "tên máy", "999.1.1.1", "0", "127.000.000.010", "1:2"}) {
    const auto server = Server::start({{{{address}, 0}}, {}, {}}, echo);
    REQUIRE_FALSE(server);
    CHECK(server.error().message == &messages::address_not_here);
  }
}

TEST_CASE(
    "one free port serves both loopback addresses; an address that is missing is passed over") {
  const auto server =
      Server::start({{{{"127.0.0.1", "::1", "192.0.2.1"}, 0}, {{"127.0.0.1"}, 0}}, {}, {}}, echo);
  REQUIRE(server);
  const std::vector<std::uint16_t> ports = (*server)->ports();
  REQUIRE(ports.size() == 2);
  CHECK(ports[0] != ports[1]);
  CHECK(body_of(get(ports[0], "/")) == "GET / ");
  CHECK(body_of(get(ports[1], "/")) == "GET / ");
  RawClient v6(ports[0], true);
  if (!v6.connected()) {
    WARN("skipped: this machine has no ::1");
    return;
  }
  v6.say("GET /6 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(body_of(v6.hear_all()) == "GET /6 ");
}

TEST_CASE("an expectation that nobody knows is answered 417") {
  const auto server = serve();
  CHECK(status_line(fetch(server->ports()[0],
                          "POST / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n"
                          "Content-Length: 1\r\n\r\nx")) == "HTTP/1.1 417 Expectation Failed");
}

TEST_CASE("many requests sent together are answered in order") {
  const auto server = serve();
  RawClient client(server->ports()[0]);
  std::string all;
  for (int i = 0; i < 5000; ++i) all += "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  std::thread talker(
      [&] { client.say(all + "GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"); });
  const std::string heard = client.hear_all();
  talker.join();
  CHECK(body_of(heard.substr(heard.rfind("HTTP/1.1 200"))) == "GET /end ");
}

TEST_CASE("a Unix socket is listened on, is the group's, and is gone after the end") {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("minhbach-http-" + std::to_string(getpid()) + ".sock"))
                               .string();
  const auto serve_path = [&] {
    ListenPlace place;
    place.path = path;
    return Server::start({{place}, {}, {}}, echo);
  };
  {
    const auto server = serve_path();
    REQUIRE(server);
    RawClient client(path);
    client.say("GET /unix HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(body_of(client.hear_all()) == "GET /unix ");
    struct stat facts {};
    REQUIRE(stat(path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0660);
    const auto second = serve_path();
    REQUIRE_FALSE(second);
    CHECK(second.error().message == &messages::socket_taken);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a Unix socket that a dead server left is replaced") {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("minhbach-dead-" + std::to_string(getpid()) + ".sock"))
                               .string();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const int dead = socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  close(dead);
  ListenPlace place;
  place.path = path;
  const auto server = Server::start({{place}, {}, {}}, echo);
  REQUIRE(server);
  CHECK(RawClient(path).connected());
}

TEST_CASE("many clients at once are all answered") {
  const auto server = serve();
  std::vector<std::thread> clients;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&, i] {
      for (int k = 0; k < 20; ++k) {
        const std::string target = "/" + std::to_string(i) + "-" + std::to_string(k);
        if (body_of(get(server->ports()[0], target)) == "GET " + target + " ") ++answered;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(answered == 320);
}
