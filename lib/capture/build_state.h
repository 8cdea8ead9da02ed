// Tells whether a build is the one that an earlier run described.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/build.h"

namespace goescape {

// 32 hex digits for what was compiled: the toolchain, the folders, and of each package its files and its build ID,
// which stands for its sources, its dependencies and the flags. Where two builds agree in it, the compiler said the
// same of both, and their sources are the same. Revision and `dirty` are not in it. Nothing where that cannot be told:
// after a failure, and where the go command gives a package that was compiled no ID (before Go 1.16).
std::optional<std::string> build_state(const BuildInfo& build);

// The folders of the packages, each once, sorted.
std::vector<std::string> folders_of(const BuildInfo& build);

// A number that is another one once a Go file in one of these folders was written, added or removed, from names, sizes
// and times: a hint whether build_state() can still be the same, for a hundredth of what it costs to ask.
std::uint64_t source_stamp(const std::vector<std::string>& folders);

}  // namespace goescape
