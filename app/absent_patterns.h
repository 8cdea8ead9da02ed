// Packages that one side of a comparison does not have.
#pragma once

#include <string>
#include <vector>

namespace goescape {

// Of these package patterns (none means "./..."), as given to the go command in `directory`, which lies below `root`,
// those that name nothing there: folders without Go files, and files that do not exist. A side without them has no
// packages of that name, which is no failure. Patterns of other modules and of the standard library are never among
// them.
std::vector<std::string> absent_patterns(const std::vector<std::string>& patterns, const std::string& directory,
                                         const std::string& root);

}  // namespace goescape
