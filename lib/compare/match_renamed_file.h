// The step of matching that follows files and folders to their new names.
#pragma once

#include "compare/matching.h"

namespace goescape {

// Pairs decisions of the same function, kind and expression in a package whose import path changed, or in a file that
// was renamed into the folder of another package; lines that did not change are the business of match_same_line().
// Gives MatchStep::kRenamedFile.
void match_renamed_file(Matching& matching);

}  // namespace goescape
