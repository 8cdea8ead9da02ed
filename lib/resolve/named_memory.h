// What the name of a mapping says about it.
#pragma once

#include <optional>
#include <string>

#include "model/memory_map.h"
#include "model/process_memory.h"

namespace goescape {

struct NamedMemory {
  RegionKind kind = RegionKind::kAnonymous;
  std::string what;
};

// Of memory that has no file behind it or only one in memory: the kernel's own ([heap], [stack], [vdso], …), what the
// Go runtime names from Go 1.25 on ("[anon: Go: gc bits]"), what the C library names, and shared memory. Nothing where
// the name is a file's, or says nothing.
std::optional<NamedMemory> named_memory(const Mapping& mapping);

}  // namespace goescape
