// The gate of `check`: which of the heap decisions are too many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compare/baseline.h"
#include "compare/budget.h"
#include "model/diff.h"
#include "model/directives.h"
#include "model/gate.h"
#include "model/report.h"
#include "model/visibility.h"
#include "util/result.h"

namespace goescape {

// What the configuration and the command line ask for.
struct GatePolicy {
  std::uint64_t max_new = 0;  // So many new escapes pass.
  bool advisory = false;
  CategorySet included;          // --include: what else is gated than what reports show by default.
  std::vector<Budget> budgets;   // In the order in which violations are to be told.
  std::vector<std::string> hot;  // --hot: new escapes count only in code that one of these names; empty = everywhere.
  // --hot-share: new escapes count only with this share of the bytes in the profiles, or more; 0 = with any. Those of
  // which the report has no profile count.
  double hot_share = 0;
};

// What the gate judges. All of it outlives the call.
struct GateInput {
  const Report* report = nullptr;      // The new side, after apply_suppressions().
  const Diff* diff = nullptr;          // Null: there is no base, every heap decision is introduced.
  const Baseline* baseline = nullptr;  // Null: nothing is accepted.
  Coverage coverage = Coverage::kListedPackages;
  const Directives* directives = nullptr;   // Null: no sources at hand.
  std::vector<std::uint32_t> suppressions;  // What apply_suppressions() returned for them.
  std::vector<Directive> untrusted;         // What keep_trusted() took out; empty = all is trusted.
  bool part = false;                        // The report does not tell of all packages: shards of it are missing.
};

// Judges. A new escape is an introduced heap decision that is visible, in hot code, hot itself by --hot-share, not
// suppressed and not accepted by the baseline. Of equal decisions (same package, function, kind and expression) the
// baseline accepts as many as it has entries for; those that the base has already are counted against the entries
// first.
//
// Packages that failed to compile, shards that are missing, and lines that speak of the heap and were not understood,
// are not the gate's to judge: its result is not complete, and the command exits with 3 for them, whatever else the
// gate says. Fails (Failure::kInput) for a report that counts heap decisions which it does not list.
Result<GateResult> run_gate(const GateInput& input, const GatePolicy& policy);

}  // namespace goescape
