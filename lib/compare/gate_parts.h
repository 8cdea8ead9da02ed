// What the rules of the gate share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/report.h"
#include "model/visibility.h"

namespace goescape {

// Whether a finding is a heap decision that the gate looks at: one that is visible.
bool is_gated(const Report& report, const Finding& finding, CategorySet included);

// "1 heap decision", "2 heap decisions"; `noun` is the singular.
std::string number_of(std::uint64_t count, std::string_view noun);

}  // namespace goescape
