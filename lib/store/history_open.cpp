#include "store/history_open.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "store/history_database.h"
#include "store/history_errors.h"
#include "store/history_schema.h"
#include "util/display.h"
#include "util/pause.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// The folder of the default place is goescape's own, and git is told to leave it alone. One that somebody else named
// has to be there.
Result<void> make_folder(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  std::error_code error;
  if (folder.filename() != kHistoryFolder || !fs::create_directory(folder, error)) {
    return error ? fail(Failure::kInput, fmt::format("{} cannot be made: {}", folder.string(), error.message()))
                 : Result<void>();
  }
  std::ofstream(folder / ".gitignore") << "*\n";
  return {};
}

// SQLite does not wait by itself where two processes switch at the same time.
void use_write_ahead_log(SqliteConnection& connection, int patience_ms) {
  constexpr auto kPause = std::chrono::milliseconds(20);
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  while (true) {
    try {
      connection.execute("PRAGMA journal_mode = WAL");
      return;
    } catch (const SqliteFailure& failure) {
      const bool busy = failure.code() == SQLITE_BUSY && std::chrono::steady_clock::now() < end;
      if (!busy || !pause_for(kPause)) {
        throw;
      }
    }
  }
}

std::int64_t version_of(SqliteConnection& connection) { return connection.number("PRAGMA user_version"); }

// What a database consists of, each as "view commits: CREATE VIEW ...". What ANALYZE keeps is left out: whoever reads
// the tables with other programs may have run it.
std::set<std::string> schema_of(SqliteConnection& connection) {
  std::set<std::string> schema;
  SqliteStatement rows = connection.prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE NOT (type = 'table' AND name LIKE 'sqlite\\_stat_' "
      "ESCAPE '\\')");
  while (rows.step()) {
    schema.insert(fmt::format("{} {} of {}: {}", rows.text(0), rows.text(1), rows.text(2), rows.text(3)));
  }
  return schema;
}

void make_tables(SqliteConnection& connection, std::int64_t from, std::int64_t to) {
  for (std::int64_t version = from; version < to; ++version) {
    connection.execute(std::string(kHistoryMigrations[static_cast<std::size_t>(version)]).c_str());
  }
}

// The file may come from a stranger: a view in place of a table answers with what never ends, a trigger does more than
// was asked. So the tables have to be, word for word, what this program makes.
bool is_as_made(SqliteConnection& connection, std::int64_t version) {
  SqliteConnection own(":memory:", true, 0);
  make_tables(own, 0, version);
  return schema_of(connection) == schema_of(own);
}

Result<void> check_number(const std::string& path, std::int64_t version) {
  if (version < 0) {
    return fail(Failure::kInput, fmt::format("{} has version {} of the history's tables, which no goescape writes: it "
                                             "is damaged; move it away and record the commits again",
                                             path, version));
  }
  if (version > kHistoryVersion) {
    return fail(Failure::kInput, fmt::format("{} has version {} of the history's tables and this goescape knows only "
                                             "version {}; use the newer goescape that wrote it",
                                             path, version, kHistoryVersion));
  }
  return {};
}

// Fails for what is no history database of a known version. Within a transaction: somebody else may be making the
// tables, and the version belongs to them.
Result<void> check_version(const std::string& path, SqliteConnection& connection) {
  const std::int64_t version = version_of(connection);
  const bool empty = version == 0 && connection.number("SELECT count(*) FROM sqlite_master") == 0;
  if (!empty && connection.number("PRAGMA application_id") != kHistoryApplication) {
    return fail(Failure::kInput, fmt::format("{} is the database of another program; name another file with "
                                             "--database",
                                             path));
  }
  if (auto checked = check_number(path, version); !checked) {
    return checked;
  }
  if (!is_as_made(connection, version)) {
    return fail(Failure::kInput, fmt::format("{} has other tables than those of a history: another program changed "
                                             "it; move it away and record the commits again",
                                             path));
  }
  return {};
}

Result<void> migrate(const std::string& path, SqliteConnection& connection) {
  SqliteTransaction transaction(connection, SqliteTransaction::Access::kWrite);
  // Somebody else may have done it in the meantime, or more than that.
  if (auto checked = check_version(path, connection); !checked) {
    return checked;
  }
  make_tables(connection, version_of(connection), kHistoryVersion);
  connection.execute(fmt::format("PRAGMA application_id = {}", kHistoryApplication).c_str());
  connection.execute(fmt::format("PRAGMA user_version = {}", kHistoryVersion).c_str());
  transaction.commit();
  return {};
}

Result<void> check_before_use(const std::string& path, SqliteConnection& connection) {
  const SqliteTransaction snapshot(connection, SqliteTransaction::Access::kRead);
  return check_version(path, connection);
}

Result<SqliteConnection> open(const std::string& path, bool write, int patience_ms) {
  SqliteConnection connection(path, write, patience_ms);
  if (auto checked = check_before_use(escaped(path), connection); !checked) {
    return tl::unexpected(checked.error());
  }
  if (write && connection.is_read_only()) {
    throw SqliteFailure(SQLITE_READONLY, "it is read-only");
  }
  if (write) {
    use_write_ahead_log(connection, patience_ms);
  }
  connection.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL");
  if (version_of(connection) < kHistoryVersion) {
    if (auto migrated = migrate(escaped(path), connection); !migrated) {
      return tl::unexpected(migrated.error());
    }
  }
  return connection;
}

}  // namespace

Result<SqliteConnection> open_history(const std::string& path, bool write, int patience_ms) {
  std::error_code error;
  if (!write && !fs::exists(path, error)) {
    return fail(Failure::kUsage,
                fmt::format("there is no history in {}; record one with goescape history record", escaped(path)));
  }
  if (auto made = write ? make_folder(path) : Result<void>(); !made) {
    return tl::unexpected(made.error());
  }
  try {
    return open(path, write, patience_ms);
  } catch (const SqliteFailure& failure) {
    return tl::unexpected(history_error(path, failure));
  }
}

}  // namespace goescape
