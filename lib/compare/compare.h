// Two reports in, their difference out.
#pragma once

#include <vector>

#include "model/diff.h"
#include "model/report.h"
#include "model/source_changes.h"

namespace goescape {

// Pairs the heap decisions of two reports, step by step as MatchStep lists them, and tells what is left over. Within
// one group of equal decisions the changed lines say which are the new ones. `changes` leads from the sources of
// `old_report` to those of `new_report`.
//
// Comparing a report with itself gives nothing, and comparing backwards (with the changes backwards) exchanges
// introduced and fixed and turns every pair around. Blame is not filled in; see blame.h.
Diff compare_reports(const Report& old_report, const Report& new_report, const SourceChanges& changes);

// The pairs alone, those of equal identity among them, in no particular order: where each finding stands on the other
// side.
std::vector<FindingPair> match_reports(const Report& old_report, const Report& new_report,
                                       const SourceChanges& changes);

}  // namespace goescape
