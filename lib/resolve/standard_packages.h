// The packages of the standard library, for what their names stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/build.h"
#include "resolve/package_names.h"

namespace goescape {

// The names of the Go files in a folder that are no tests, for the platform as far as their names say it
// (resolve/file_platform.h). Sorted; none where the folder cannot be read.
std::vector<std::string> package_files(const std::string& folder, const Toolchain& toolchain);

// The package with this import path below `goroot`/src, without bodies; nullptr where no sources of it are there. Each
// is read once, since both sides of a comparison ask about the same ones, and kept as long as the process lives. May be
// called by several threads.
const PackageNames* standard_package(const std::string& goroot, const Toolchain& toolchain,
                                     std::string_view import_path);

}  // namespace goescape
