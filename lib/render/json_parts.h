// The objects of goescape.report/1 that more than one format writes.
#pragma once

#include "model/report.h"
#include "render/json_writer.h"

namespace goescape {

// One finding, on one line.
void write_finding(JsonWriter& json, const Report& report, const Finding& finding);

// Counts by kind: the kinds that occur, in the order of kKinds.
void write_counts(JsonWriter& json, const KindCounts& counts);

}  // namespace goescape
