// Why a value is on the heap, in one word.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/report.h"
#include "util/string_pool.h"

namespace goescape {

// The cause that an explanation of -m=2 ends with: the compiler's own word for the step by which the value reaches the
// heap (cmd/compile/internal/escape, the `why` of a note), in lower case with underscores: "call_parameter", "return",
// "assign", "interface_converted", "captured_by_a_closure", "send", "too_large_for_stack", "non_constant_size", ….
// Empty when the explanation is empty: -m=1 and Go 1.13 give none.
std::string cause_of(std::span<const FlowStep> steps, const StringPool& strings);

}  // namespace goescape
