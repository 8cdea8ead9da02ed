// Lines of `git status --porcelain=v2`.
#pragma once

#include <string_view>

namespace goescape {

// Whether the go command reads a file of this name: sources of all languages, module and workspace files. A quote
// behind the name, as git puts it around unusual ones, is passed over.
bool is_read_by_go(std::string_view file);

// Whether a line for a tracked file ("1 …", "2 …", "u …", git-status(1)) tells of a file that the go command reads, or
// of a submodule.
bool is_change_for_go(std::string_view line);

}  // namespace goescape
