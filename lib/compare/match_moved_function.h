// The step of matching that follows functions from package to package.
#pragma once

#include "compare/matching.h"

namespace goescape {

// Pairs the decisions of a function that one package lost and another one got under the same name. It has to be the
// only such function on each side, and at least half of the decisions of the bigger one have to be common; what is not
// common stays alone. Gives MatchStep::kMovedFunction. Functions that moved between files of one package need no step:
// their identity knows no file.
void match_moved_function(Matching& matching);

}  // namespace goescape
