// From collected diagnostics to a report: the chain of steps that lib/resolve is for.
#pragma once

#include "model/build.h"
#include "model/report.h"
#include "resolve/collector.h"

namespace goescape {

// Makes the report of a run. `collected` is what its output held, `kept` the kinds whose text was kept, `build` what
// the go command said; for a raw log `build` is empty, or holds only the folder and path of a module whose sources are
// at hand. Reads source files where `build` tells where they are: for the functions that the compiler does not name,
// and to tell generated files.
//
// Every decision of the compiler becomes one finding: printed again for a test variant, a generic shape, a wrapper of a
// generic function or in the section of another package, it only counts in `occurrences`. The findings hold the kinds
// in `kept`; the counts of the packages hold all kinds. Fingerprints are not set. `threads` read sources; what comes
// out does not depend on how many.
//
// With `per_section` what another package's section repeats is a finding of its own, with Finding::compiled_in: what a
// shard needs, whose report is to be put together with others (compare/merge_shards.h). Counts count decisions all the
// same.
Report build_report(Collected collected, const KindSet& kept, const BuildInfo& build, unsigned threads = 1,
                    bool per_section = false);

}  // namespace goescape
