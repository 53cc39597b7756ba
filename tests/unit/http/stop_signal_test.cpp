// Asking a server to end.
#include "http/stop_signal.h"

#include <csignal>

#include "support/catch.h"

using minhbach::http::StopOnSignals;
using minhbach::http::StopSignal;

TEST_CASE("a stop that was requested stays so") {
  StopSignal stop;
  CHECK_FALSE(stop.requested());
  stop.request();
  stop.request();
  CHECK(stop.requested());
  CHECK(stop.requested());
}

TEST_CASE("SIGINT and SIGTERM request the stop") {
  for (const int signal : {SIGINT, SIGTERM}) {
    StopSignal stop;
    const StopOnSignals listening(stop);
    CHECK_FALSE(stop.requested());
    std::raise(signal);
    CHECK(stop.requested());
  }
}
