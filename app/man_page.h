// The manual page, in the man(7) macros.
#pragma once

#include <string>

namespace goescape {

// goescape(1): every command with every flag, the formats, the settings, the exit codes. Nothing but ASCII, so that
// every formatter reads it.
std::string man_page();

}  // namespace goescape
