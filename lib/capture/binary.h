// The program file of a process: its ELF headers and what Go left in it.
#pragma once

#include <optional>
#include <string>

#include "model/go_build_info.h"
#include "parse/elf_file.h"
#include "util/descriptor.h"
#include "util/result.h"

namespace goescape {

struct Binary {
  ElfFile elf;
  std::optional<GoBuildInfo> build;
  std::string no_build;  // Why there is no build information, as a clause; empty where there is.
};

// Reads the headers and the build information of an open file, and no more of it. Fails when it is no ELF file that can
// be read; `name` is what to call it then.
Result<Binary> read_binary(const Descriptor& file, const std::string& name);

// The same for the file at `path`.
Result<Binary> read_binary(const std::string& path);

}  // namespace goescape
