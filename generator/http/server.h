// The HTTP/1.1 server under the preview and the feedback endpoint.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/reply.h"

namespace minhbach::http {

/// What one client may take. A deadline is for the whole of what it names, so sending one byte now
/// and then does not move it; kept to a tenth of a second. Whoever misses one is told 408.
struct Limits {
  std::size_t header_bytes = 16 * 1024;    ///< Request line and headers; beyond: 431.
  std::size_t body_bytes = 64 * 1024;      ///< Beyond: 413.
  std::size_t connections = 512;           ///< Open at once; beyond: 503.
  std::size_t stream_bytes = 1024 * 1024;  ///< Waiting for one reader of events; beyond: dropped.
  std::chrono::milliseconds header_time{10'000};  ///< Also how long an unused connection is kept.
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds write_time{30'000};
  std::chrono::milliseconds heartbeat{
      15'000};  ///< A comment on a quiet stream, which finds dead ones.
  std::chrono::milliseconds stop_time{3'000};  ///< For answers in the making when the server stops.
};

/// One port on one or several addresses of this machine, or one Unix socket.
struct ListenPlace {
  /// IP addresses. The first must work; of the others, one that this machine lacks is passed over,
  /// but a port that is taken there is an error: somebody else would answer half of the browsers.
  std::vector<std::string> addresses;
  std::uint16_t port = 0;  ///< 0: any free one, the same on all addresses.
  /// Path of a Unix socket, instead of the above; "" none. One that a dead server left is replaced.
  /// Its group may use it (0660): a proxy in front runs as another user.
  std::string path = {};
  /// A socket that listens already, instead of all the above, as service managers hand down; -1
  /// none. The server closes it; who handed it down may hold it open.
  int descriptor = -1;
};

struct ServerOptions {
  std::vector<ListenPlace> places;
  Limits limits;
  /// Told what a handler threw; its request is answered 500. From the server's thread.
  std::function<void(std::string_view what)> failed;
};

/// Answers from the moment it is made until it is stopped.
class Server {
 public:
  /// Opens all ports, or says why one could not be opened.
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Handler handler);
  ~Server();  ///< Stops.

  /// The ports, in the order of `ServerOptions::places`; 0 for a Unix socket.
  const std::vector<std::uint16_t>& ports() const;

  /// Takes no more connections, ends streams, lets answers in the making go out as long as
  /// `stop_time` lasts, and returns when all is closed. Not to be called by a handler.
  void stop();

  /// Runs `work` on the server's one thread, between two requests; from any thread.
  void run(std::function<void()> work);

  /// How many connections are open.
  std::size_t connections() const;

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace minhbach::http
