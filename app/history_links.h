// Links that came with the sources, on the way to a history.
#pragma once

#include <string>

#include "store/config.h"
#include "util/result.h"

namespace goescape {

// Fails where the history in `file`, which nobody named, is reached through a link that leads out of the repository, or
// out of the folder that it belongs to where there is no repository: whoever wrote the sources would choose where on
// this machine something is written. One that the user named with a flag or a variable may be a link, and one that the
// configuration names has none on its way (store/config_limits.h).
Result<void> check_history_links(const Config& config, const std::string& file);

}  // namespace goescape
