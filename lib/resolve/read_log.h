// Reads a compiler log from a file, a pipe or standard input.
#pragma once

#include <string>

#include "resolve/collector.h"
#include "util/result.h"

namespace goescape {

// Gathers the diagnostics of the log at `path`; "-" is standard input. A large regular file is cut at section headers
// into up to `jobs` parts that are read at the same time; what comes out does not depend on how many. Memory follows
// what is distinct in the log, not its size. Fails when the file cannot be opened or read.
Result<Collected> read_log(const std::string& path, const CollectorOptions& options, unsigned jobs);

}  // namespace goescape
