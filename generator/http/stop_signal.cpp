// An eventfd, which a signal handler may write to.
#include "http/stop_signal.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <system_error>

namespace minhbach::http {
namespace {

// A signal handler takes no argument, so what it asks must be global.
std::atomic<StopSignal*> asked{nullptr};

void ask_to_stop(int) {
  const int error = errno;
  if (StopSignal* stop = asked.load()) stop->request();
  errno = error;
}

void on_signals(void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

}  // namespace

StopSignal::StopSignal() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

StopSignal::~StopSignal() { close(descriptor_); }

void StopSignal::request() noexcept {
  const std::uint64_t one = 1;
  // It can only fail when it has been requested 2^64 - 1 times.
  [[maybe_unused]] const ssize_t written = write(descriptor_, &one, sizeof one);
}

bool StopSignal::requested() const noexcept {
  pollfd wait{descriptor_, POLLIN, 0};
  return poll(&wait, 1, 0) == 1;
}

StopOnSignals::StopOnSignals(StopSignal& stop) {
  asked = &stop;
  on_signals(ask_to_stop, static_cast<int>(SA_RESETHAND | SA_RESTART));
}

StopOnSignals::~StopOnSignals() {
  on_signals(SIG_DFL, 0);
  asked = nullptr;
}

}  // namespace minhbach::http
