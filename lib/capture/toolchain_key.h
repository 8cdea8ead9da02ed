// What the result of a compile run depends on beside the sources.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "capture/capture.h"
#include "util/result.h"

namespace goescape {

using Facts = std::vector<std::pair<std::string, std::string>>;

// Names and values of what these options ask for, except the directory. Fails as capture() does for options that cannot
// be and where there is no go command, which is not run.
Result<Facts> option_facts(const CaptureOptions& options);

// Names and values of all that the go command would compile with under these options, whatever the module: the Go
// release, platform, experiments, flags, cgo and its compilers, and the options themselves except the directory. Two
// runs on the same commit that agree in all of them give the same diagnostics. Runs `go env` once, outside of any
// module. Fails as capture() does for options that cannot be and where there is no go command.
Result<Facts> toolchain_key(const CaptureOptions& options);

}  // namespace goescape
