// Who is to be blamed for an escape in code that did not change.
#pragma once

#include "model/diff.h"
#include "model/report.h"
#include "model/source_changes.h"
#include "resolve/collector.h"

namespace goescape {

// The kinds of findings that blame is read from: the leaking parameters, and what the compiler says about inlining.
KindSet blame_kinds();

// Fills in the blame of every introduced finding whose line did not change: from its flow steps, and from what the two
// reports say about the parameters and the inlining of the functions on the way. Where the toolchain or the settings
// differ and nothing in the sources explains the finding, these are named. Both reports have to list the kinds of
// blame_kinds().
void add_blame(Diff& diff, const Report& old_report, const Report& new_report, const SourceChanges& changes);

}  // namespace goescape
