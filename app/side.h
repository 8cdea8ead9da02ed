// The sides of a comparison, as a user names them.
#pragma once

#include <optional>
#include <string>

#include "capture/revision.h"
#include "util/result.h"

namespace goescape {

// Where a report comes from. Exactly one of the two members is set, or none: then it is the working tree.
struct Side {
  std::optional<Revision> revision;
  std::string input;  // A saved report or a compiler log, - is standard input.

  [[nodiscard]] bool is_working_tree() const { return !revision && input.empty(); }
};

// For people: a revision with its hash, the file, "the working tree".
std::string describe(const Side& side);

// What `text` means: a file, or a revision of the repository around `directory`. Fails with a usage error when it is
// both, telling how to write either, and when it is neither.
Result<Side> find_side(const std::string& text, const std::string& directory);

}  // namespace goescape
