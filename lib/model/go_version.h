// Releases of Go by number.
#pragma once

#include <optional>
#include <string_view>

namespace goescape {

// The minor number of a release name as `go version` prints it: 26 for "go1.26.8", "go1.26rc1" and "go1.26". Nothing
// for an empty name or a development version ("devel go1.27-…").
std::optional<int> go_minor(std::string_view version);

}  // namespace goescape
