// Where a file of the user's belongs that no flag names.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// The nearest `name`, found upward from `directory`; where there is none, its place: beside the configuration file,
// else at the root of the module, else in `directory`.
std::string default_file(const std::string& directory, std::string_view name);

}  // namespace goescape
