// What a configuration file may not say: it comes with the sources, which may be a stranger's.
#pragma once

#include <string>
#include <vector>

#include "store/settings.h"
#include "util/result.h"

namespace goescape {

// Holds what a file says about the flags for the compiler (gcflags) to those that change the code or what is printed,
// and with which the compiler reads and writes no files; and the files that it names to be written (format, baseline,
// database) to those below the folder that they are relative to, without links on the way, and to what no program reads
// by itself: no names that begin with a dot but goescape's own, no Go files, no go.mod. `folder` is that of the file.
// Fails with a usage error; the flag and the variable may say more.
Result<void> check_from_file(const Setting& setting, const std::vector<std::string>& words, const std::string& folder);

}  // namespace goescape
