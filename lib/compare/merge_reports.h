// One report out of many: of platforms, of builds with other tags or with tests, of shards.
#pragma once

#include <string>
#include <vector>

#include "model/report.h"
#include "util/result.h"

namespace goescape {

// A report, and what sentences call it.
struct MergeInput {
  const Report* report = nullptr;
  std::string name;
};

// Merges at least one report. Written as JSON, what comes out has the same bytes in whatever order the reports come, in
// whatever groups they are merged first, and however often each of them is among them.
//
// A report is a set of variants, which differ in anything that `toolchain` says: each finding and package of the result
// knows in which of them it is. How those of several reports become one is said in compare/report_union.h. Of each kind
// a package counts the most that one report does, and at least what is listed: where several reports of one variant
// tell of one package, counts of kinds that are not listed can be too low. Shards of one variant become one report
// first (compare/merge_shards.h) and give exact counts; some of them beside a whole report go into it where it has all
// that they have, as those that it was made of. Fingerprints are set anew, over all variants.
//
// Fails, naming the reports, when they are of different modules or revisions, when one holds a profile, whose shares
// are those of its own findings, when there are more than kMostVariants variants, and when shards are missing of what
// is to be merged with something else.
Result<Report> merge_reports(const std::vector<MergeInput>& inputs);

}  // namespace goescape
