// Go files of packages that were compiled.
#pragma once

#include <string>

#include "util/result.h"

namespace goescape {

// The text of the regular file at `path`. Fails for anything else, and beyond 64 MB: the compiler itself refuses such
// files by far smaller limits on lines.
Result<std::string> read_go_file(const std::string& path);

}  // namespace goescape
