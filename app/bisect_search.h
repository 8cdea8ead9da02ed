// A search through a line of commits, as `git bisect` does it; knows nothing of reports.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "util/result.h"

namespace goescape {

enum class Probe : std::uint8_t {
  kHas,      // What is looked for is there.
  kLacks,    // It is not.
  kUnknown,  // Nobody can tell: the commit does not build.
};

struct BisectResult {
  std::size_t first = 0;  // The oldest commit that is known to have it.
  bool all = false;       // Every commit of the line has it, down to the last one.
  // Commits between `first` and the newest one that lacks it, of which nobody can tell; the first of them all may be
  // any of these, too. Empty: `first` is it.
  std::vector<std::size_t> unknown;
};

// Commits are numbered from the newest, 0, which has what is looked for, to `count` - 1. `ends_lacking` says that the
// last one lacks it; otherwise the search first goes back in steps that double. Between a commit that has it and one
// that lacks it, it halves. Where a commit is unknown, the one next to it is asked. Commits are only asked once, and
// only between the bounds that are known, so that `probe` is told of a kHas always with a higher number than the ones
// before. Fails when `probe` does.
Result<BisectResult> bisect(std::size_t count, bool ends_lacking,
                            const std::function<Result<Probe>(std::size_t)>& probe);

}  // namespace goescape
