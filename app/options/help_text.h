// What --help of a command prints.
#pragma once

#include <string>

#include "options/command_line.h"

namespace goescape {

// The description, the arguments, the flags group by group, and the examples, in lines of at most 80 cells as far as
// words allow.
std::string help_text(const CommandLine& line);

}  // namespace goescape
