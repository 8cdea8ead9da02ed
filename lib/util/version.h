// The version of the program, as --version and every report say it.
#pragma once

#include <string_view>

namespace goescape {

// Semantic version; the build hands in the version of the CMake project.
inline constexpr std::string_view kVersion = GOESCAPE_VERSION;

}  // namespace goescape
