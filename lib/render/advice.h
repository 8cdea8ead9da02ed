// What would have to be otherwise for a value to stay off the heap.
#pragma once

#include <string_view>

#include "model/cause.h"
#include "model/report.h"

namespace goescape {

// One sentence or two. Empty where it depends on more than the report tells.
std::string_view advice(const Report& report, const Finding& finding, Cause cause);

}  // namespace goescape
