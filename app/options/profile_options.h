// The flag that names profiles.
#pragma once

#include <string>
#include <vector>

#include "options/command_line.h"

namespace goescape {

// --profile.
void add_profile_option(CommandLine& line, std::vector<std::string>& files);

}  // namespace goescape
