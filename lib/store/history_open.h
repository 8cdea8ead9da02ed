// Opens the file of the history and brings it to today's version.
#pragma once

#include <string>

#include "store/sqlite.h"
#include "util/result.h"

namespace goescape {

// A connection to a history database of today's version; as HistoryDatabase::open() says, with `write` for kWrite.
Result<SqliteConnection> open_history(const std::string& path, bool write, int patience_ms);

}  // namespace goescape
