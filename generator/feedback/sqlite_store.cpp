// One connection, prepared statements, one transaction a batch.
#include "feedback/sqlite_store.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "feedback/messages.h"
#include "feedback/row_numbers.h"
#include "feedback/sqlite_handles.h"

namespace minhbach::feedback {
namespace {

/// Each brings the schema from its index to the next; never changed once released.
constexpr const char* migrations[] = {
    "CREATE TABLE y_kien (so INTEGER PRIMARY KEY,"
    " bien_nhan BLOB NOT NULL UNIQUE CHECK (length(bien_nhan) = 10),"
    " cong TEXT NOT NULL, bieu_mau TEXT NOT NULL, nhom TEXT NOT NULL, trang TEXT NOT NULL,"
    " ngon_ngu TEXT NOT NULL, ngay TEXT NOT NULL, tra_loi TEXT NOT NULL, nghi_ngo TEXT NOT NULL,"
    " trang_thai TEXT NOT NULL DEFAULT 'da_nhan', lien_ket TEXT NOT NULL DEFAULT '');",
};
constexpr int latest = std::size(migrations);

constexpr const char* columns =
    "bien_nhan, cong, bieu_mau, nhom, trang, ngon_ngu, ngay, tra_loi, nghi_ngo, trang_thai, "
    "lien_ket";

bool is_damage(int code) {
  return (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB;
}

Stored stored_at(sqlite3_stmt* row) {
  Stored out;
  Submission& one = out.submission;
  one.receipt = text_at(row, 0);
  one.portal = text_at(row, 1);
  one.form = text_at(row, 2);
  one.group = text_at(row, 3);
  one.page = text_at(row, 4);
  one.language = text_at(row, 5);
  one.day = text_at(row, 6);
  one.answers = unpack_answers(text_at(row, 7)).value_or(std::vector<forms::Answer>{});
  one.suspicion = text_at(row, 8);
  out.state = read_state(text_at(row, 9)).value_or(State::received);
  out.link = text_at(row, 10);
  return out;
}

int number_of(sqlite3* database, const char* query) {
  sqlite3_stmt* made = nullptr;
  if (sqlite().sqlite3_prepare_v2(database, query, -1, &made, nullptr) != SQLITE_OK) return -1;
  const Statement row(made);
  return sqlite().sqlite3_step(made) == SQLITE_ROW ? sqlite().sqlite3_column_int(made, 0) : -1;
}

class SqliteStore : public Store {
 public:
  SqliteStore(Database database, std::string path, int patience)
      : database_(std::move(database)), path_(std::move(path)), patience_(patience) {}

  Result<Done> prepare() {
    const struct {
      Statement& into;
      std::string text;
    } wanted[] = {
        {begin_, "BEGIN IMMEDIATE"},
        {commit_, "COMMIT"},
        {insert_,
         "INSERT INTO y_kien (bien_nhan, cong, bieu_mau, nhom, trang, ngon_ngu, ngay, tra_loi, "
         "nghi_ngo, so) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (bien_nhan) DO NOTHING"},
        {highest_, "SELECT max(so) FROM y_kien"},
        {find_, fmt::format("SELECT {} FROM y_kien WHERE bien_nhan = ?", columns)},
        {state_, "UPDATE y_kien SET trang_thai = ?, lien_ket = ? WHERE bien_nhan = ?"},
        {remove_, "DELETE FROM y_kien WHERE bien_nhan = ?"},
        {judge_,
         "UPDATE y_kien SET nghi_ngo = ?1, trang_thai = CASE WHEN ?1 <> '' OR (nghi_ngo = "
         "'tu_choi' "
         "AND trang_thai = 'da_dong') THEN ?2 ELSE trang_thai END WHERE bien_nhan = ?3 AND "
         "nghi_ngo <> ''"}};
    for (const auto& [into, text] : wanted) {
      sqlite3_stmt* made = nullptr;
      const int code = sqlite().sqlite3_prepare_v3(database_.get(), text.c_str(), -1,
                                                   SQLITE_PREPARE_PERSISTENT, &made, nullptr);
      if (code != SQLITE_OK) return failure(code, messages::store_read_failed);
      into.reset(made);
    }
    return Done{};
  }

  Result<std::vector<Fate>> put(std::span<const Submission> batch) override {
    if (const int code = run(begin_); code != SQLITE_DONE) return give_up(code);
    std::vector<Fate> fates;
    fates.reserve(batch.size());
    for (const Submission& one : batch) {
      const int code = insert(one);
      if (code == SQLITE_DONE) {
        fates.push_back(sqlite().sqlite3_changes(database_.get()) == 1 ? Fate::stored
                                                                       : Fate::repeated);
      } else if (is_about_the_row(code)) {
        fates.push_back(Fate::refused);
      } else {
        return give_up(code);
      }
    }
    if (const int code = run(commit_); code != SQLITE_DONE) return give_up(code);
    return tell_changed(*this, batch, std::move(fates));
  }

  Result<std::optional<Stored>> find(const Receipt& receipt) override {
    set_bytes(find_.get(), 1, receipt);
    const int code = sqlite().sqlite3_step(find_.get());
    std::optional<Stored> out;
    if (code == SQLITE_ROW) out = stored_at(find_.get());
    sqlite().sqlite3_reset(find_.get());
    sqlite().sqlite3_clear_bindings(find_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
      return failure(code, messages::store_read_failed);
    return out;
  }

  Result<Done> each(const Selection& which,
                    const std::function<void(const Stored&)>& take) override {
    sqlite3_stmt* made = nullptr;
    const std::string text = fmt::format(
        "SELECT {} FROM y_kien WHERE (?1 = '' OR cong = ?1) AND (?2 = '' OR bieu_mau = ?2) "
        "AND (?3 = '' OR ngay >= ?3) AND (?4 = '' OR ngay <= ?4) AND (nghi_ngo <> '') = ?5 "
        "ORDER BY ngay, bien_nhan",
        columns);
    if (const int code =
            sqlite().sqlite3_prepare_v2(database_.get(), text.c_str(), -1, &made, nullptr);
        code != SQLITE_OK)
      return failure(code, messages::store_read_failed);
    const Statement rows(made);
    set_text(made, 1, which.portal);
    set_text(made, 2, which.form);
    set_text(made, 3, which.from);
    set_text(made, 4, which.to);
    sqlite().sqlite3_bind_int(made, 5, which.suspicious ? 1 : 0);
    for (;;) {
      const int code = sqlite().sqlite3_step(made);
      if (code == SQLITE_DONE) return Done{};
      if (code != SQLITE_ROW) return failure(code, messages::store_read_failed);
      take(stored_at(made));
    }
  }

  Result<bool> set_state(const Receipt& receipt, State state, std::string_view link) override {
    return change(state_, to_text(state), link, receipt);
  }

  Result<bool> judge(const Receipt& receipt, std::string_view suspicion, State state) override {
    return change(judge_, suspicion, to_text(state), receipt);
  }

  Result<Purged> purge(const IsOver& is_over) override;

  Result<Done> check() override { return check_database("integrity_check"); }

  /// `kind`: "quick_check", which passes over the index, or "integrity_check".
  Result<Done> check_database(const char* kind) {
    sqlite3_stmt* made = nullptr;
    const std::string text = fmt::format("PRAGMA {}(1)", kind);
    int code = sqlite().sqlite3_prepare_v2(database_.get(), text.c_str(), -1, &made, nullptr);
    const Statement rows(made);
    if (code == SQLITE_OK) code = sqlite().sqlite3_step(made);
    if (code != SQLITE_ROW) return failure(code, messages::store_read_failed);
    const std::string said = text_at(made, 0);
    if (said == "ok") return Done{};
    return problem(messages::store_damaged, {path_, said});
  }

  Result<Done> back_up(const std::string& path) override {
    return back_up_sqlite(database_.get(), path_, path);
  }
  std::optional<std::uint64_t> free_bytes() override;

  int execute(const char* text) {
    return sqlite().sqlite3_exec(database_.get(), text, nullptr, nullptr, nullptr);
  }
  sqlite3* handle() { return database_.get(); }

  Diagnostic failure(int code, const Message& message) const {
    const char* said = sqlite().sqlite3_errmsg(database_.get());
    if (is_damage(code)) return problem(messages::store_damaged, {path_, said});
    return problem(message, {said});
  }

 private:
  Result<Done> hide_order();
  Result<Done> empty_log();

  /// Whether there was such a row.
  Result<bool> change(const Statement& to, std::string_view one, std::string_view other,
                      const Receipt& receipt) {
    set_text(to.get(), 1, one);
    set_text(to.get(), 2, other);
    set_bytes(to.get(), 3, receipt);
    if (const int code = run(to); code != SQLITE_DONE)
      return failure(code, messages::store_write_failed);
    return sqlite().sqlite3_changes(database_.get()) == 1;
  }

  static int run(const Statement& statement) {
    const int code = sqlite().sqlite3_step(statement.get());
    sqlite().sqlite3_reset(statement.get());
    return code;
  }

  int insert(const Submission& one) {
    sqlite3_stmt* row = insert_.get();
    const std::string answers = pack_answers(one.answers);
    set_bytes(row, 1, one.receipt);
    set_text(row, 2, one.portal);
    set_text(row, 3, one.form);
    set_text(row, 4, one.group);
    set_text(row, 5, one.page);
    set_text(row, 6, one.language);
    set_text(row, 7, one.day);
    set_text(row, 8, answers);
    set_text(row, 9, one.suspicion);
    int code = insert_under_number();
    // Another program has written in this window: the next one is free while we hold the lock.
    if (code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID) {
      numbers_ = {};
      code = insert_under_number();
    }
    return code;
  }

  int insert_under_number() {
    if (numbers_.is_empty()) {
      if (const int code = sqlite().sqlite3_step(highest_.get()); code != SQLITE_ROW) return code;
      numbers_.begin(sqlite().sqlite3_column_int64(highest_.get(), 0));
      sqlite().sqlite3_reset(highest_.get());
    }
    sqlite().sqlite3_bind_int64(insert_.get(), 10, numbers_.take());
    return run(insert_);
  }

  /// Only the row is undone then, and the transaction goes on.
  static bool is_about_the_row(int code) {
    const int kind = code & 0xFF;
    return kind == SQLITE_CONSTRAINT || kind == SQLITE_TOOBIG || kind == SQLITE_MISMATCH;
  }

  Diagnostic give_up(int code) {
    Diagnostic out = failure(code, messages::store_write_failed);
    if (sqlite().sqlite3_get_autocommit(database_.get()) == 0) execute("ROLLBACK");
    return out;
  }

  Database database_;
  std::string path_;
  int patience_;  ///< Milliseconds.
  Statement begin_, commit_, insert_, highest_, find_, state_, judge_, remove_;
  RowNumbers numbers_;
};

/// Looking through all rows holds up nobody; each removal holds up writers for a moment.
Result<Purged> SqliteStore::purge(const IsOver& is_over) {
  constexpr std::size_t at_once = 500;
  std::vector<Receipt> over;
  Purged out;
  sqlite3_stmt* made = nullptr;
  int code = sqlite().sqlite3_prepare_v2(
      database_.get(), "SELECT bien_nhan, cong, bieu_mau, ngay FROM y_kien", -1, &made, nullptr);
  if (code != SQLITE_OK) return failure(code, messages::store_read_failed);
  Statement rows(made);
  while ((code = sqlite().sqlite3_step(made)) == SQLITE_ROW) {
    std::string portal = text_at(made, 1), form = text_at(made, 2);
    if (!is_over(portal, form, text_at(made, 3))) continue;
    over.push_back(text_at(made, 0));
    ++out[{std::move(portal), std::move(form)}];
  }
  if (code != SQLITE_DONE) return failure(code, messages::store_read_failed);
  rows.reset();
  for (std::size_t i = 0; i < over.size(); i += at_once) {
    if (code = run(begin_); code != SQLITE_DONE) return give_up(code);
    for (std::size_t k = i; k < std::min(i + at_once, over.size()); ++k) {
      set_bytes(remove_.get(), 1, over[k]);
      if (code = run(remove_); code != SQLITE_DONE) return give_up(code);
    }
    if (code = run(commit_); code != SQLITE_DONE) return give_up(code);
  }
  const Result<Done> hidden = hide_order();
  if (Result<Done> emptied = empty_log(); !emptied) return emptied.error();
  if (!hidden) return hidden.error();
  return out;
}

/// Inside a page rows stand as they were written, whatever their numbers: written anew, all stand
/// by number. Holds up writers as long as it takes, so only while that is little.
Result<Done> SqliteStore::hide_order() {
  constexpr std::int64_t most_bytes = std::int64_t{128} << 20;
  const std::int64_t pages = number_of(database_.get(), "PRAGMA page_count");
  const std::int64_t size = number_of(database_.get(), "PRAGMA page_size");
  if (pages * size > most_bytes) return Done{};
  if (const int code = execute("VACUUM"); code != SQLITE_OK)
    return failure(code, messages::order_not_hidden);
  return Done{};
}

/// secure_delete overwrites in the file what is removed; the log must not keep it either. Also when
/// nothing was removed: the last purge may have had to leave it.
/// Each try holds up writers as long as it waits for readers: a moment, and nobody between two.
Result<Done> SqliteStore::empty_log() {
  using namespace std::chrono;
  constexpr milliseconds waits(100), pauses(400);
  const auto until = steady_clock::now() + milliseconds(3 * patience_);
  int code = SQLITE_BUSY;
  sqlite().sqlite3_busy_timeout(database_.get(), waits.count());
  for (;;) {
    code = sqlite().sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                              nullptr, nullptr);
    if ((code & 0xFF) != SQLITE_BUSY || steady_clock::now() >= until) break;
    std::this_thread::sleep_for(pauses);
  }
  sqlite().sqlite3_busy_timeout(database_.get(), patience_);
  if (code == SQLITE_OK) return Done{};
  return failure(code, messages::log_not_emptied);
}

std::optional<std::uint64_t> SqliteStore::free_bytes() {
  struct statvfs facts {};
  const std::string folder = std::filesystem::absolute(path_).parent_path().string();
  if (statvfs(folder.c_str(), &facts) != 0) return std::nullopt;
  return static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize;
}

Result<Done> migrate(SqliteStore& store, const std::string& path) {
  const int version = number_of(store.handle(), "PRAGMA user_version");
  if (version == latest) return Done{};
  if (version < 0)
    return store.failure(sqlite().sqlite3_errcode(store.handle()), messages::store_read_failed);
  if (version > latest)
    return problem(messages::store_from_later,
                   {path, std::to_string(version), std::to_string(latest)});
  int code = store.execute("BEGIN IMMEDIATE");
  // Two programs may start at once: the second finds it done.
  const int now = number_of(store.handle(), "PRAGMA user_version");
  for (int i = now; i < latest && code == SQLITE_OK; ++i) code = store.execute(migrations[i]);
  if (code == SQLITE_OK)
    code = store.execute(fmt::format("PRAGMA user_version = {}", latest).c_str());
  if (code == SQLITE_OK) code = store.execute("COMMIT");
  if (code == SQLITE_OK) return Done{};
  Diagnostic out = store.failure(code, messages::store_write_failed);
  store.execute("ROLLBACK");
  return out;
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const SqliteOptions& options) {
  // Readable by its owner alone from its first moment.
  if (!options.must_exist) {
    const int file = open(options.path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) return problem(messages::store_not_opened, {options.path, std::strerror(errno)});
    close(file);
  }
  // Nobody asks how much memory it has; keeping count takes a lock each time.
  static std::once_flag once;
  std::call_once(once, [] { sqlite().sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int code = sqlite().sqlite3_open_v2(options.path.c_str(), &raw, flags, nullptr);
  Database database(raw);
  if (code != SQLITE_OK)
    return problem(messages::store_not_opened, {options.path, sqlite().sqlite3_errmsg(raw)});
  sqlite().sqlite3_extended_result_codes(raw, 1);
  sqlite().sqlite3_busy_timeout(raw, options.patience);
  auto store = std::make_unique<SqliteStore>(std::move(database), options.path, options.patience);
  for (const char* setting : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                              // Moving the log into the file makes all wait: seldom, then.
                              "PRAGMA wal_autocheckpoint = 4000", "PRAGMA secure_delete = ON",
                              "PRAGMA trusted_schema = OFF", "PRAGMA temp_store = MEMORY"}) {
    code = store->execute(setting);
    if (code != SQLITE_OK) return store->failure(code, messages::store_read_failed);
  }
  if (number_of(store->handle(), "PRAGMA synchronous") != 2)
    return problem(messages::store_not_opened, {options.path, "synchronous"});
  if (options.check_first) {
    if (Result<Done> sound = store->check_database("integrity_check"); !sound) return sound.error();
  }
  if (Result<Done> moved = migrate(*store, options.path); !moved) return moved.error();
  if (Result<Done> ready = store->prepare(); !ready) return ready.error();
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace minhbach::feedback
