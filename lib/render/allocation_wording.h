// What the generated code does for findings, in words for people. Empty where nobody asked (--verify).
#pragma once

#include <string>

#include "model/report.h"
#include "model/visibility.h"

namespace goescape {

// "allocates 16 bytes of example.com/m.point", "may allocate int", "no allocation: constant", "unknown whether it
// allocates: ambiguous". Escaped.
std::string allocation_remark(const Report& report, const Finding& finding);

// Of what is visible: "in the generated code: allocates 41, no allocation 20 (constant 12, zero_size 8), unknown 3".
std::string verdicts_sentence(const Report& report, const CategorySet& include);

// "allocations without a heap decision: append_growth 7, map_assignment 5".
std::string silent_sentence(const Report& report, const CategorySet& include);

}  // namespace goescape
