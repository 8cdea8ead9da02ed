#include "store/history_errors.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include "util/deadline.h"
#include "util/display.h"
#include "util/interrupt.h"

namespace goescape {

namespace {

// By a signal or the end of the time, while a statement ran or waited for a lock (SqliteConnection).
bool was_stopped(const SqliteFailure& failure) {
  return failure.code() == SQLITE_INTERRUPT || (failure.code() == SQLITE_BUSY && (interrupted() || time_is_up()));
}

}  // namespace

void throw_damaged(const std::string& what) { throw SqliteFailure(SQLITE_CORRUPT, what); }

Error history_error(const std::string& file, const SqliteFailure& failure) {
  const std::string path = escaped(file);
  if (was_stopped(failure)) {
    return interrupted() ? interrupted_error() : time_is_up_error(fmt::format("the work on {}", path));
  }
  switch (failure.code()) {
    case SQLITE_NOTADB:
      return {Failure::kInput, fmt::format("{} is no history database; name another file with --database", path)};
    case SQLITE_CORRUPT:
      return {Failure::kInput,
              fmt::format("{} is damaged ({}); move it away and record the commits again", path, failure.what())};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Failure::kInput, fmt::format("{} is locked by another process; try again when that has ended", path)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {Failure::kInput, fmt::format("{} cannot be written: {}; the file and its folder have to be writable",
                                           path, failure.what())};
    case SQLITE_CANTOPEN:
      return {Failure::kInput, fmt::format("{} cannot be opened: {}; its folder has to exist, and the file and the "
                                           "folder have to be writable",
                                           path, failure.what())};
    case SQLITE_FULL:
      return {Failure::kInput, fmt::format("{} cannot be written: the disk is full; nothing was recorded", path)};
    default:
      return {Failure::kInput, fmt::format("{}: {}", path, failure.what())};
  }
}

}  // namespace goescape
