// The scanner of lib/parse held against its oracle.
#pragma once

#include <string>
#include <string_view>

namespace goescape::test {

// How scanner and oracle differ on `line`, to be shown; empty when they agree. The oracle knows parentheses that are
// nested up to eight deep; what it says of deeper ones means nothing.
std::string difference(std::string_view line);

}  // namespace goescape::test
