// A client that says over a socket exactly what a test wants said, right or wrong.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

/// One connection to a port of 127.0.0.1 or ::1. Each wait gives up after ten seconds, so that a
/// server that hangs fails the test instead of stopping it.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, bool v6 = false) {
    if (v6) {
      sockaddr_in6 address{};
      address.sin6_family = AF_INET6;
      address.sin6_port = htons(port);
      address.sin6_addr = in6addr_loopback;
      join(AF_INET6, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    } else {
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(port);
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      join(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
  }
  /// To a Unix socket.
  explicit RawClient(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    join(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  ~RawClient() { end(); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return socket_ >= 0; }
  void end() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
  }

  /// Says no more, and still listens.
  void finish() { shutdown(socket_, SHUT_WR); }

  /// False when the other end no longer takes it.
  bool say(std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  /// All that comes until the other end closes. The request should say "Connection: close".
  std::string hear_all() {
    while (hear_some()) {
    }
    return std::exchange(heard_, {});
  }

  /// What comes up to and with `mark`, or all there is when it never comes.
  std::string hear_until(std::string_view mark) {
    while (heard_.find(mark) == std::string::npos && hear_some()) {
    }
    const std::size_t at = heard_.find(mark);
    const std::size_t end = at == std::string::npos ? heard_.size() : at + mark.size();
    std::string out = heard_.substr(0, end);
    heard_.erase(0, end);
    return out;
  }

  /// True when the other end closes without another byte.
  bool hears_the_end() { return heard_.empty() && !hear_some() && !timed_out_; }

 private:
  void join(int family, const sockaddr* address, socklen_t size) {
    socket_ = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(socket_, address, size) != 0) end();
  }

  bool hear_some() {
    pollfd wait{socket_, POLLIN, 0};
    timed_out_ = poll(&wait, 1, 10'000) != 1;
    if (timed_out_) return false;
    char bytes[4096];
    const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    heard_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int socket_ = -1;
  bool timed_out_ = false;
  std::string heard_;
};

/// One request on a connection of its own, and all that comes back.
inline std::string fetch(std::uint16_t port, const std::string& request) {
  RawClient client(port);
  client.say(request);
  return client.hear_all();
}

/// The whole of a GET; `headers` are lines with their ends.
inline std::string get(std::uint16_t port, const std::string& target,
                       const std::string& headers = {}) {
  return fetch(port, "GET " + target + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                         "\r\n" + headers + "Connection: close\r\n\r\n");
}

inline std::string status_line(const std::string& response) {
  return response.substr(0, response.find("\r\n"));
}
inline std::string body_of(const std::string& response) {
  const std::size_t at = response.find("\r\n\r\n");
  return at == std::string::npos ? std::string() : response.substr(at + 4);
}
