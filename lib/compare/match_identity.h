// The steps of matching that go by identity: package, function, kind and normalised expression. Both give
// MatchStep::kIdentity; several equal decisions are a multiset, of which the lines tell one from another.
#pragma once

#include "compare/matching.h"

namespace goescape {

// Pairs decisions of the same identity on lines that did not change: where the old line stands now. First those of the
// same column, so that several on one line keep their order. Where nothing is known of a file, the same line number
// counts as the same line.
void match_identity_in_place(Matching& matching);

// Pairs decisions of the same identity in one changed place of a file.
void match_identity_in_hunk(Matching& matching);

// Pairs what is left of each identity, wherever it stands: first within a file and then across files, first what
// stands on changed or unknown lines and then the rest. In function literals the rest stays alone: on a line that did
// not change the decision is gone or new, for the number of a literal says little about which literal it is. What
// somebody wrote is never paired with what the compiler added: when (*T).M becomes T.M, a new (*T).M is made around it.
void match_identity_elsewhere(Matching& matching);

}  // namespace goescape
