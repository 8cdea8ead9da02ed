// What a process held before: `goescape proc --since`.
#pragma once

#include <string>

#include "model/process_memory.h"
#include "process_source.h"
#include "util/result.h"

namespace goescape {

// The sums by kind in the saved map `file`, to compare `now` with, which was read from `source`; as for
// read_earlier_memory(). Fails, too, where the two cannot be compared: they are of different programs, or only one of
// them tells what is resident.
Result<KindSums> sums_since(const std::string& file, const ProcessSource& source, const std::string& binary,
                            const ProcessMemory& now);

}  // namespace goescape
