// Budgets: how many heap decisions a part of the code may hold.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/directives.h"
#include "model/gate.h"
#include "model/report.h"
#include "model/visibility.h"

namespace goescape {

// How many heap decisions the code that `pattern` names may hold (compare/code_pattern.h). Counted are those that are
// visible and not suppressed, whether they are new or old, accepted by the baseline or not.
struct Budget {
  std::string pattern;
  std::uint64_t heap = 0;
};

// Adds a kBudget for every budget that is exceeded, and a kUnanalysed for every one whose pattern names nothing that
// was compiled. Whether a file or function exists that holds no decision, only `directives` can tell
// (Directives::files, functions); where they cannot, or are null, there is a notice.
void judge_budgets(GateResult& result, const std::vector<Budget>& budgets, const Report& report, CategorySet included,
                   const Directives* directives);

// Adds a kUnanalysed for every pattern of --hot that names nothing that was compiled: the gate would look at less than
// was meant.
void judge_hot_patterns(GateResult& result, const std::vector<std::string>& hot, const Report& report,
                        const Directives* directives);

}  // namespace goescape
