// Whether a report can be called complete.
#pragma once

#include <string>

#include "exit_code.h"
#include "model/report.h"

namespace goescape {

// Why the report is not complete, in one sentence: packages that did not compile, a run that failed beside them, lines
// that speak of the heap and were not understood. Empty when it is complete.
std::string incompleteness(const Report& report);

// Says so on standard error, and is kInput then; else kFine. `whose` stands in front of the sentence where there is
// more than one report ("the base: "); else it is empty.
ExitCode verdict(const Report& report, const std::string& whose = {});

}  // namespace goescape
