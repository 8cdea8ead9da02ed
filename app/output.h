// Writes reports to where the user wants them, and what is to be said of the run to standard error.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "util/result.h"

namespace goescape {

// Calls `write` with a stream to standard output. A reader that went away (`| head`) is no failure: what is left is
// dropped without a word.
Result<void> write_to_stdout(const std::function<void(std::ostream&)>& write);

// Writes a line, or several, to standard error at once. What comes from others in it, such as the words of the go
// command and the names of files and branches, is made harmless: escaped_lines().
void say(std::string_view text);

}  // namespace goescape
