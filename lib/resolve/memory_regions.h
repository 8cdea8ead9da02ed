// Tells what each mapping of a process is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/go_build_info.h"
#include "model/memory_map.h"
#include "model/process_memory.h"
#include "parse/elf_file.h"
#include "util/result.h"

namespace goescape {

// The program of the process, as far as it is known.
struct ProgramFile {
  std::string path;  // As the map names it, without " (deleted)"; empty = the lowest file that is mapped to be run.
  std::optional<ElfFile> elf;
  std::optional<GoBuildInfo> build;
};

// The path of the program in a map of which nothing else is known: the file of the lowest mapping that is executable.
// Interpreters and shared objects lie above it. Empty where there is none.
std::string guessed_program(const std::vector<Mapping>& mappings);

// Whether the mappings of `path` can be those of this file: every one lies in a segment, and the code is as long.
bool fits(const std::vector<Mapping>& mappings, const std::string& path, const ElfFile& elf);

// The regions, highest address first, one for each mapping, and the size of an arena. What nothing tells about stays
// anonymous or reserved memory. Fills in `regions`, `program`, `arena_size` and `build` of the result.
ProcessMemory tell_regions(std::vector<Mapping> mappings, const ProgramFile& program);

}  // namespace goescape
