// Where and how the actions of `history` write.
#pragma once

#include <functional>
#include <ostream>

#include "options/history_options.h"
#include "render/renderer.h"
#include "util/result.h"

namespace goescape {

// Calls `write` with the stream that the options name, and with colours and a width as that can take them.
Result<void> write_history(const HistoryOptions& options,
                           const std::function<void(const RenderOptions& wishes, std::ostream& out)>& write);

// Whether standard output shows more than ASCII: not on a terminal that calls itself dumb.
bool plain_characters_only();

}  // namespace goescape
