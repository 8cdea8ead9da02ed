// Which findings a user wants to see.
#pragma once

#include <string>
#include <vector>

#include "model/report.h"
#include "resolve/collector.h"
#include "util/result.h"

namespace goescape {

// What the filter flags of the command line say. A finding has to pass every flag that is given.
struct FilterOptions {
  std::vector<std::string> packages;   // --package: import paths, `...` stands for anything as in Go's own patterns.
  std::vector<std::string> files;      // --file: the report's file names; `*` and `?` as in a shell, `/` included.
  std::vector<std::string> functions;  // --function: the same over function names.
  std::string match;                   // --match: an RE2 expression that is looked for in the message.

  [[nodiscard]] bool empty() const {
    return packages.empty() && files.empty() && functions.empty() && match.empty();
  }
};

// Takes everything out of the report that does not pass, and counts again what is left. The findings of `report` must
// hold all kinds, or counts of kinds without findings would be lost. Packages that do not pass --package go, others
// stay, with what is left of them. Fails with a usage error when --match is no valid expression.
Result<void> apply_filter(Report& report, const FilterOptions& options);

// Takes the findings of all kinds that are not in `kinds` out of the report, the counts stay.
void keep_kinds(Report& report, const KindSet& kinds);

}  // namespace goescape
