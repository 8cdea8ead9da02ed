// What comments in the sources ask for, held against what the compiler decided.
#pragma once

#include <cstdint>
#include <vector>

#include "model/directives.h"
#include "model/gate.h"
#include "model/report.h"

namespace goescape {

// Adds a kAssertion for every kNoEscape whose lines hold a heap decision that is not suppressed (for +checkescape: and
// not exempt), whatever its category; a kUnanalysed for one in a file that was not compiled, and for a comment that
// asserts something but cannot be understood. Where nobody knows whether the file was compiled, there is a notice.
void judge_assertions(GateResult& result, const Directives& directives, const Report& report);

// Adds a notice for every comment that is no good: a suppression that suppresses nothing (`suppressions` counts what
// each directive suppressed), one that was taken out because the base does not have it (`untrusted`), one that cannot
// be understood. Nothing is said about files that were not compiled, and packages that failed.
void notice_comments(GateResult& result, const Directives& directives, const std::vector<std::uint32_t>& suppressions,
                     const std::vector<Directive>& untrusted, const Report& report);

}  // namespace goescape
