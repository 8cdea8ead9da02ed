// Writes files whole or not at all, and only where the user meant them to be.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "util/result.h"

namespace goescape {

// The sentence for a place that cannot be written; `error` is the errno of it.
Error write_error(const std::string& place, int error);

// Calls `write` with a stream to a temporary file beside `path` that takes its place when all is written, so that no
// half-written file is ever seen.
//
// A link at `path` is replaced, never followed: it may have come with somebody's sources. It fails where the link leads
// to something that is no regular file. Links to folders on the way are followed, but for those that another user may
// have put into a folder that everybody may write to (is_planted()); through them nothing is written. A pipe or a
// device is written as it is, unless it is planted; /dev/stdout, /dev/stderr and /dev/fd/N are the descriptors of this
// process, whatever they lead to. Fails when the place cannot be written, and for a folder.
Result<void> write_to_file(const std::string& path, const std::function<void(std::ostream&)>& write);

// Writes `text` behind what the file holds, and creates it where there is none. Fails as write_to_file() does, for a
// link, and for a file that is planted.
Result<void> append_to_file(const std::string& path, std::string_view text);

}  // namespace goescape
