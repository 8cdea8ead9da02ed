// The step of matching that goes by the map of lines.
#pragma once

#include "compare/matching.h"

namespace goescape {

// Pairs decisions of one kind on lines that did not change, whatever function or package they are said to be in. First
// those of equal expressions; then, since releases of Go spell expressions differently, those that are alone in their
// column and came out of no inlined body.
//
// Generic code is compiled into many packages, so at one line there may be decisions of several: outside of the folder
// of its own package, a decision is paired within its package only, renamed or not.
//
// Gives MatchStep::kRenamedFile where the file or the package has another name, else MatchStep::kSameLine.
void match_same_line(Matching& matching);

}  // namespace goescape
