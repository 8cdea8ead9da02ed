// Puts one report into the tables of the history, within a transaction of the caller.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/report.h"
#include "store/history_database.h"
#include "store/sqlite.h"

namespace goescape {

// Failures are thrown as SqliteFailure.
class HistoryWriter {
 public:
  HistoryWriter(SqliteConnection& connection, const Report& report);

  // Adds the rows of this run; the run itself must not be there yet.
  void add(const NewRun& run);

  // Drops the run with this commit and key, if it is there, and what only it refers to.
  static void drop(SqliteConnection& connection, const NewRun& run);

 private:
  std::int64_t commit_row(const HistoryCommit& commit);
  std::int64_t setup_row(const HistorySetup& setup);
  std::int64_t state_row(const Package& package, const std::vector<std::uint32_t>& own);
  void add_package_counts(std::int64_t state, const Package& package);
  void add_function_counts(std::int64_t state, const std::vector<std::uint32_t>& own);
  std::int64_t text_row(StringId text);
  std::int64_t finding_row(const Finding& finding);

  SqliteConnection& connection_;
  const Report& report_;
  std::unordered_map<std::uint32_t, std::int64_t> text_rows_;  // By StringId.
  SqliteStatement insert_text_;
  SqliteStatement find_text_;
  SqliteStatement insert_finding_;
  SqliteStatement find_finding_;
  SqliteStatement insert_package_count_;
  SqliteStatement insert_function_count_;
};

}  // namespace goescape
