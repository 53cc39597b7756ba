// One thread that waits for all sockets at once. Only http/ includes this.
#pragma once

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

/// epoll(7), told of each socket once, not anew for every request.
class Loop {
 public:
  /// Whom to tell that something happened to a socket.
  struct Watcher {
    /// `events`: EPOLLIN, EPOLLOUT, EPOLLRDHUP, EPOLLHUP, EPOLLERR, told when they begin and not
    /// while they last: read and write until the socket has no more.
    std::function<void(std::uint32_t events)> told;
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
  /// Tells `watcher` of what comes to `socket`, until `unwatch`. Returns 0 or an errno.
  int watch(int socket, Watcher& watcher);
  /// Tells of room to write in, too, from when there is some.
  void watch_writing(int socket, Watcher& watcher);
  /// Before the socket is closed: another process may hold it open. What has happened by now may
  /// still be told, so `watcher` must live on for a while (see `keep`).
  void unwatch(int socket);
  /// Holds the owner of a watcher until what is in hand has been told.
  void keep(std::shared_ptr<void> owner) { kept_.push_back(std::move(owner)); }
  void tick(bool on);
  /// When what is being done here was begun.
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
