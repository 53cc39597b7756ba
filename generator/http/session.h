// One connection from its first byte to its last. Only http/ includes this: it shows Boost.Beast.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "http/loop.h"
#include "http/request_parser.h"
#include "http/server.h"

namespace minhbach::http {

class Session;

/// What a server and its connections share. A reply may outlive the server, so it is held by all.
struct Core {
  Core(const ServerOptions& options, std::function<void()> on_tick)
      : limits(options.limits), failed(options.failed), loop(std::move(on_tick)) {}

  Handler handler;
  const Limits limits;
  const std::function<void(std::string_view)> failed;
  Loop loop;
  std::array<char, 64 * 1024> incoming;  ///< What any socket is read into, on the loop's thread.

  std::mutex mutex;  ///< Guards what is below.
  std::condition_variable changed;
  bool stopping = false;
  std::unordered_map<Session*, std::shared_ptr<Session>> sessions;  ///< Those that are open.

  /// False when the server stops.
  bool add(const std::shared_ptr<Session>& session);
  void remove(Session* session);
  std::vector<std::shared_ptr<Session>> all();
  /// Tells those whose deadline has passed. False when no connection is left.
  bool sweep();
};

/// Where a connection came in, and from where.
struct Ends {
  std::size_t place = 0;
  std::uint16_t local_port = 0;
  std::string peer;
};

/// Everything but the functions for "any thread" runs on the loop's thread.
class Session : public std::enable_shared_from_this<Session> {
 public:
  /// `socket` must not block.
  Session(std::shared_ptr<Core> core, FileDescriptor socket, Ends ends);

  void start();
  /// Instead of `start`, when there are too many.
  void refuse();
  bool is_late(Clock::time_point now) const { return now >= deadline_; }
  void on_deadline();

  // From any thread:
  void stop();   ///< Closes unless an answer is in the making; that is the last then.
  void abort();  ///< Closes.
  void answer(Response response);
  static void answer_together(std::vector<std::pair<std::shared_ptr<Session>, Response>> all);
  void open_stream();
  void send_event(std::string text);
  void end_stream();
  bool is_open() const { return open_; }

 private:
  enum class State : std::uint8_t { reading, handling, writing, lingering, streaming, closed };

  template <typename Work>
  void run_there(Work work);
  void due_in(std::chrono::milliseconds time) { deadline_ = core_->loop.now() + time; }
  void read_request();
  bool watch();
  void on_events(std::uint32_t events);
  void wait_for_bytes();
  void read_bytes();
  void on_bytes(std::size_t count);
  void take(std::string_view bytes);
  bool on_header();
  void on_unreadable(boost::system::error_code error);
  void on_request();
  void answer_here(Response response);
  void write(Response response, bool keep_alive);
  void write_rest();
  void on_written();
  void linger();
  void close();
  void queue(std::string text);
  void beat();

  std::shared_ptr<Core> core_;
  FileDescriptor socket_;
  Loop::Watcher watcher_{[this](std::uint32_t events) { on_events(events); }};
  const Ends ends_;
  std::optional<RequestParser> parser_;  ///< Of what is being read; none before its first byte.
  std::string kept_;                     ///< Read and not yet taken by the parser.
  Clock::time_point deadline_ = Clock::time_point::max();
  State state_ = State::reading;
  bool waits_ = false;       ///< For bytes to come.
  bool has_bytes_ = false;   ///< The socket may have some, or its end.
  bool reads_soon_ = false;  ///< A read has been posted.
  bool ended_ = false;  ///< The other end says no more: what comes is told by no further event.
  bool header_done_ = false;
  bool stopping_ = false;
  bool keep_alive_ = false;  ///< What the request being answered asked for.
  bool closes_ = false;      ///< After the answer being written.
  bool is_head_ = false;
  unsigned version_ = 11;
  std::size_t discarded_ = 0;
  std::atomic<bool> open_ = true;

  std::string head_, body_;  ///< Being written; of a stream: in flight, and waiting.
  std::size_t sent_ = 0;
  Clock::time_point write_began_;
  bool writes_ = false;
  bool ending_ = false;
};

}  // namespace minhbach::http
