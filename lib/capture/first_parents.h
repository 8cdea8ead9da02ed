// The line of commits that a branch went through.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "util/result.h"

namespace goescape {

struct CommitFacts {
  std::string hash;
  std::string parent;            // The first one; empty for the first commit, and where a shallow clone ends.
  std::int64_t author_time = 0;  // Seconds since 1970 UTC.
  std::int64_t commit_time = 0;
  std::string subject;  // The first paragraph of the message as one line.
};

// The commit `tip` and its first parents, the newest first: what a branch was, one merged change after the other.
// Without those that `without`, if it is not empty, and its ancestors are, and at most `most` of them, 0 = all. Both
// are hashes of commits that are there, as resolve_revision() gives. Fails when git does.
Result<std::vector<CommitFacts>> first_parents(const std::string& directory, const std::string& tip,
                                               const std::string& without = {}, std::size_t most = 0);

}  // namespace goescape
