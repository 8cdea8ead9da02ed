// Unpacking what gzip packed (RFC 1952).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "util/result.h"

namespace goescape {

// The content of all members of a gzip file, one behind the other. Fails, with a clause to put behind a name, for what
// was not packed by gzip, is broken off or damaged, and what unpacks to more than `most` bytes.
Result<std::string> gunzip(std::string_view packed, std::size_t most);

}  // namespace goescape
