#include "store/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>

#include "util/deadline.h"
#include "util/interrupt.h"
#include "util/pause.h"

namespace goescape {
namespace {

constexpr int kPrimaryCode = 0xff;

// As the message of the connection, which knows more than the code alone.
[[noreturn]] void fail_with(sqlite3* connection, int code) {
  throw SqliteFailure(code & kPrimaryCode,
                      connection == nullptr ? sqlite3_errstr(code) : std::string(sqlite3_errmsg(connection)));
}

// How many instructions of SQLite pass between two questions whether to go on: less than a millisecond.
constexpr int kInstructionsBetween = 10'000;

int is_to_end(void* /*unused*/) { return interrupted() || time_is_up() ? 1 : 0; }

}  // namespace

// How long to wait for the lock that somebody else holds.
struct SqliteConnection::Patience {
  std::chrono::milliseconds whole;
  std::chrono::steady_clock::time_point end = {};

  // Whether to try again, after a pause; `tries` were in vain since the lock was asked for
  // (https://sqlite.org/c3ref/busy_handler.html).
  bool wait(int tries) {
    constexpr std::chrono::milliseconds kLongest(50);
    const auto now = std::chrono::steady_clock::now();
    if (tries == 0) {
      end = now + whole;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - now);
    return left.count() > 0 && pause_for(std::min({kLongest, left, std::chrono::milliseconds(tries + 1)}));
  }
};

SqliteStatement::SqliteStatement(sqlite3* connection, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) {
    fail_with(connection, code);
  }
}

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void SqliteStatement::check(int code) const {
  if (code != SQLITE_OK) {
    fail_with(sqlite3_db_handle(statement_.get()), code);
  }
}

SqliteStatement& SqliteStatement::bind(std::int64_t number) {
  check(sqlite3_bind_int64(statement_.get(), next_++, number));
  return *this;
}

SqliteStatement& SqliteStatement::bind(std::string_view text) {
  // A null pointer would be NULL and not the empty text.
  const char* const data = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text64(statement_.get(), next_++, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

SqliteStatement& SqliteStatement::bind_bytes(std::string_view bytes) {
  const char* const data = bytes.data() == nullptr ? "" : bytes.data();
  check(sqlite3_bind_blob64(statement_.get(), next_++, data, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    fail_with(sqlite3_db_handle(statement_.get()), code);
  }
  return code == SQLITE_ROW;
}

void SqliteStatement::run() {
  while (step()) {
  }
  reset();
}

void SqliteStatement::reset() {
  sqlite3_reset(statement_.get());  // Returns once more what step() returned.
  next_ = 1;
}

std::int64_t SqliteStatement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view SqliteStatement::text(int column) const {
  const auto* const data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return data == nullptr
             ? std::string_view()
             : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::string_view SqliteStatement::bytes(int column) const {
  const auto* const data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return data == nullptr
             ? std::string_view()
             : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

SqliteConnection::SqliteConnection(const std::string& path, bool create, int patience_ms)
    : patience_(std::make_shared<Patience>(Patience{std::chrono::milliseconds(patience_ms)})) {
  sqlite3* connection = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  connection_.reset(connection);  // There is one also where that failed.
  if (code != SQLITE_OK) {
    fail_with(connection, code);
  }
  sqlite3_busy_handler(
      connection, [](void* patience, int tries) { return static_cast<Patience*>(patience)->wait(tries) ? 1 : 0; },
      patience_.get());
  sqlite3_progress_handler(connection, kInstructionsBetween, is_to_end, nullptr);
  distrust();
}

// Files come from strangers, too (https://sqlite.org/security.html). A failure would be an option that this SQLite does
// not know: it guards what the callers check themselves.
void SqliteConnection::distrust() {
  sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  for (const int option :
       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
    sqlite3_db_config(connection_.get(), option, 0, nullptr);
  }
  execute("PRAGMA cell_size_check = ON");
}

void SqliteConnection::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

void SqliteConnection::execute(const char* sql) {
  if (const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr); code != SQLITE_OK) {
    fail_with(connection_.get(), code);
  }
}

std::int64_t SqliteConnection::number(std::string_view sql) {
  SqliteStatement statement = prepare(sql);
  return statement.step() ? statement.number(0) : 0;
}

bool SqliteConnection::is_read_only() const { return sqlite3_db_readonly(connection_.get(), "main") == 1; }

std::int64_t SqliteConnection::last_id() const { return sqlite3_last_insert_rowid(connection_.get()); }

SqliteTransaction::SqliteTransaction(SqliteConnection& connection, Access access) : connection_(connection) {
  connection_.execute(access == Access::kRead ? "BEGIN" : "BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction() {
  if (!open_) {
    return;
  }
  try {
    connection_.execute("ROLLBACK");
  } catch (const SqliteFailure&) {
    open_ = false;  // SQLite rolled it back itself, as it does when the disk is full.
  }
}

void SqliteTransaction::commit() {
  connection_.execute("COMMIT");
  open_ = false;
}

}  // namespace goescape
