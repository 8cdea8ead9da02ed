// From the flags of a matrix to the compiler runs that it stands for.
#pragma once

#include <string>
#include <vector>

#include "options/build_options.h"
#include "util/result.h"

namespace goescape {

// How many ways of building a command can deal with at once.
enum class Builds : std::uint8_t { kOne, kMany };

// To be called when the command line is read. Where the flags stand for one combination, it is in options.capture; else
// all of them are in options.matrix_runs, each with a name like "linux/arm64 race". Pairs of --goos and --goarch that
// the toolchain does not know are left out, which is said on standard error unless `quiet`; a pair that a variant names
// must be known, and so must every operating system and every architecture in some pair. Fails with a usage error for
// words of --variant that mean nothing and, with kOne, where there are several combinations.
Result<void> settle_builds(BuildOptions& options, Builds builds, bool quiet);

}  // namespace goescape
