// What `goescape proc` looks at: a process or a saved copy of a map.
#pragma once

#include <optional>
#include <string>

#include "capture/process.h"
#include "model/process_memory.h"
#include "util/result.h"

namespace goescape {

// Exactly one of the two is set.
struct ProcessSource {
  std::optional<Process> process;
  std::string file;  // "-" = standard input.
};

// Tells what `text` means: a file, if there is one of this name that is no program; else the number of a process; else
// its name as `ps` shows it, or the base name of the program it was started as. Fails with a usage error where several
// processes have the name, listing them, and where there is none.
Result<ProcessSource> find_process_source(const std::string& text);

// The memory at this moment. `binary` is a program to use instead of the process's own, empty = that one. Nothing when
// the process has ended. Fails when the memory may not be read, a file is no map, or the named program is not that of
// the map.
Result<std::optional<ProcessMemory>> read_memory(const ProcessSource& source, const std::string& binary);

// What `source` held when the saved map `file` was made of it (- is standard input); its program is that of `source`
// where none is named. Fails as read_memory() does, and where the map is not of the program that the process runs.
Result<ProcessMemory> read_earlier_memory(const std::string& file, const ProcessSource& source,
                                          const std::string& binary);

}  // namespace goescape
