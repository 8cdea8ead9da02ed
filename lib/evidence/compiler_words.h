// What the compiler itself says of decisions that need no allocation, with -d=closure=1 and, since Go 1.25,
// -d=escapedebug=1 (cmd/compile/internal/walk, closure.go and convert.go).
#pragma once

#include <string_view>
#include <unordered_map>

#include "model/report.h"

namespace goescape {

// The heap decisions of the report of which the compiler says that they are constants, by index, with the reason as in
// VerdictReason. It says so of places: where several decisions share one, those are told that it speaks of for certain.
std::unordered_map<std::uint32_t, std::string_view> constants_told(const Report& report);

}  // namespace goescape
