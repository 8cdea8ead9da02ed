// What is said when SQLite refuses.
#pragma once

#include <string>

#include "store/sqlite.h"
#include "util/result.h"

namespace goescape {

// The sentence for a failure of the database at `path`: what happened, and what to do about it.
Error history_error(const std::string& path, const SqliteFailure& failure);

// Throws what SQLite throws for a damaged file, for what only the reader of its tables can tell; `what` is what the
// database holds and cannot hold.
[[noreturn]] void throw_damaged(const std::string& what);

}  // namespace goescape
