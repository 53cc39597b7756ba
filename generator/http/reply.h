// How a handler answers: at once or later, from any thread, with a response or a stream of events.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"

namespace minhbach::http {

class Session;
struct Answered;

/// Server-sent events to one browser. All functions may be called from any thread; after the other
/// end has gone, or the server has stopped, they do nothing.
class EventStream {
 public:
  explicit EventStream(std::shared_ptr<Session> session) : session_(std::move(session)) {}

  /// `data` may hold several lines. A reader that is too slow to take what waits for it is dropped.
  void send(std::string_view event, std::string_view data);
  /// Sends what waits, then ends the stream.
  void close();
  /// False once the other end has gone.
  bool is_open() const;

 private:
  std::shared_ptr<Session> session_;
};

/// The answer that a request waits for; can be given once. A reply that is dropped without an
/// answer answers 500, so that no reader waits for nothing.
class Reply {
 public:
  explicit Reply(std::shared_ptr<Session> session) : session_(std::move(session)) {}
  Reply(Reply&&) noexcept = default;
  Reply& operator=(Reply&&) = delete;
  ~Reply();

  void send(Response response) &&;
  friend void send_together(std::vector<Answered> answers);
  /// Answers with an open stream of events.
  EventStream stream() &&;

 private:
  std::shared_ptr<Session> session_;  ///< Null once answered.
};

/// One reply and what it is to say.
struct Answered {
  Reply reply;
  Response response;
};

/// Answers many at the price of one call to the server's thread. All of one server.
void send_together(std::vector<Answered> answers);

/// Called once a request, on the server's one thread: it must not wait for anything.
using Handler = std::function<void(Request, Reply)>;

}  // namespace minhbach::http
