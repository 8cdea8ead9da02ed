// The environment of the process.
#pragma once

#include <cstdlib>
#include <string_view>

namespace goescape {

// The value of a variable, empty where it is not set. Valid until the environment is changed, which this program never
// does.
inline std::string_view environment_variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace goescape
