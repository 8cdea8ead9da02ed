// The `# package` lines that the go command prints above the output of each package.
#pragma once

#include <optional>
#include <string_view>

namespace goescape {

// Whose output follows. The views point into the line.
struct Section {
  std::string_view import_path;  // "example.com/m/a"
  std::string_view variant;      // "example.com/m/a.test" of "# example.com/m/a [example.com/m/a.test]", else empty.
  bool vet = false;              // "# [example.com/m/a]": what follows comes from go vet, not from the compiler.
};

// Reads a header as cmd/go/internal/work (showOutput) writes it; nothing for any other line, also when it begins with
// "# " but goes on as prose.
std::optional<Section> parse_section(std::string_view line);

}  // namespace goescape
