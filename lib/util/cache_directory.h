// Where goescape keeps what it can make again.
#pragma once

#include <string>

#include "util/result.h"

namespace goescape {

// The absolute path of the cache folder: GOESCAPE_CACHE, else XDG_CACHE_HOME/goescape, else ~/.cache/goescape (XDG Base
// Directory Specification). The folder need not exist. Fails with kUsage when GOESCAPE_CACHE is no absolute path; fails
// when neither these variables nor HOME say where it is. A relative XDG_CACHE_HOME is passed over, as XDG demands.
Result<std::string> cache_directory();

// Creates a folder in the cache, and all above it, for the user alone; an existing one stays as it is. Returns its
// path: cache_directory() + "/" + name. Fails when the cache folder is not known or cannot be written, and where it may
// have been put there by another user (is_planted()): what is read from it is believed.
Result<std::string> make_cache_folder(const std::string& name);

}  // namespace goescape
