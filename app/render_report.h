// Shows a report in one format.
#pragma once

#include "model/report.h"
#include "write_outputs.h"

namespace goescape {

// What write_outputs() is to call for this report, which must outlive it. A shard is written as it is in JSON, which is
// what can be merged; everywhere else it is shown as the whole report of its packages.
RenderAs render_of(const Report& report);

}  // namespace goescape
