// Writes files whole or not at all.
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "util/result.h"

namespace goescape {

// The sentence for a place that cannot be written; `error` is the errno of it.
Error write_error(const std::string& place, int error);

// Calls `write` with a stream to a temporary file beside `path` that takes its place when all is written, so that no
// half-written file is ever seen. A device or a pipe
// is written as it is. Fails when the place cannot be written, and for a folder.
Result<void> write_to_file(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace goescape
