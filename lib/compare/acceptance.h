// Which of the introduced decisions the baseline accepts.
#pragma once

#include <vector>

#include "compare/baseline.h"
#include "model/diff.h"
#include "model/report.h"
#include "model/visibility.h"

namespace goescape {

// Tells for each of `candidates` (introduced decisions, in the order of the report) whether `section` accepts it.
//
// Ids alone cannot tell: of equal decisions (same package, function, kind and expression) the ids only differ in an
// ordinal, and one that is inserted in front of another takes over the other's id. So equal decisions are counted.
// The section accepts as many of them as it holds ids for; those that the base has already, visible and not
// suppressed, come first, and what is left of the count goes to candidates, those whose own id it holds before others.
// `introduced` marks all decisions that the base does not have, indexed as Report::findings.
std::vector<bool> accepted_by(const BaselineSection& section, const Report& report,
                              const std::vector<FindingIndex>& candidates, const std::vector<bool>& introduced,
                              CategorySet included);

}  // namespace goescape
