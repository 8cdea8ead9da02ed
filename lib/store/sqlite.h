// SQLite (https://sqlite.org/c3ref/intro.html) with owned handles. Failures are thrown as SqliteFailure: whoever offers
// something to the outside catches them at its border and hands a Result on.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace goescape {

// What SQLite says of a failure, with its primary result code (https://sqlite.org/rescode.html).
class SqliteFailure : public std::runtime_error {
 public:
  SqliteFailure(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] int code() const { return code_; }

 private:
  int code_;
};

// One prepared statement. Parameters are bound in their order, and stay bound over reset().
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* connection, std::string_view sql);

  // Binds the next parameter; the bytes are copied.
  SqliteStatement& bind(std::int64_t number);
  SqliteStatement& bind(std::string_view text);
  SqliteStatement& bind_bytes(std::string_view bytes);

  // Goes to the next row; false when there is none. The first call runs the statement.
  bool step();
  // For a statement without rows, and to use it once more: runs it to its end and makes it ready for other parameters.
  void run();
  // Makes it ready to be run again, the next bind() is for the first parameter.
  void reset();

  // A column of the row, from 0. Texts and bytes are valid until the next step() or reset().
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  void check(int code) const;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int next_ = 1;
};

// One connection to one file. To be used by one thread at a time; other processes may have theirs.
class SqliteConnection {
 public:
  // Opens the file, read-only where it may not be written. `create`: makes it where there is none. Waits as long as
  // `patience_ms` for others that hold a lock, here and later. Views and triggers of the file do nothing.
  // A signal and the end of the time (--timeout) end a statement that runs long, with SQLITE_INTERRUPT, and waiting,
  // with SQLITE_BUSY.
  SqliteConnection(const std::string& path, bool create, int patience_ms);

  // Runs one or more statements without results.
  void execute(const char* sql);
  [[nodiscard]] SqliteStatement prepare(std::string_view sql) { return {connection_.get(), sql}; }
  // The first column of the first row; 0 where there is none.
  std::int64_t number(std::string_view sql);
  // The file, or the folder around it, does not let this process write.
  [[nodiscard]] bool is_read_only() const;
  // The rowid of the row that was inserted last.
  [[nodiscard]] std::int64_t last_id() const;

 private:
  void distrust();

  struct Patience;
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::shared_ptr<Patience> patience_;  // SQLite has its address. Shared, so that only the source has to know it.
  std::unique_ptr<sqlite3, Close> connection_;
};

// Several statements as one. Without commit() what they wrote is rolled back.
class SqliteTransaction {
 public:
  enum class Access : std::uint8_t {
    kRead,   // All see the tables as the first one does, whatever others write meanwhile.
    kWrite,  // From the beginning: whoever else writes has to wait, and so has this one.
  };

  SqliteTransaction(SqliteConnection& connection, Access access);
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;
  ~SqliteTransaction();
  void commit();

 private:
  SqliteConnection& connection_;
  bool open_ = true;
};

}  // namespace goescape
