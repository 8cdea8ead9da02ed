// Which platforms a toolchain compiles for.
#pragma once

#include <string>
#include <vector>

#include "capture/capture.h"
#include "util/result.h"

namespace goescape {

// The pairs GOOS/GOARCH that the go command of the options knows (`go tool dist list`), sorted. Fails as capture() does
// where there is no go command, and when it does not tell.
Result<std::vector<std::string>> known_platforms(const CaptureOptions& options);

// What the go command compiles for under these options when nobody says otherwise: "linux/amd64".
Result<std::string> default_platform(const CaptureOptions& options);

// Whether the go command takes -race under these options; it wants cgo, which is off for other platforms, and does not
// support every one. Fails with a usage error in the words of the go command.
Result<void> check_race(const CaptureOptions& options);

}  // namespace goescape
