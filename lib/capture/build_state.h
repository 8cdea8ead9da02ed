// Tells whether a build is the one that an earlier run described.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/build.h"

namespace goescape {

// 32 hex digits for what was compiled: the toolchain, the folders, and of each package its files and its build ID,
// which stands for its sources, the object code of its dependencies and the flags. Where two builds agree in it, the
// compiler said the same of both. Revision and `dirty` are not in it. Nothing where that cannot be told: after a
// failure, and where the go command gives a package that was compiled no ID (before Go 1.16).
std::optional<std::string> build_state(const BuildInfo& build);

// Where a report of this build can change without a change of build_state(), and where a change tells that it cannot
// be the same any more: the folders of the packages, the files that were read beside theirs (Report::other_sources) and
// their folders, and the files that say which modules are used and where they are (go.mod, go.sum, go.work,
// vendor/modules.txt), be they there or not. Absolute, each once, sorted.
std::vector<std::string> watched_paths(const BuildInfo& build, const std::vector<std::string>& other_sources);

// What names, sizes and times tell of files, for a hundredth of what the go command takes to find out.
struct SourceStamp {
  // Another one once one of them was written, added or removed. The time of the last change of any kind counts, too,
  // which nobody can set.
  std::uint64_t number = 0;
  std::int64_t newest = 0;  // When the last of them was changed, in nanoseconds since 1970; 0 without any.
};

// Of these files, and of the Go files in those that are folders.
SourceStamp source_stamp(const std::vector<std::string>& paths);

}  // namespace goescape
