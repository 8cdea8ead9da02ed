// What a raw log tells about the build that printed it. `go list` would say it; a log has to be read for it.
#pragma once

#include <string>
#include <vector>

#include "resolve/collector.h"

namespace goescape {

struct ModuleGuess {
  // Import path of the module whose packages the log is about; empty when nothing tells.
  std::string module_path;
  // The log was printed with -trimpath (Go 1.20 on): files are named by import path, `example.com/m/a/a.go`.
  bool trimmed = false;
  // What stands in front of `src/…` in names of standard library files, such as "../go1.26" or "/usr/local/go".
  std::vector<std::string> goroots;
};

// Compares the names of files with the import paths of the sections in which they stand: `sub/x.go` under
// `# example.com/m/sub` speaks for the module example.com/m, `../go1.26/src/fmt/print.go` under `# fmt` for a GOROOT
// of `../go1.26`. What most files speak for wins; the shorter module path where they are even.
ModuleGuess guess_module(const Collected& collected);

// True for an import path, or a folder below GOROOT/src, of the standard library as of Go 1.27, told by its first
// element; a module could be named like that, so ask only where nothing better is known.
bool looks_standard(std::string_view import_path);

}  // namespace goescape
