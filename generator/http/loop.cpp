// Waiting by epoll; an eventfd wakes it.
#include "http/loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace minhbach::http {
namespace {

constexpr std::chrono::milliseconds tick_period{100};
/// So many are told before what was posted is looked at.
constexpr std::size_t events_at_once = 128;

}  // namespace

Loop::Loop(std::function<void()> on_tick)
    : on_tick_(std::move(on_tick)),
      poll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  epoll_event event{EPOLLIN | EPOLLET, {.ptr = nullptr}};
  if (!poll_ || !wake_ || epoll_ctl(poll_.get(), EPOLL_CTL_ADD, wake_.get(), &event) != 0)
    throw std::system_error(errno, std::generic_category(), "epoll");
}

int Loop::watch(int socket, Watcher& watcher) {
  epoll_event event{EPOLLIN | EPOLLRDHUP | EPOLLET, {.ptr = &watcher}};
  return epoll_ctl(poll_.get(), EPOLL_CTL_ADD, socket, &event) == 0 ? 0 : errno;
}

void Loop::watch_writing(int socket, Watcher& watcher) {
  epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = &watcher}};
  epoll_ctl(poll_.get(), EPOLL_CTL_MOD, socket, &event);  // Fails for what is not watched alone.
}

void Loop::unwatch(int socket) { epoll_ctl(poll_.get(), EPOLL_CTL_DEL, socket, nullptr); }

void Loop::post(std::function<void()> work) {
  bool sleeps = false;
  {
    const std::lock_guard lock(mutex_);
    if (over_) return;
    sleeps = posted_.empty() && !runs_here();
    posted_.push_back(std::move(work));
  }
  const std::uint64_t one = 1;
  // Its edge wakes; nobody reads it, and 2^64 posts do not come.
  if (sleeps) [[maybe_unused]]
    const ssize_t written = write(wake_.get(), &one, sizeof one);
}

void Loop::run_posted() {
  std::vector<std::function<void()>> work;
  {
    const std::lock_guard lock(mutex_);
    work.swap(posted_);
  }
  for (const auto& each : work) each();
}

void Loop::tick(bool on) {
  if (on && !ticks_) next_tick_ = now_ + tick_period;
  ticks_ = on;
}

/// In milliseconds; -1 for as long as it takes.
int Loop::time_to_wait() {
  {
    const std::lock_guard lock(mutex_);
    if (!posted_.empty()) return 0;
  }
  if (!ticks_) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_tick_ - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

void Loop::run() {
  thread_ = std::this_thread::get_id();
  std::array<epoll_event, events_at_once> events;
  while (!stopped_) {
    const int count = epoll_wait(poll_.get(), events.data(), events.size(), time_to_wait());
    if (count < 0 && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "epoll_wait");
    for (int i = 0; i < count; ++i) {
      now_ = Clock::now();
      if (auto* watcher = static_cast<Watcher*>(events[i].data.ptr))
        watcher->told(events[i].events);
    }
    now_ = Clock::now();
    run_posted();
    if (ticks_ && now_ >= next_tick_) {
      next_tick_ = now_ + tick_period;
      on_tick_();
    }
    kept_.clear();
  }
  thread_ = std::thread::id();
  std::vector<std::function<void()>> dropped;  // Outside the lock: what ends may post.
  const std::lock_guard lock(mutex_);
  over_ = true;
  dropped.swap(posted_);
}

}  // namespace minhbach::http
