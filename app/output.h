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

}  // namespace goescape
