// What the drivers ask `go list` for, and how its answer is divided: the packages that the run is about, and those that
// they need.
#pragma once

#include <vector>

#include "capture/capture.h"
#include "capture/driver.h"
#include "capture/list_run.h"

namespace goescape {

// The named packages compiled, with their test variants where the options say so; with a listing also what they depend
// on, for its object files: `go list` has loaded that anyway, and asking a second time would cost as much as a tenth of
// the run.
ListRequest export_request(const CaptureOptions& options);

// Puts each package where it belongs in the outcome: the named ones into `packages`, of the others their object files,
// where they are wanted.
void divide_packages(std::vector<ListedPackage> listed, const CaptureOptions& options, DriverOutcome& outcome);

}  // namespace goescape
