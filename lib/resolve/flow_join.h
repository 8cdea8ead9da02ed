// Ties the explanations of -m=2 to the decisions that they explain.
#pragma once

#include <cstdint>
#include <vector>

#include "resolve/collector.h"

namespace goescape {

inline constexpr std::uint32_t kNoFlow = UINT32_MAX;

// Returns, for each of Collected::diagnostics, the index of its explanation in Collected::flows, or kNoFlow.
//
// A block and the line of its decision stand apart, in any order, and agree on the place. Mostly they agree on the
// expression, but for variables (`x escapes to heap` becomes `moved to heap: x`) and append (`append(a, b...) escapes
// to heap` becomes `append escapes to heap`). Constants that are found after the analysis (Go 1.25 on) and arguments
// that are rewritten (up to Go 1.19) make them differ; then what is left over at a place is paired in the order in
// which it was printed, where as many blocks as decisions are left. Of several blocks for one decision, one for each
// instantiation of a generic function, it is the first by the name of the function. Blocks without a decision belong to
// the closures of go and defer statements, of which the compiler prints no decision.
std::vector<std::uint32_t> join_flows(const Collected& collected);

}  // namespace goescape
