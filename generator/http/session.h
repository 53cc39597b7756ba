// One connection from its first byte to its last. Only http/ includes this: it shows Boost.Beast.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "http/server.h"

namespace minhbach::http {

/// What a server and its connections share. A reply may outlive the server, so it is held by all.
struct Core {
  explicit Core(const ServerOptions& options) : limits(options.limits), failed(options.failed) {}

  boost::asio::io_context io;
  Handler handler;
  const Limits limits;
  const std::function<void(std::string_view)> failed;
  std::atomic<bool> over = false;  ///< No thread runs `io` any more.

  std::mutex mutex;  ///< Guards what is below.
  std::condition_variable changed;
  bool stopping = false;
  std::map<Session*, std::weak_ptr<Session>> sessions;

  /// False when the server stops.
  bool add(const std::shared_ptr<Session>& session);
  void remove(Session* session);
  std::vector<std::shared_ptr<Session>> all();
};

/// Everything but the functions for "any thread" runs on the strand of its socket.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<Core> core, boost::beast::tcp_stream stream, std::size_t place);
  ~Session();

  void start();
  /// Instead of `start`, when there are too many.
  void refuse();

  // From any thread:
  void stop();   ///< Closes unless an answer is in the making; that is the last then.
  void abort();  ///< Closes.
  void answer(Response response);
  void open_stream();
  void send_event(std::string text);
  void end_stream();
  bool is_open() const { return open_; }

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  using Error = boost::beast::error_code;
  enum class State : std::uint8_t { reading, handling, writing, streaming, closed };

  void run_on_strand(std::function<void(Session&)> work);
  void read_request();
  void on_header(Error error);
  void read_body();
  void on_request(Error error);
  void on_unreadable(Error error);
  void write(Response response, bool keep_alive);
  template <typename Body>
  void write_message(boost::beast::http::response<Body> message);
  void on_written(Error error, bool keep_alive);
  void linger();
  void discard();
  void close();
  void queue(std::string text);
  void write_queued();
  void watch_reader();
  void beat();

  std::shared_ptr<Core> core_;
  boost::beast::tcp_stream stream_;
  const std::size_t place_;
  boost::beast::flat_buffer buffer_;
  boost::asio::steady_timer timer_;  ///< Of a stream: tcp_stream's own would end its pending read.
  std::optional<Parser> parser_;     ///< Anew for each request.
  State state_ = State::reading;
  bool stopping_ = false;
  bool keep_alive_ = false;  ///< What the request being answered asked for.
  bool is_head_ = false;
  unsigned version_ = 11;
  std::size_t discarded_ = 0;
  std::atomic<bool> open_ = true;

  std::string waiting_, in_flight_;  ///< Of a stream.
  std::chrono::steady_clock::time_point write_began_;
  bool ending_ = false;
  char scratch_[1024];
};

}  // namespace minhbach::http
