// What goescape --help prints.
#pragma once

#include <string>

namespace goescape {

// The commands and a few examples.
std::string general_help();

}  // namespace goescape
