// What the three drivers have in common.
#pragma once

#include <functional>
#include <vector>

#include "capture/capture.h"
#include "capture/go_command.h"
#include "capture/go_env.h"
#include "capture/list_run.h"
#include "capture/section_watch.h"
#include "util/result.h"
#include "util/subprocess.h"

namespace goescape {

struct DriverContext {
  const CaptureOptions& options;
  const GoCommand& go;
  ProcessSet& processes;
  SectionWatch& watch;                    // Takes the diagnostics.
  SectionWatch& unheard;                  // Takes what a go command says that is only asked about packages.
  const GoEnvQuery& env;                  // Has its answer once `started` was called and the processes have ended.
  std::function<Result<void>()> started;  // To be called once, when the first process of the driver runs.
};

struct DriverOutcome {
  std::vector<ListedPackage> packages;   // The named ones and their test variants.
  std::vector<PackageFailure> failures;  // Those that the packages themselves do not tell.
  ObjectFiles object_files;              // Of packages that were not named; with CaptureOptions::listing only.
  ExitStatus status;                     // Of the go command that compiled.
};

// See Driver. All hand the same text to the watch, but for the order of the packages. The build and the compile driver
// leave out packages that `go list -export` could not compile; a failure that comes only later is in `failures`.
Result<DriverOutcome> run_list_driver(const DriverContext& context);
Result<DriverOutcome> run_build_driver(const DriverContext& context);
Result<DriverOutcome> run_compile_driver(const DriverContext& context);

}  // namespace goescape
