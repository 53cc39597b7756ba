// How a server that runs is told to end: by another thread, or by Ctrl-C.
#pragma once

namespace minhbach::http {

/// Once requested, it stays so.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  /// May be called from any thread, and from a signal handler.
  void request() noexcept;
  bool requested() const noexcept;
  /// Readable once requested: for poll().
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// While it lives, SIGINT and SIGTERM request `stop`; a second one ends the program as usual, for
/// people who do not want to wait. One at a time in a process.
class StopOnSignals {
 public:
  explicit StopOnSignals(StopSignal& stop);
  ~StopOnSignals();
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;
};

}  // namespace minhbach::http
