// The way of a value to the heap as a SARIF code flow.
#pragma once

#include "model/report.h"
#include "render/json_writer.h"
#include "render/module_place.h"

namespace goescape {

// The member codeFlows: one thread flow with a location for each step, in order. What reaches what stands at level 0,
// the code that does it below it at level 1. An assignment, of which the compiler gives no place, stands where its
// first reason does; a step for which there is none stands at the finding, since GitHub takes no step without a place.
// Of more than `limit` steps the last is kept, and the others from the front. Writes nothing for a finding without a
// flow. `view` is ModulePlace::in_repository.
void write_code_flows(JsonWriter& json, const Report& report, const Finding& finding, const Viewpoint* view,
                      std::size_t limit);

}  // namespace goescape
