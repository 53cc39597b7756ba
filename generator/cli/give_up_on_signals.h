// Ctrl-C, or a job that is cancelled, while something is published.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "http/stop_signal.h"
#include "publish/lock.h"
#include "publish/target.h"

namespace minhbach::cli {

/// While it lives, SIGINT and SIGTERM end the program as they would, after its lock at the place
/// says that nobody works there any more: else whoever is next, on another machine, has to wait.
/// That is done over a connection of its own, as the one that is at work cannot be interrupted; a
/// second signal ends the program at once.
class GiveUpOnSignals {
 public:
  explicit GiveUpOnSignals(std::function<std::unique_ptr<publish::Target>()> connect);
  ~GiveUpOnSignals();
  GiveUpOnSignals(const GiveUpOnSignals&) = delete;
  GiveUpOnSignals& operator=(const GiveUpOnSignals&) = delete;

  /// The lock that is, or is about to be, at the place.
  void hold(const publish::Lock& lock);

 private:
  void watch();

  const std::function<std::unique_ptr<publish::Target>()> connect_;
  http::StopSignal stop_;
  http::StopOnSignals on_signals_{stop_};
  std::mutex mutex_;  ///< Guards what is below.
  std::optional<publish::Lock> lock_;
  std::thread watcher_;  ///< Last: it uses all the others.
};

}  // namespace minhbach::cli
