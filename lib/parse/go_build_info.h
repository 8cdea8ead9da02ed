// The build information in a Go program, found as debug/buildinfo of Go does.
#pragma once

#include "model/go_build_info.h"
#include "parse/elf_file.h"
#include "util/result.h"

namespace goescape {

// Reads it from the section .go.buildinfo, or where there is none from the beginning of the first segment that is
// written to. Knows the form of Go 1.18 and later, with the strings in it, and that of Go 1.13 to 1.17, with pointers.
// Fails when the program was not built by Go, or what it says of itself is damaged.
Result<GoBuildInfo> parse_go_build_info(const ElfFile& file, const ReadAt& read);

// Reads the lines about modules and settings, as `go version -m` prints them; fails where one of them is not as Go
// writes it.
Result<GoBuildInfo> parse_module_lines(std::string_view text);

}  // namespace goescape
