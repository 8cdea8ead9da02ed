// What went wrong: packages that did not compile, lines that nobody understood.
#pragma once

#include "model/build.h"
#include "model/report.h"
#include "resolve/collector.h"

namespace goescape {

// Fills Report::failures, Report::unrecognized and the status of packages. A package has failed when the go command
// says so; in a raw log, also when a line reads as an error of the compiler or as the end of a tool (build_remark.h),
// or when no line of its section was understood: a package with an error prints that and nothing else. An event that
// cannot be read is a failure without a package. Lines that were not understood in a failed
// package are its error text; all others are unrecognized.
void add_failures(const Collected& collected, const BuildInfo& build, Report& report);

}  // namespace goescape
