// Whether a Go source file was written by a program.
#pragma once

#include <string_view>

namespace goescape {

// Whether a line `// Code generated … DO NOT EDIT.` stands before the package clause (https://go.dev/s/generatedcode).
// Decides as go/ast.IsGenerated does, which also takes an indented comment and such a line within a `/* */` comment.
bool is_generated(std::string_view source);

}  // namespace goescape
