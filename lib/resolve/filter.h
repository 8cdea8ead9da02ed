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

  [[nodiscard]] bool empty() const { return packages.empty() && only_packages(); }
  // No flag but --package is given, if any: packages stay or go as a whole.
  [[nodiscard]] bool only_packages() const { return files.empty() && functions.empty() && match.empty(); }
};

// Takes everything out of the report that does not pass. Packages that do not pass --package go, with all their
// counts; others stay, and under the other flags their counts are taken again from the findings that are left. So kinds
// that the report counts but does not list are not counted any more then: a report that was just made lists all kinds,
// a saved one those of its --kinds. Fails with a usage error when --match is no valid expression, and with an input
// error when counts have to be taken again and heap decisions are not listed, for they would seem to be gone.
Result<void> apply_filter(Report& report, const FilterOptions& options);

// The kinds of which the report counts more for a package than it lists.
KindSet unlisted_kinds(const Report& report);

// Takes the findings of all kinds that are not in `kinds` out of the report, the counts stay.
void keep_kinds(Report& report, const KindSet& kinds);

}  // namespace goescape
