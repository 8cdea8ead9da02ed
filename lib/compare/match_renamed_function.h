// The step of matching that follows functions to their new names.
#pragma once

#include "compare/matching.h"

namespace goescape {

// Pairs the decisions of functions of one package that have a new name or receiver. Two functions are taken for one
// when decisions of theirs were paired on lines that did not change, or when all that is said of them agrees: literal,
// kind, expression with their own names taken out, column, and distance from the first decision. Of the latter, those
// that keep their name or their receiver come first; where the two sides have a different number of the same, nothing
// is paired. Gives MatchStep::kRenamedFunction.
void match_renamed_function(Matching& matching);

}  // namespace goescape
