// What the result of a compile run depends on beside the sources.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "capture/capture.h"
#include "util/result.h"

namespace goescape {

// Names and values of all that the go command would compile with under these options, whatever the module: the Go
// release, platform, experiments, flags, cgo and its compilers, and the options themselves except the directory. Two
// runs on the same commit that agree in all of them give the same diagnostics. Runs `go env` once, outside of any
// module. Fails as capture() does for options that cannot be and where there is no go command.
Result<std::vector<std::pair<std::string, std::string>>> toolchain_key(const CaptureOptions& options);

}  // namespace goescape
