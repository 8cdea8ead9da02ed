// The steps of matching that see through the numbers of function literals: a literal put in front of others makes
// F.func1 of what was F.func2, though nobody touched it.
#pragma once

#include "compare/matching.h"

namespace goescape {

// Pairs decisions on lines that did not change whose functions differ in such numbers only. To be taken before the
// numbers can mislead: gives MatchStep::kSameLine.
void match_renumbered_closure_in_place(Matching& matching);

// Pairs decisions in one changed place of a file: first those whose functions differ in such numbers only, then those
// of one declared function, as when code is wrapped into a literal. Gives MatchStep::kRenamedFunction.
void match_renumbered_closure_in_hunk(Matching& matching);

// Pairs decisions of one package whose functions differ in such numbers only, wherever they stand, except on lines that
// did not change. Gives MatchStep::kRenamedFunction.
void match_renumbered_closure_elsewhere(Matching& matching);

}  // namespace goescape
