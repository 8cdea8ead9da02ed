// Allocations in the generated code that no heap decision speaks of.
#pragma once

#include <cstdint>
#include <vector>

#include "model/report.h"

namespace goescape {

// The kind of finding for a call that belongs to no decision.
Kind silent_kind(CallKind kind);

// What a call allocates: type, bytes, size class, and whether it does so always.
void describe_allocation(const Report& report, const GeneratedCall& call, Allocation& allocation);

// Adds a finding for the calls of the code that are not `used`, one for each place, function, kind and type, and counts
// it. `used` is by the indexes of GeneratedCode::calls. The findings of the report are sorted afterwards as before.
void add_silent_allocations(Report& report, const std::vector<std::uint8_t>& used);

}  // namespace goescape
