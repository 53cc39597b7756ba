// How it is made, and what its errors mean.
#include "feedback/postgres_connection.h"

#include <string_view>

#include "feedback/messages.h"

namespace minhbach::feedback {

Diagnostic problem(const Message& message, std::string why) {
  while (why.ends_with('\n')) why.pop_back();
  Diagnostic out;
  out.message = &message;
  out.arguments = {std::move(why)};
  return out;
}

Trouble trouble_of(PGconn* connection, const PGresult* answer) {
  if (libpq().PQstatus(connection) == CONNECTION_BAD) return Trouble::connection;
  const char* code = libpq().PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const std::string_view state = code == nullptr ? "" : code;
  if (state == "40001" || state == "40P01") return Trouble::again;
  if (state.starts_with("22") || state.starts_with("23") || state.starts_with("54"))
    return Trouble::row;
  // Shutting down, or starting: the connection is as good as gone.
  if (state.starts_with("57P") || state.starts_with("08")) return Trouble::connection;
  return Trouble::other;
}

Result<Done> PostgresConnection::try_to_join() {
  if (!has_libpq()) return problem(messages::postgres_library_missing);
  const char* const names[] = {
      "application_name", "connect_timeout",     "client_encoding",  "tcp_user_timeout",
      "keepalives_idle",  "keepalives_interval", "keepalives_count", nullptr};
  const char* const values[] = {"minhbach feedback", "5", "UTF8", "10000", "10", "3", "3", nullptr};
  connection_.reset(libpq().PQconnectdbParams(names, values, 0));
  if (libpq().PQstatus(connection_.get()) != CONNECTION_OK)
    return problem(messages::store_not_reached, why_not());
  // Notices say nothing that an operator of this program could use.
  libpq().PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  // Whatever the server's habit: an answer means "on disk".
  for (const char* text : {"SET synchronous_commit = on", "SET lock_timeout = '10s'",
                           "SET client_min_messages = warning"}) {
    const Answer done(libpq().PQexec(connection_.get(), text));
    if (libpq().PQresultStatus(done.get()) != PGRES_COMMAND_OK)
      return problem(messages::store_not_reached, why_not());
  }
  const Answer habit(libpq().PQexec(connection_.get(), "SELECT current_setting('fsync', true)"));
  if (libpq().PQresultStatus(habit.get()) == PGRES_TUPLES_OK &&
      libpq().PQntuples(habit.get()) == 1 &&
      std::string_view(libpq().PQgetvalue(habit.get(), 0, 0)) == "off")
    return problem(messages::store_not_safe, "fsync = off");
  return Done{};
}

Result<Done> PostgresConnection::join() {
  is_prepared = false;
  Result<Done> joined = try_to_join();
  failure_.reset();
  if (joined) return joined;
  connection_.reset();
  failure_ = joined.error();
  failed_at_ = std::chrono::steady_clock::now();
  return joined;
}

Result<Done> PostgresConnection::stay_joined() {
  if (connection_ && libpq().PQstatus(connection_.get()) == CONNECTION_OK) return Done{};
  return join();
}

Result<Done> PostgresConnection::stay_joined_or_fail() {
  if (failure_ && std::chrono::steady_clock::now() - failed_at_ < rest) return *failure_;
  return stay_joined();
}

}  // namespace minhbach::feedback
