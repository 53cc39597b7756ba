// One pipeline a batch over one connection.
#include "feedback/postgres_store.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>

#include "feedback/messages.h"
#include "feedback/postgres_connection.h"

namespace minhbach::feedback {
namespace {

using namespace std::chrono_literals;

/// Each brings the schema from its index to the next; never changed once released.
constexpr const char* migrations[] = {
    "CREATE TABLE y_kien ("
    " bien_nhan bytea PRIMARY KEY CHECK (octet_length(bien_nhan) = 10),"
    " cong text NOT NULL, bieu_mau text NOT NULL, nhom text NOT NULL, trang text NOT NULL,"
    " ngon_ngu text NOT NULL, ngay text NOT NULL, tra_loi text NOT NULL, nghi_ngo text NOT NULL,"
    " trang_thai text NOT NULL DEFAULT 'da_nhan', lien_ket text NOT NULL DEFAULT '')",
};
constexpr int latest = std::size(migrations);

constexpr int most_repeats = 8;
constexpr int most_reconnects = 6;
constexpr auto first_pause = 50ms;

constexpr const char* insert_name = "them";
constexpr const char* insert_text =
    "INSERT INTO y_kien (bien_nhan, cong, bieu_mau, nhom, trang, ngon_ngu, ngay, tra_loi, nghi_ngo)"
    " VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (bien_nhan) DO NOTHING";
constexpr const char* columns =
    "encode(bien_nhan, 'hex'), cong, bieu_mau, nhom, trang, ngon_ngu, ngay, tra_loi, nghi_ngo, "
    "trang_thai, lien_ket";

std::string to_bytea(std::string_view bytes) {
  std::string out = "\\x";
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string from_hex(std::string_view text) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    out += static_cast<char>(value(text[i]) * 16 + value(text[i + 1]));
  return out;
}

Stored stored_at(const PGresult* rows, int row) {
  const auto at = [&](int column) { return std::string(libpq().PQgetvalue(rows, row, column)); };
  Stored out;
  Submission& one = out.submission;
  one.receipt = from_hex(at(0));
  one.portal = at(1);
  one.form = at(2);
  one.group = at(3);
  one.page = at(4);
  one.language = at(5);
  one.day = at(6);
  one.answers = unpack_answers(at(7)).value_or(std::vector<forms::Answer>{});
  one.suspicion = at(8);
  out.state = read_state(at(9)).value_or(State::received);
  out.link = at(10);
  return out;
}

class PostgresStore : public Store {
 public:
  Result<Done> open() {
    if (Result<Done> joined = connection_.join(); !joined) return joined;
    return migrate();
  }

  Result<std::vector<Fate>> put(std::span<const Submission> batch) override {
    int repeats = 0, reconnects = 0;
    for (auto pause = first_pause;; pause *= 2) {
      std::vector<Fate> fates;
      std::string why;
      switch (put_once(batch, fates, why)) {
        case Trouble::none: return tell_changed(*this, batch, std::move(fates));
        case Trouble::row:
          // One row spoils the transaction of all: each gets its own.
          if (batch.size() > 1) return put_one_by_one(batch);
          return std::vector<Fate>{Fate::refused};
        case Trouble::again:
          if (++repeats > most_repeats) return problem(messages::store_write_failed, why);
          break;
        case Trouble::connection:
          if (++reconnects > most_reconnects) return problem(messages::store_not_reached, why);
          std::this_thread::sleep_for(pause);
          connection_.drop();
          break;
        case Trouble::other: return problem(messages::store_write_failed, why);
      }
    }
  }

  Result<std::optional<Stored>> find(const Receipt& receipt) override {
    const Result<Answer> rows =
        ask(fmt::format("SELECT {} FROM y_kien WHERE bien_nhan = $1", columns), {to_bytea(receipt)},
            messages::store_read_failed);
    if (!rows) return rows.error();
    if (libpq().PQntuples(rows->get()) == 0) return std::optional<Stored>();
    return std::optional<Stored>(stored_at(rows->get(), 0));
  }

  Result<Done> each(const Selection& which,
                    const std::function<void(const Stored&)>& take) override;

  Result<bool> set_state(const Receipt& receipt, State state, std::string_view link) override {
    return change("UPDATE y_kien SET trang_thai = $1, lien_ket = $2 WHERE bien_nhan = $3",
                  {std::string(to_text(state)), std::string(link), to_bytea(receipt)});
  }

  Result<bool> judge(const Receipt& receipt, std::string_view suspicion, State state) override {
    return change(
        "UPDATE y_kien SET nghi_ngo = $1::text, trang_thai = CASE WHEN $1::text <> '' OR (nghi_ngo "
        "= 'tu_choi' AND trang_thai = 'da_dong') THEN $2 ELSE trang_thai END "
        "WHERE bien_nhan = $3 AND nghi_ngo <> ''",
        {std::string(suspicion), std::string(to_text(state)), to_bytea(receipt)});
  }

  Result<Purged> purge(const IsOver& is_over) override;

  /// Every row is read and taken apart; damage inside the server is the server's to find.
  Result<Done> check() override {
    for (const bool suspicious : {false, true}) {
      Selection all;
      all.suspicious = suspicious;
      if (Result<Done> read = each(all, [](const Stored&) {}); !read) return read;
    }
    return Done{};
  }

  Result<Done> back_up(const std::string&) override { return problem(messages::backup_elsewhere); }

 private:
  Result<Done> migrate() {
    for (int tries = 1;; ++tries) {
      const Result<Done> done = migrate_once();
      // Two endpoints that start at once: the second finds it done.
      if (done || tries == 3 || done.error().message == &messages::store_from_later) return done;
      const Answer back(libpq().PQexec(connection_.get(), "ROLLBACK"));
    }
  }

  Result<Done> migrate_once() {
    for (const char* text : {"CREATE TABLE IF NOT EXISTS y_kien_bac (bac integer NOT NULL)",
                             "BEGIN", "LOCK TABLE y_kien_bac IN ACCESS EXCLUSIVE MODE"}) {
      if (Result<Done> done = order(text); !done) return done;
    }
    const Answer row(
        libpq().PQexec(connection_.get(), "SELECT coalesce(max(bac), 0) FROM y_kien_bac"));
    if (libpq().PQresultStatus(row.get()) != PGRES_TUPLES_OK)
      return problem(messages::store_read_failed, connection_.why_not());
    const int version = std::atoi(libpq().PQgetvalue(row.get(), 0, 0));
    if (version > latest) {
      Diagnostic out;
      out.message = &messages::store_from_later;
      out.arguments = {"PostgreSQL", std::to_string(version), std::to_string(latest)};
      return out;
    }
    for (int i = version; i < latest; ++i) {
      if (Result<Done> done = order(migrations[i]); !done) return done;
    }
    if (version < latest) {
      const std::string text = fmt::format("INSERT INTO y_kien_bac VALUES ({})", latest);
      if (Result<Done> done = order(text.c_str()); !done) return done;
    }
    return order("COMMIT");
  }

  Result<Done> order(const char* text) {
    const Answer done(libpq().PQexec(connection_.get(), text));
    if (libpq().PQresultStatus(done.get()) == PGRES_COMMAND_OK) return Done{};
    return problem(messages::store_write_failed, connection_.why_not());
  }

  bool prepare() {
    const Answer done(libpq().PQprepare(connection_.get(), insert_name, insert_text, 0, nullptr));
    return libpq().PQresultStatus(done.get()) == PGRES_COMMAND_OK;
  }

  bool send_row(const Submission& one) {
    const std::string receipt = to_bytea(one.receipt);
    const std::string answers = pack_answers(one.answers);
    const std::array<const char*, 9> values{
        receipt.c_str(),   one.portal.c_str(), one.form.c_str(),
        one.group.c_str(), one.page.c_str(),   one.language.c_str(),
        one.day.c_str(),   answers.c_str(),    one.suspicion.c_str()};
    return libpq().PQsendQueryPrepared(connection_.get(), insert_name, values.size(), values.data(),
                                       nullptr, nullptr, 0) == 1;
  }

  /// One transaction in one round trip.
  Trouble put_once(std::span<const Submission> batch, std::vector<Fate>& fates, std::string& why) {
    if (const Result<Done> joined = connection_.stay_joined(); !joined) {
      why = joined.error().arguments.front();
      return Trouble::connection;
    }
    PGconn* connection = connection_.get();
    if (!connection_.is_prepared && !(connection_.is_prepared = prepare())) {
      why = connection_.why_not();
      return libpq().PQstatus(connection) == CONNECTION_BAD ? Trouble::connection : Trouble::other;
    }
    bool sent =
        libpq().PQenterPipelineMode(connection) == 1 &&
        libpq().PQsendQueryParams(connection, "BEGIN", 0, nullptr, nullptr, nullptr, nullptr, 0);
    for (const Submission& one : batch) sent = sent && send_row(one);
    sent = sent && libpq().PQsendQueryParams(connection, "COMMIT", 0, nullptr, nullptr, nullptr,
                                             nullptr, 0);
    sent = sent && libpq().PQpipelineSync(connection) == 1;
    if (!sent) {
      why = connection_.why_not();
      connection_.drop();
      return Trouble::connection;
    }
    return read_fates(batch.size(), fates, why);
  }

  /// The answers of BEGIN, of each row, and of COMMIT.
  Trouble read_fates(std::size_t rows, std::vector<Fate>& fates, std::string& why) {
    PGconn* connection = connection_.get();
    Trouble trouble = Trouble::none;
    for (std::size_t step = 0; step < rows + 2; ++step) {
      const Answer answer(libpq().PQgetResult(connection));
      const bool good = libpq().PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
      if (!good && trouble == Trouble::none) {
        why = connection_.why_not();
        trouble = trouble_of(connection, answer.get());
        if (trouble == Trouble::connection) {
          connection_.drop();
          return trouble;
        }
      }
      if (good && step > 0 && step <= rows)
        fates.push_back(std::string_view(libpq().PQcmdTuples(answer.get())) == "1"
                            ? Fate::stored
                            : Fate::repeated);
      if (answer != nullptr) const Answer none(libpq().PQgetResult(connection));
    }
    const Answer sync(libpq().PQgetResult(connection));
    const bool ended = libpq().PQresultStatus(sync.get()) == PGRES_PIPELINE_SYNC &&
                       libpq().PQexitPipelineMode(connection) == 1;
    if (!ended) {
      // What became of the COMMIT is not known: asked again, each row says whether it is there.
      if (trouble == Trouble::none) why = connection_.why_not();
      connection_.drop();
      return trouble == Trouble::none ? Trouble::connection : trouble;
    }
    if (trouble != Trouble::none) {
      const Answer back(libpq().PQexec(connection, "ROLLBACK"));
      fates.clear();
    }
    return trouble;
  }

  Result<std::vector<Fate>> put_one_by_one(std::span<const Submission> batch) {
    std::vector<Fate> fates;
    for (const Submission& one : batch) {
      const Result<std::vector<Fate>> fate = put({&one, 1});
      if (!fate) return fate.error();
      fates.push_back(fate->front());
    }
    return fates;
  }

  /// Whether there was such a row.
  Result<bool> change(const char* text, const std::vector<std::string>& values) {
    const Result<Answer> done = ask(text, values, messages::store_write_failed);
    if (!done) return done.error();
    return std::string_view(libpq().PQcmdTuples(done->get())) == "1";
  }

  /// One statement outside of batches; a connection that was lost meanwhile is made anew once.
  Result<Answer> ask(const std::string& text, const std::vector<std::string>& values,
                     const Message& message) {
    std::vector<const char*> pointers;
    for (const std::string& value : values) pointers.push_back(value.c_str());
    for (int tries = 1;; ++tries) {
      if (Result<Done> joined = connection_.stay_joined_or_fail(); !joined) return joined.error();
      Answer answer(libpq().PQexecParams(connection_.get(), text.c_str(),
                                         static_cast<int>(pointers.size()), nullptr,
                                         pointers.data(), nullptr, nullptr, 0));
      const ExecStatusType status = libpq().PQresultStatus(answer.get());
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return answer;
      const std::string why = connection_.why_not();
      const Trouble trouble = trouble_of(connection_.get(), answer.get());
      if (trouble == Trouble::connection) connection_.drop();
      const bool worth_it = trouble == Trouble::connection || trouble == Trouble::again;
      if (!worth_it || tries == 3) return problem(message, why);
    }
  }

  PostgresConnection connection_;
};

Result<Done> PostgresStore::each(const Selection& which,
                                 const std::function<void(const Stored&)>& take) {
  if (Result<Done> joined = connection_.stay_joined_or_fail(); !joined) return joined;
  const std::string text = fmt::format(
      "SELECT {} FROM y_kien WHERE ($1 = '' OR cong = $1) AND ($2 = '' OR bieu_mau = $2) "
      "AND ($3 = '' OR ngay >= $3) AND ($4 = '' OR ngay <= $4) AND (nghi_ngo <> '') = ($5 = '1') "
      "ORDER BY ngay, bien_nhan",
      columns);
  const char* const values[] = {which.portal.c_str(), which.form.c_str(), which.from.c_str(),
                                which.to.c_str(), which.suspicious ? "1" : "0"};
  const Oid kinds[] = {25, 25, 25, 25, 25};  // text, so that the engine need not guess.
  PGconn* connection = connection_.get();
  if (libpq().PQsendQueryParams(connection, text.c_str(), 5, kinds, values, nullptr, nullptr, 0) !=
          1 ||
      libpq().PQsetSingleRowMode(connection) != 1)
    return problem(messages::store_read_failed, connection_.why_not());
  std::optional<Diagnostic> failed;
  while (const Answer row{libpq().PQgetResult(connection)}) {
    const ExecStatusType status = libpq().PQresultStatus(row.get());
    if (status == PGRES_SINGLE_TUPLE) {
      take(stored_at(row.get(), 0));
    } else if (status != PGRES_TUPLES_OK && !failed) {
      failed = problem(messages::store_read_failed, connection_.why_not());
    }
  }
  if (failed) return std::move(*failed);
  return Done{};
}

/// By what can be counted without reading any answer: how many kinds and days there are is little.
Result<Purged> PostgresStore::purge(const IsOver& is_over) {
  const Result<Answer> kinds =
      ask("SELECT DISTINCT cong, bieu_mau, ngay FROM y_kien", {}, messages::store_read_failed);
  if (!kinds) return kinds.error();
  Purged out;
  for (int i = 0; i < libpq().PQntuples(kinds->get()); ++i) {
    std::vector<std::string> of;
    for (int k = 0; k < 3; ++k) of.emplace_back(libpq().PQgetvalue(kinds->get(), i, k));
    if (!is_over(of[0], of[1], of[2])) continue;
    const Result<Answer> done =
        ask("DELETE FROM y_kien WHERE cong = $1 AND bieu_mau = $2 AND ngay = $3", of,
            messages::store_write_failed);
    if (!done) return done.error();
    out[{of[0], of[1]}] += std::strtoll(libpq().PQcmdTuples(done->get()), nullptr, 10);
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<Store>> open_postgres() {
  auto store = std::make_unique<PostgresStore>();
  if (Result<Done> opened = store->open(); !opened) return opened.error();
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace minhbach::feedback
