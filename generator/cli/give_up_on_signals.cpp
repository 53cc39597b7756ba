// A thread that waits for the signal, gives up the lock, and ends the program.
#include "cli/give_up_on_signals.h"

#include <poll.h>

#include <csignal>

namespace minhbach::cli {
namespace {

/// One that came is as it was before anybody listened to it; 0 for none.
int signal_that_came() {
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler == SIG_DFL) return signal;
  }
  return 0;
}

}  // namespace

GiveUpOnSignals::GiveUpOnSignals(std::function<std::unique_ptr<publish::Target>()> connect)
    : connect_(std::move(connect)), watcher_([this] { watch(); }) {}

GiveUpOnSignals::~GiveUpOnSignals() {
  stop_.request();
  watcher_.join();
}

void GiveUpOnSignals::hold(const publish::Lock& lock) {
  const std::lock_guard guard(mutex_);
  lock_ = lock;
}

void GiveUpOnSignals::watch() {
  pollfd wait{stop_.descriptor(), POLLIN, 0};
  while (poll(&wait, 1, -1) != 1) {
  }
  const int signal = signal_that_came();
  if (signal == 0) return;
  std::optional<publish::Lock> lock;
  {
    const std::lock_guard guard(mutex_);
    lock = lock_;
  }
  if (lock) {
    const std::unique_ptr<publish::Target> target = connect_();
    target->begin_run(publish::new_lock(0).id);  // Temporary names of its own.
    if (target->open()) publish::give_up_lock(*target, std::move(*lock));
  }
  raise(signal);
}

}  // namespace minhbach::cli
