// What a configuration file may not say: it comes with the sources, which may be a stranger's.
#pragma once

#include <string>
#include <vector>

#include "store/settings.h"
#include "util/result.h"

namespace goescape {

// Holds what a file says about the flags for the compiler (gcflags) to those that change the code or what is printed,
// and with which the compiler reads and writes no files. Fails with a usage error; the flag and the variable may say
// more.
Result<void> check_from_file(const Setting& setting, const std::vector<std::string>& words);

}  // namespace goescape
