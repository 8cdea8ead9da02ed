// What is said when SQLite refuses.
#pragma once

#include <string>

#include "store/sqlite.h"
#include "util/result.h"

namespace goescape {

// The sentence for a failure of the database at `path`: what happened, and what to do about it.
Error history_error(const std::string& path, const SqliteFailure& failure);

}  // namespace goescape
