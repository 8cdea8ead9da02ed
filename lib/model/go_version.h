// Releases of Go by number.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace goescape {

// The minor number of a release name as `go version` prints it: 26 for "go1.26.8", "go1.26rc1" and "go1.26". Nothing
// for an empty name or a development version ("devel go1.27-…").
std::optional<int> go_minor(std::string_view version);

// The minor numbers of the releases whose words are known by heart: the tests read the output of each of their
// compilers (testdata/go1.NN). In rising order.
inline constexpr std::array<int, 12> kTestedGoMinors{13, 14, 16, 18, 19, 20, 21, 22, 24, 25, 26, 27};

// The same for people: "1.13, 1.14, 1.16, 1.18 to 1.22, 1.24 to 1.27".
std::string tested_releases();

}  // namespace goescape
