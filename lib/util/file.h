// Files and what opens them.
#pragma once

#include <cstddef>
#include <string>

#include "util/result.h"

namespace goescape {

// Reads a regular file of at most `most` bytes. Fails for anything else: folders, devices and pipes are never read.
Result<std::string> read_file(const std::string& path, std::size_t most);

}  // namespace goescape
