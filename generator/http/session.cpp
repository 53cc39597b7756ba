// The life of a connection: read a request, hand it on, write the answer, again.
#include "http/session.h"

#include <ctime>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace minhbach::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr std::size_t discard_limit = 256 * 1024;
constexpr std::chrono::seconds discard_time{2};

/// RFC 9110, 5.6.7; not by strftime, whose names follow the locale.
std::string http_date() {
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t now = std::time(nullptr);
  std::tm at{};
  gmtime_r(&now, &at);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[at.tm_wday], at.tm_mday,
                     months[at.tm_mon], at.tm_year + 1900, at.tm_hour, at.tm_min, at.tm_sec);
}

/// A line end in a value would start a header, or a response, of the reader's making.
std::string one_line(std::string text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return text;
}

}  // namespace

bool Core::add(const std::shared_ptr<Session>& session) {
  const std::lock_guard lock(mutex);
  if (stopping) return false;
  sessions.emplace(session.get(), session);
  return true;
}

void Core::remove(Session* session) {
  const std::lock_guard lock(mutex);
  sessions.erase(session);
  changed.notify_all();
}

std::vector<std::shared_ptr<Session>> Core::all() {
  const std::lock_guard lock(mutex);
  std::vector<std::shared_ptr<Session>> out;
  for (const auto& [key, session] : sessions) {
    if (auto held = session.lock()) out.push_back(std::move(held));
  }
  return out;
}

Session::Session(std::shared_ptr<Core> core, beast::tcp_stream stream, std::size_t place)
    : core_(std::move(core)),
      stream_(std::move(stream)),
      place_(place),
      timer_(stream_.get_executor()) {}

Session::~Session() { core_->remove(this); }

void Session::run_on_strand(std::function<void(Session&)> work) {
  if (core_->over) return;
  asio::post(stream_.get_executor(),
             [self = shared_from_this(), work = std::move(work)] { work(*self); });
}

void Session::start() {
  run_on_strand([](Session& self) {
    Error ignored;
    self.stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    self.read_request();
  });
}

void Session::refuse() {
  run_on_strand(
      [](Session& self) { self.write(text_response(503, "too many connections\n"), false); });
}

void Session::stop() {
  run_on_strand([](Session& self) {
    self.stopping_ = true;
    if (self.state_ == State::reading) self.close();
    if (self.state_ == State::streaming) {
      self.ending_ = true;
      self.write_queued();
    }
  });
}

void Session::abort() {
  run_on_strand([](Session& self) { self.close(); });
}

void Session::read_request() {
  if (stopping_) return close();
  state_ = State::reading;
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(core_->limits.header_bytes));
  parser_->body_limit(core_->limits.body_bytes);
  stream_.expires_after(core_->limits.header_time);
  beast::http::async_read_header(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](Error error, std::size_t) { self->on_header(error); });
}

void Session::on_header(Error error) {
  if (state_ == State::closed) return;
  if (error) return on_unreadable(error);
  const bool waits = beast::iequals(parser_->get()[beast::http::field::expect], "100-continue");
  // HTTP/1.0 knows no answer before the answer (RFC 9110, 10.1.1).
  if (!waits || parser_->get().version() < 11) return read_body();
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_.expires_after(core_->limits.write_time);
  asio::async_write(stream_, asio::buffer(go_on),
                    [self = shared_from_this()](Error failure, std::size_t) {
                      if (self->state_ == State::closed) return;
                      if (failure) return self->close();
                      self->read_body();
                    });
}

void Session::read_body() {
  stream_.expires_after(core_->limits.body_time);
  beast::http::async_read(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](Error error, std::size_t) { self->on_request(error); });
}

void Session::on_unreadable(Error error) {
  using Reason = beast::http::error;
  // The version is not known to be right: 1.1 is what every client that misbehaves understands.
  version_ = 11;
  is_head_ = false;
  if (error == Reason::header_limit || error == Reason::buffer_overflow) {
    write(text_response(431, "request header too large\n"), false);
  } else if (error == Reason::body_limit) {
    write(text_response(413, "request body too large\n"), false);
  } else if (error != Reason::end_of_stream && error != Reason::partial_message &&
             error.category() == beast::http::make_error_code(Reason::end_of_stream).category()) {
    write(text_response(400, "bad request\n"), false);
  } else {
    close();  // Gone, or out of time.
  }
}

void Session::on_request(Error error) {
  if (state_ == State::closed) return;
  if (error) return on_unreadable(error);
  Parser::value_type message = parser_->release();
  keep_alive_ = message.keep_alive();
  is_head_ = message.method() == beast::http::verb::head;
  version_ = message.version();
  if (version_ != 10 && version_ != 11) {
    version_ = 11;
    return write(text_response(505, "HTTP version not supported\n"), false);
  }
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  request.body = std::move(message.body());
  Error gone;
  const auto here = stream_.socket().local_endpoint(gone);
  if (gone) return close();
  request.place = place_;
  request.local_port = here.port();

  state_ = State::handling;
  stream_.expires_never();
  try {
    core_->handler(std::move(request), Reply(shared_from_this()));
  } catch (const std::exception& failure) {
    // One request that fails must not end the server; the reply has answered 500 on its way out.
    if (core_->failed) core_->failed(failure.what());
  }
}

void Session::answer(Response response) {
  run_on_strand([response = std::move(response)](Session& self) mutable {
    if (self.state_ == State::handling) self.write(std::move(response), self.keep_alive_);
  });
}

void Session::write(Response response, bool keep_alive) {
  state_ = State::writing;
  const bool no_body = is_head_ || response.status == 204 || response.status == 304;
  const auto fill = [&](auto& message) {
    message.version(version_);
    message.result(static_cast<unsigned>(response.status));
    message.set(beast::http::field::date, http_date());
    for (Header& header : response.headers)
      message.insert(header.name, one_line(std::move(header.value)));
    if (response.status != 204 && response.status != 304)
      message.content_length(response.body.size());
    message.keep_alive(keep_alive && !stopping_);
  };
  if (no_body) {
    beast::http::response<beast::http::empty_body> message;
    fill(message);
    write_message(std::move(message));
  } else {
    beast::http::response<beast::http::string_body> message;
    fill(message);
    message.body() = std::move(response.body);
    write_message(std::move(message));
  }
}

template <typename Body>
void Session::write_message(beast::http::response<Body> message) {
  auto held = std::make_shared<beast::http::response<Body>>(std::move(message));
  stream_.expires_after(core_->limits.write_time);
  beast::http::async_write(stream_, *held,
                           [self = shared_from_this(), held](Error error, std::size_t) {
                             self->on_written(error, held->keep_alive());
                           });
}

void Session::on_written(Error error, bool keep_alive) {
  if (state_ == State::closed) return;
  if (error) return close();
  if (keep_alive) return read_request();
  linger();
}

/// Closing while the other end still sends would reset the connection, and the answer with it.
void Session::linger() {
  Error ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  state_ = State::reading;
  stream_.expires_after(discard_time);
  discard();
}

void Session::discard() {
  stream_.async_read_some(asio::buffer(scratch_),
                          [self = shared_from_this()](Error error, std::size_t count) {
                            if (self->state_ == State::closed) return;
                            self->discarded_ += count;
                            if (error || self->discarded_ > discard_limit || self->stopping_)
                              return self->close();
                            self->discard();
                          });
}

void Session::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  open_ = false;
  timer_.cancel();
  stream_.close();
  core_->remove(this);
}

void Session::open_stream() {
  run_on_strand([](Session& self) {
    if (self.state_ != State::handling) return;
    self.state_ = State::streaming;
    // Ends when the connection does: HTTP/1.0 and 1.1 read that alike.
    self.queue(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\nDate: " +
        http_date() + "\r\n\r\n");
    self.ending_ = self.ending_ || self.stopping_;
    self.watch_reader();
    self.beat();
  });
}

void Session::send_event(std::string text) {
  run_on_strand([text = std::move(text)](Session& self) mutable {
    if (self.state_ == State::streaming && !self.ending_) self.queue(std::move(text));
  });
}

void Session::end_stream() {
  run_on_strand([](Session& self) {
    self.ending_ = true;
    if (self.state_ == State::streaming) self.write_queued();
  });
}

void Session::queue(std::string text) {
  waiting_ += text;
  if (waiting_.size() > core_->limits.stream_bytes) return close();
  write_queued();
}

void Session::write_queued() {
  if (!in_flight_.empty()) return;
  if (waiting_.empty()) {
    if (ending_) close();
    return;
  }
  in_flight_.swap(waiting_);
  write_began_ = std::chrono::steady_clock::now();
  asio::async_write(stream_.socket(), asio::buffer(in_flight_),
                    [self = shared_from_this()](Error error, std::size_t) {
                      if (self->state_ == State::closed) return;
                      self->in_flight_.clear();
                      if (error) return self->close();
                      self->write_queued();
                    });
}

/// A stream's reader says nothing more; that it has gone shows in a read that ends.
void Session::watch_reader() {
  stream_.socket().async_read_some(asio::buffer(scratch_),
                                   [self = shared_from_this()](Error error, std::size_t) {
                                     if (self->state_ == State::closed) return;
                                     if (error) return self->close();
                                     self->watch_reader();
                                   });
}

void Session::beat() {
  timer_.expires_after(core_->limits.heartbeat);
  timer_.async_wait([self = shared_from_this()](Error error) {
    if (error || self->state_ != State::streaming) return;
    const bool stuck =
        !self->in_flight_.empty() &&
        std::chrono::steady_clock::now() - self->write_began_ > self->core_->limits.write_time;
    if (stuck) return self->close();
    if (self->in_flight_.empty() && !self->ending_) self->queue(":\n\n");
    if (self->state_ == State::streaming) self->beat();
  });
}

}  // namespace minhbach::http
