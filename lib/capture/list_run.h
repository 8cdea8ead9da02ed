// One run of `go list -e -export`: packages from its standard output, everything else from its standard error.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "capture/go_command.h"
#include "capture/listed_package.h"
#include "util/result.h"
#include "util/subprocess.h"

namespace goescape {

struct ListRequest {
  std::vector<std::string> flags;  // Beside -e, -json and the build flags: -export, -test, -gcflags=….
  bool with_inputs = false;        // Ask for CompileInputs too.
};

struct ListOutcome {
  std::vector<ListedPackage> packages;  // In the order of the go command.
  ExitStatus status;
};

// Starts and finishes the run; other processes of the set go on meanwhile. -json=FIELDS is tried first; a go command
// that does not know it (before 1.19) refuses at once, and is run again with plain -json, while its refusal goes
// nowhere. `started` is called when the (first) process runs. What comes on standard error goes to `err` as it comes;
// an empty function makes the system throw it away, and a refusal of -json=FIELDS with it: the outcome has no packages
// then, and a status that is no success. Fails when a process cannot start, was ended by a signal, prints
// something else than packages or stops in the middle of one, or is too old for -trimpath (before 1.13).
Result<ListOutcome> run_list(const GoCommand& go, const ListRequest& request, ProcessSet& processes,
                             const std::function<Result<void>()>& started, const OutputHandler& err);

}  // namespace goescape
