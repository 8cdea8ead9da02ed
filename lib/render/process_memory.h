// The memory of a process, for people and for programs.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>

#include "evidence/process_fit.h"
#include "model/process_memory.h"

namespace goescape {

struct ShownMemory {
  const ProcessMemory& memory;
  const KindSums* before = nullptr;  // What there was a round ago: growth is shown; nullptr = there was none.
  const ProcessFit* fit = nullptr;   // nullptr = nobody asked for a report.
};

struct MemoryLook {
  bool color = false;
  unsigned width = 0;          // Cells of a line; 0 = unknown, nothing is shortened.
  bool summary_first = false;  // In front of the regions, where it stays in sight; else behind them.
};

// A table of regions, highest address first, the sums by kind, and what is known of the program.
void write_process_memory(const ShownMemory& shown, const MemoryLook& look, std::ostream& out);

// goescape.proc/1, described by docs/proc.schema.json.
void write_process_memory_json(const ShownMemory& shown, std::ostream& out);

}  // namespace goescape
