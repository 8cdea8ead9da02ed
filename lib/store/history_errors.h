// What is said when SQLite refuses.
#pragma once

#include <cstdint>
#include <string>

#include "store/sqlite.h"
#include "util/result.h"

namespace goescape {

// The sentence for a failure of the database in `file`: what happened, and what to do about it.
Error history_error(const std::string& file, const SqliteFailure& failure);

// Throws what SQLite throws for a damaged file, for what only the reader of its tables can tell; `what` is what the
// database holds and cannot hold.
[[noreturn]] void throw_damaged(const std::string& what);

// What was read of the state of a package with this row. Another program may have written any number there, so no row
// is an index, and none is taken to be known.
template <typename Map>
auto& state_in(Map& states, std::int64_t row) {
  const auto state = states.find(row);
  if (state == states.end()) {
    throw_damaged("a package that is not there");
  }
  return state->second;
}

}  // namespace goescape
