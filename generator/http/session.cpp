// The life of a connection: read a request, hand it on, write the answer, again.
#include "http/session.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

#include "http/response_head.h"

namespace minhbach::http {
namespace {

namespace beast = boost::beast;
using Error = boost::system::error_code;

constexpr std::uint32_t ends = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
constexpr std::size_t discard_limit = 256 * 1024;
constexpr std::chrono::milliseconds discard_time{2'000};
/// A connection that waits for its next request gives back what is larger.
constexpr std::size_t kept_while_idle = 4096;
/// Head and body of so many bytes together are sent from one place, which costs the system less.
constexpr std::size_t small_answer = 1024;

/// Both in one call of the system.
ssize_t send_both(int socket, std::string_view one, std::string_view other) {
  iovec parts[] = {{const_cast<char*>(one.data()), one.size()},
                   {const_cast<char*>(other.data()), other.size()}};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  return sendmsg(socket, &message, MSG_NOSIGNAL);
}

}  // namespace

Session::Session(std::shared_ptr<Core> core, FileDescriptor socket, Ends ends)
    : core_(std::move(core)), socket_(std::move(socket)), ends_(std::move(ends)) {}

/// At once on the loop's thread, else as soon as it comes to it.
template <typename Work>
void Session::run_there(Work work) {
  if (core_->loop.runs_here()) return work(*this);
  core_->loop.post([self = shared_from_this(), work = std::move(work)]() mutable { work(*self); });
}

/// False, and closed, when the system watches no more sockets.
bool Session::watch() {
  if (core_->loop.watch(socket_.get(), watcher_) == 0) return true;
  close();
  return false;
}

void Session::start() {
  if (watch()) read_request();
}

void Session::refuse() {
  if (watch()) write(text_response(503, "too many connections\n"), false);
}

void Session::stop() {
  run_there([](Session& self) {
    self.stopping_ = true;
    if (self.state_ == State::reading || self.state_ == State::lingering) self.close();
    if (self.state_ == State::streaming) {
      self.ending_ = true;
      self.write_rest();
    }
  });
}

void Session::abort() {
  run_there([](Session& self) { self.close(); });
}

void Session::read_request() {
  if (stopping_) return close();
  state_ = State::reading;
  header_done_ = false;
  parser_.reset();
  due_in(core_->limits.header_time);
  if (kept_.empty()) {
    if (kept_.capacity() > kept_while_idle) std::string().swap(kept_);
    return wait_for_bytes();
  }
  // Not at once: a thousand requests sent together would be a thousand calls deep.
  core_->loop.post([self = shared_from_this()] {
    if (self->state_ == State::reading) self->take({});
  });
}

void Session::on_events(std::uint32_t events) {
  ended_ |= (events & ends) != 0;
  has_bytes_ |= (events & (EPOLLIN | ends)) != 0;
  if (writes_ && (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) {
    writes_ = false;
    write_rest();
  }
  if (waits_ && has_bytes_ && !reads_soon_) read_bytes();
}

/// What is there already is read when others have had their turn.
void Session::wait_for_bytes() {
  waits_ = true;
  if (!has_bytes_ || std::exchange(reads_soon_, true)) return;
  core_->loop.post([self = shared_from_this()] {
    self->reads_soon_ = false;
    if (self->waits_ && self->has_bytes_) self->read_bytes();
  });
}

void Session::read_bytes() {
  std::array<char, 64 * 1024>& into = core_->incoming;
  const ssize_t count = recv(socket_.get(), into.data(), into.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
    has_bytes_ = errno == EINTR;
    return wait_for_bytes();
  }
  if (count <= 0) return close();
  // Less than there was room for: the next byte is told, but of an end that has been told nothing
  // is.
  if (static_cast<std::size_t>(count) < into.size()) has_bytes_ = ended_;
  waits_ = false;
  on_bytes(static_cast<std::size_t>(count));
}

void Session::on_bytes(std::size_t count) {
  switch (state_) {
    case State::reading: return take({core_->incoming.data(), count});
    case State::lingering:
      discarded_ += count;
      if (discarded_ > discard_limit || stopping_) return close();
      return wait_for_bytes();
    case State::streaming:  // Its reader says nothing more: only that it has gone counts.
      return wait_for_bytes();
    default: return;
  }
}

void Session::take(std::string_view bytes) {
  if (!kept_.empty()) {
    kept_ += bytes;
    bytes = kept_;
  }
  if (!parser_) {
    parser_.emplace(static_cast<std::uint32_t>(core_->limits.header_bytes));
    parser_->body_limit(core_->limits.body_bytes);
  }
  Error error;
  while (!bytes.empty() && !parser_->is_done()) {
    bytes.remove_prefix(parser_->put(boost::asio::buffer(bytes.data(), bytes.size()), error));
    if (error && error != beast::http::error::need_more) return on_unreadable(error);
    if (!header_done_ && parser_->is_header_done()) {
      if (!on_header()) return;
      continue;
    }
    if (error) break;
  }
  kept_ = std::string(bytes);
  if (parser_->is_done()) return on_request();
  // What is no whole header yet is kept, and must not be kept without end.
  if (kept_.size() > core_->limits.header_bytes)
    return on_unreadable(beast::http::error::header_limit);
  wait_for_bytes();
}

/// False when the request has been answered by its header alone.
bool Session::on_header() {
  header_done_ = true;
  parser_->eager(true);
  due_in(core_->limits.body_time);
  version_ = parser_->version;
  const auto refused = [&](int status, const char* text) {
    is_head_ = false;
    write(text_response(status, text), false);
    return false;
  };
  if (version_ != 10 && version_ != 11) {
    version_ = 11;
    return refused(505, "HTTP version not supported\n");
  }
  // A request that names two hosts, or none, reads differently at each server it passes.
  if (parser_->hosts > 1 || (parser_->hosts == 0 && version_ == 11))
    return refused(400, "exactly one Host\n");
  if (parser_->codings > 1 ||
      (parser_->codings == 1 && !beast::iequals(parser_->coding, "chunked")))
    return refused(400, "Transfer-Encoding: chunked alone\n");
  // HTTP/1.0 knows no answer before the answer (RFC 9110, 10.1.1).
  if (parser_->expectation.empty() || version_ == 10) return true;
  if (!beast::iequals(parser_->expectation, "100-continue"))
    return refused(417, "only 100-continue\n");
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  // Into an empty send buffer: a client that cannot take 25 bytes is no client.
  if (send(socket_.get(), go_on.data(), go_on.size(), MSG_NOSIGNAL) == ssize_t{go_on.size()})
    return true;
  close();
  return false;
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
  } else {
    write(text_response(400, "bad request\n"), false);
  }
}

void Session::on_request() {
  keep_alive_ = parser_->keep_alive();
  Request request = std::move(parser_->request);
  parser_.reset();
  is_head_ = request.method == "HEAD";
  request.place = ends_.place;
  request.local_port = ends_.local_port;
  request.peer = ends_.peer;

  state_ = State::handling;
  deadline_ = Clock::time_point::max();
  try {
    core_->handler(std::move(request), Reply(shared_from_this()));
  } catch (const std::exception& failure) {
    // One request that fails must not end the server; the reply has answered 500 on its way out.
    if (core_->failed) core_->failed(failure.what());
  }
}

void Session::answer(Response response) {
  run_there([response = std::move(response)](Session& self) mutable {
    self.answer_here(std::move(response));
  });
}

void Session::answer_together(std::vector<std::pair<std::shared_ptr<Session>, Response>> all) {
  if (all.empty()) return;
  const std::shared_ptr<Core> core = all.front().first->core_;  // May be the last to hold it.
  core->loop.post([all = std::move(all)]() mutable {
    for (auto& [session, response] : all) session->answer_here(std::move(response));
  });
}

void Session::answer_here(Response response) {
  if (state_ == State::handling) write(std::move(response), keep_alive_);
}

void Session::write(Response response, bool keep_alive) {
  state_ = State::writing;
  closes_ = !keep_alive || stopping_;
  head_.reserve(small_answer);
  append_head(head_, response, version_, closes_);
  body_ = is_head_ || !has_length(response) ? std::string() : std::move(response.body);
  if (head_.size() + body_.size() <= small_answer) {
    head_ += body_;
    body_.clear();
  }
  sent_ = 0;
  due_in(core_->limits.write_time);
  write_rest();
}

/// What `head_` and `body_` still hold; what the socket does not take at once is waited for.
void Session::write_rest() {
  if (writes_) return;
  while (sent_ < head_.size() + body_.size()) {
    if (state_ == State::streaming && sent_ == head_.size()) {
      head_.swap(body_);
      body_.clear();
      sent_ = 0;
      write_began_ = core_->loop.now();
    }
    const std::size_t of_head = std::min(sent_, head_.size());
    const std::string_view head = std::string_view(head_).substr(of_head);
    const std::string_view body = std::string_view(body_).substr(sent_ - of_head);
    const ssize_t count = state_ == State::streaming || body_.empty()
                              ? send(socket_.get(), head.data(), head.size(), MSG_NOSIGNAL)
                              : send_both(socket_.get(), head, body);
    if (count >= 0) {
      sent_ += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN) {
      writes_ = true;
      return core_->loop.watch_writing(socket_.get(), watcher_);
    } else if (errno != EINTR) {
      return close();
    }
  }
  if (state_ != State::streaming) return on_written();
  if (ending_) close();
}

void Session::on_written() {
  head_.clear();
  std::string().swap(body_);
  closes_ ? linger() : read_request();
}

/// Closing while the other end still sends would reset the connection, and the answer with it.
void Session::linger() {
  shutdown(socket_.get(), SHUT_WR);
  if (stopping_) return close();
  state_ = State::lingering;
  due_in(discard_time);
  wait_for_bytes();
}

void Session::on_deadline() {
  switch (state_) {
    case State::reading:
      if (!parser_) return close();  // Kept open for nothing.
      version_ = 11;
      is_head_ = false;
      return write(text_response(408, "request timeout\n"), false);
    case State::streaming: return beat();
    default: return close();
  }
}

void Session::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  open_ = waits_ = writes_ = false;
  core_->loop.unwatch(socket_.get());
  socket_.close();
  core_->remove(this);
}

void Session::open_stream() {
  run_there([](Session& self) {
    if (self.state_ != State::handling) return;
    self.state_ = State::streaming;
    self.head_.clear();
    self.sent_ = 0;
    self.due_in(self.core_->limits.heartbeat);
    self.ending_ = self.ending_ || self.stopping_;
    self.wait_for_bytes();
    // Ends when the connection does: HTTP/1.0 and 1.1 read that alike.
    self.queue(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n" +
        date_line() + "\r\n");
  });
}

void Session::send_event(std::string text) {
  run_there([text = std::move(text)](Session& self) mutable {
    if (self.state_ == State::streaming && !self.ending_) self.queue(std::move(text));
  });
}

void Session::end_stream() {
  run_there([](Session& self) {
    self.ending_ = true;
    if (self.state_ == State::streaming) self.write_rest();
  });
}

void Session::queue(std::string text) {
  body_ += text;
  if (body_.size() > core_->limits.stream_bytes) return close();
  write_rest();
}

void Session::beat() {
  if (writes_ && core_->loop.now() - write_began_ > core_->limits.write_time) return close();
  due_in(core_->limits.heartbeat);
  if (!writes_ && !ending_) queue(":\n\n");
}

}  // namespace minhbach::http
