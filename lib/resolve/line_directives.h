// The file names in the //line directives of Go sources.
#pragma once

#include <string_view>
#include <vector>

namespace goescape {

// The names of files that `//line` and `/*line` directives in `source` give to the code behind them (cmd/compile,
// "Compiler Directives"), as they stand there; pieces of `source`. Comments and literals are not told apart, so there
// may be more of them than the compiler sees, never less.
std::vector<std::string_view> line_directive_names(std::string_view source);

// What may be taken for the name of a file in a position that begins with `name`, by who cuts it at the first thing
// that looks like a line number: what stands in front of each colon with a digit behind it, and `name` itself, without
// folders.
std::vector<std::string_view> base_names_within(std::string_view name);

}  // namespace goescape
