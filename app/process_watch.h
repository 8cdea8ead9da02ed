// The rounds of `goescape proc --watch`.
#pragma once

#include <functional>
#include <string>

#include "exit_code.h"
#include "model/process_memory.h"
#include "process_source.h"
#include "util/result.h"

namespace goescape {

struct WatchOptions {
  std::string binary;  // As of read_memory().
  int milliseconds = 0;
  bool in_place = false;  // On a terminal: each round takes the place of the one before, as far as it has lines.
};

// Writes one round to a stream; `before` has the sums of the last one and is nullptr in the first.
using WriteRound = std::function<void(const ProcessMemory& memory, const KindSums* before, std::ostream& out)>;

// Shows the process again and again, on standard output, until it ends or whoever reads has gone away: kFine. Fails
// when a signal comes or its memory may not be read any more.
Result<ExitCode> watch_process(const ProcessSource& source, const WatchOptions& options, const WriteRound& write);

// The first lines of a text, as many as a screen with so many lines can show without moving; all for 0.
std::string first_lines(const std::string& text, unsigned height);

}  // namespace goescape
