// Functions that only one side has, as candidates for functions that moved or got another name.
#pragma once

#include <cstdint>
#include <vector>

#include "compare/matching.h"

namespace goescape {

// A declared function with its literals, of which the other side tells nothing under this name.
struct LoneFunction {
  StringId package{};  // As Decision::package.
  StringId declared{};
  std::vector<std::uint32_t> decisions;  // Indexes of those left over, in the order of the report.
};

// The functions of the decisions left over on one side, in the order of the report. Without `init`, which every package
// may have, and without decisions on lines that did not change: what is said of those is said in place.
std::vector<LoneFunction> lone_old_functions(const Matching& matching);
std::vector<LoneFunction> lone_new_functions(const Matching& matching);

// The text of an expression with the function's own names taken out, its name and the type of its receiver, so that it
// reads the same after a change of name.
std::string without_own_names(std::string_view expression, const FunctionParts& function);

// The decisions of two functions that agree in literal, kind and expression, own names aside; each with one partner at
// most. Indexes into old_left and new_left.
std::vector<std::pair<std::uint32_t, std::uint32_t>> common_decisions(const Matching& matching,
                                                                      const LoneFunction& old_function,
                                                                      const LoneFunction& new_function);

}  // namespace goescape
