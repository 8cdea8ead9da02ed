#include "compare/compare.h"

#include <algorithm>

#include "compare/build_changes.h"
#include "compare/match_identity.h"
#include "compare/match_moved_function.h"
#include "compare/match_renamed_file.h"
#include "compare/match_renamed_function.h"
#include "compare/match_renumbered_closure.h"
#include "compare/match_same_line.h"
#include "compare/matching.h"

namespace goescape {
namespace {

// From what is certain to what is likely: the same place, the same changed place, anywhere. Names of function literals
// hold numbers that mislead, so the lines speak before the names do; declared functions keep their names when their
// text moves, so these speak before lines that a diff took for unchanged under another function.
void take_all_steps(Matching& matching) {
  match_identity_in_place(matching);
  match_renumbered_closure_in_place(matching);
  match_identity_in_hunk(matching);
  match_renumbered_closure_in_hunk(matching);
  match_identity_elsewhere(matching);
  match_same_line(matching);
  match_renamed_file(matching);
  match_renumbered_closure_elsewhere(matching);
  match_moved_function(matching);
  match_renamed_function(matching);
}

void take_pairs(std::vector<FindingPair>& pairs, Diff& diff) {
  for (const FindingPair& pair : pairs) {
    if (pair.step == MatchStep::kIdentity) {
      ++diff.unchanged;
      diff.unchanged_findings.push_back(pair.new_finding);
    } else {
      diff.moved.push_back(pair);
    }
  }
  std::sort(diff.moved.begin(), diff.moved.end(),
            [](const FindingPair& a, const FindingPair& b) { return a.new_finding < b.new_finding; });
  std::sort(diff.unchanged_findings.begin(), diff.unchanged_findings.end());
}

}  // namespace

Diff compare_reports(const Report& old_report, const Report& new_report, const SourceChanges& changes) {
  Matching matching = begin_matching(old_report, new_report, changes);
  take_all_steps(matching);
  Diff diff;
  take_pairs(matching.pairs, diff);
  for (const Decision& decision : matching.old_left) {
    diff.fixed.push_back(decision.finding);
  }
  for (const Decision& decision : matching.new_left) {
    diff.introduced.push_back({decision.finding, decision.line_state != LineState::kSame, {}});
  }
  diff.undecided = matching.undecided;
  diff.packages = package_deltas(old_report, new_report);
  diff.toolchain_changes = setting_changes(old_report.toolchain, new_report.toolchain);
  return diff;
}

std::vector<FindingPair> match_reports(const Report& old_report, const Report& new_report,
                                       const SourceChanges& changes) {
  Matching matching = begin_matching(old_report, new_report, changes);
  take_all_steps(matching);
  return std::move(matching.pairs);
}

}  // namespace goescape
