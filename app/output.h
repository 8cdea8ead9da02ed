// Writes reports to where the user wants them.
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "util/result.h"

namespace goescape {

// Calls `write` with a stream to standard output. A reader that went away (`| head`) is no failure: what is left is
// dropped without a word.
Result<void> write_to_stdout(const std::function<void(std::ostream&)>& write);

// Calls `write` with a stream to a temporary file beside `path` that takes its place when all is written, so that no
// half-written file is ever seen. Fails when the folder cannot be written, and for anything that is no regular file.
Result<void> write_to_file(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace goescape
