// The module file of a folder, read without the go command.
#pragma once

#include <optional>
#include <string>

namespace goescape {

struct GoMod {
  std::string dir;   // Absolute folder of the go.mod file.
  std::string path;  // The module path of its module directive.
};

// Finds go.mod in `directory` or the nearest folder above it, as the go command does, and reads its module directive
// (https://go.dev/ref/mod#go-mod-file-module). Nothing when there is no such file or no such directive in it.
std::optional<GoMod> find_go_mod(const std::string& directory);

}  // namespace goescape
