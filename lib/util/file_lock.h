// Telling the files of living runs from those that killed ones left: the system opens the lock of a process that died.
#pragma once

#include <string>

#include "util/descriptor.h"

namespace goescape {

// Locks the open file (flock(2)) until the descriptor is closed. False when another process has the lock, and when the
// file is no longer the one at `path`: whoever cleans up may have removed it in between.
bool take_lock(const Descriptor& file, const std::string& path);

// Opens the regular file at `path`, following no symbolic link, and locks it. Nothing is open in the result where there
// is no such file, it belongs to another user, who could name anything in it, or take_lock() says no.
Descriptor open_abandoned(const std::string& path);

}  // namespace goescape
