// Which baseline file a command uses.
#pragma once

#include <optional>
#include <string>

#include "capture/revision.h"
#include "compare/baseline.h"
#include "options/build_options.h"
#include "util/result.h"

namespace goescape {

// Where the baseline of a run in `directory` is when nobody names a file: the nearest .goescape.baseline upwards, else
// where a new one belongs: beside .goescape.json, else beside go.mod, else in `directory`.
std::string default_baseline_file(const std::string& directory);

// Which packages a run with these options speaks for: the whole module when all of it is compiled, at its root.
Coverage coverage_of(const BuildOptions& options);

// The baseline that `check` uses, or nothing when none was named and there is none. A named one that does not exist is
// a usage error. With `trusted`, files within the repository are read as that revision has them, whatever the work tree
// holds.
Result<std::optional<Baseline>> baseline_for_check(const std::string& named, const std::string& directory,
                                                   const std::optional<Revision>& trusted);

}  // namespace goescape
