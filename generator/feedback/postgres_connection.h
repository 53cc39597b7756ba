// The connection to a PostgreSQL server, and why it fails. Only postgres_*.cpp includes this.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "feedback/postgres_library.h"

namespace minhbach::feedback {

struct CloseConnection {
  void operator()(PGconn* connection) const { libpq().PQfinish(connection); }
};
struct FreeAnswer {
  void operator()(PGresult* answer) const { libpq().PQclear(answer); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;
using Answer = std::unique_ptr<PGresult, FreeAnswer>;

Diagnostic problem(const Message& message, std::string why = {});

/// Why a transaction failed, as far as it decides what to do next.
enum class Trouble : std::uint8_t { none, again, row, connection, other };
Trouble trouble_of(PGconn* connection, const PGresult* answer);

class PostgresConnection {
 public:
  PGconn* get() const { return connection_.get(); }
  std::string why_not() const { return libpq().PQerrorMessage(connection_.get()); }
  void drop() { connection_.reset(); }

  /// Anew; an answer of the server means "on disk" from then on.
  Result<Done> join();
  /// A connection that was lost is made anew.
  Result<Done> stay_joined();
  /// The same, but fails at once when that failed less than `rest` ago: for what can be asked
  /// again, so that many questions do not each wait for a server that is gone.
  Result<Done> stay_joined_or_fail();

  bool is_prepared = false;  ///< This connection's statements; its user's to set.

 private:
  static constexpr std::chrono::seconds rest{5};

  Result<Done> try_to_join();

  Connection connection_;
  std::optional<Diagnostic> failure_;  ///< Of the last try.
  std::chrono::steady_clock::time_point failed_at_;
};

}  // namespace minhbach::feedback
