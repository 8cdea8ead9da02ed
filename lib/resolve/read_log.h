// Reads a compiler log from a file, a pipe or standard input.
#pragma once

#include <string>

#include "resolve/collector.h"
#include "util/input.h"
#include "util/result.h"

namespace goescape {

// Gathers the diagnostics of a log, which must not have been read from before. A large regular file is cut at section
// headers into up to `jobs` parts that are read at the same time; what comes out does not depend on how many. Memory
// follows what is distinct in the log, not its size. Fails when the input cannot be read, or a signal came.
Result<Collected> read_log(Input& input, const CollectorOptions& options, unsigned jobs);

// The same for the log at `path`, "-" is standard input.
Result<Collected> read_log(const std::string& path, const CollectorOptions& options, unsigned jobs);

}  // namespace goescape
