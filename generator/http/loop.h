// One thread that waits for all sockets at once. Only http/ includes this.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "disk/file_descriptor.h"

namespace minhbach::http {

using Clock = std::chrono::steady_clock;

/// epoll(7), told of each socket once: asking anew for every request is a call of the system that
/// costs as much as a tenth of refusing one.
class Loop {
 public:
  /// Who is told that something happened to a socket.
  class Watcher {
   public:
    /// `events`: EPOLLIN, EPOLLOUT, EPOLLRDHUP, EPOLLHUP, EPOLLERR, told when they begin and not
    /// while they last: read and write until the socket has no more.
    virtual void on_events(std::uint32_t events) = 0;

   protected:
    ~Watcher() = default;
  };

  /// `on_tick`: called ten times a second by `run` while `tick` asks for it.
  explicit Loop(std::function<void()> on_tick);

  /// Until `stop`. What is still posted by then, or later, is dropped.
  void run();

  // From any thread:
  /// Runs `work` on the thread of `run`, after what is being done there.
  void post(std::function<void()> work);
  bool runs_here() const { return thread_ == std::this_thread::get_id(); }

  // On the thread of `run`, or before it:
  void stop() { stopped_ = true; }
  /// False when the system watches no more. Closing the socket ends it; `watcher` must then live
  /// until the events in hand have been told (see `keep`).
  bool watch(int socket, Watcher& watcher);
  /// Holds what may still be told of an event, until it has been.
  void keep(std::shared_ptr<void> watcher) { kept_.push_back(std::move(watcher)); }
  void tick(bool on);
  /// When the events in hand came.
  Clock::time_point now() const { return now_; }

 private:
  void run_posted();
  int time_to_wait();

  const std::function<void()> on_tick_;
  FileDescriptor poll_, wake_;
  std::atomic<std::thread::id> thread_{};
  bool stopped_ = false;
  bool ticks_ = false;
  Clock::time_point now_ = Clock::now(), next_tick_;
  std::vector<std::shared_ptr<void>> kept_;

  std::mutex mutex_;  ///< Guards what is below.
  bool over_ = false;
  std::vector<std::function<void()>> posted_;
};

}  // namespace minhbach::http
