// Whether a report can be called complete.
#pragma once

#include <string>

#include "exit_code.h"
#include "make_report.h"
#include "model/report.h"

namespace goescape {

// Why the report is not complete, in one sentence: packages that did not compile, a run that failed beside them, lines
// that speak of the heap and were not understood. Empty when it is complete.
std::string incompleteness(const Report& report);

// The same of a report that is to speak for all packages: one that was made of a part of them is not complete.
std::string incompleteness(const MadeReport& made);

// Says so on standard error, and is kInput then; else kFine. `whose` stands in front of the sentence where there is
// more than one report ("the base: "); else it is empty.
ExitCode verdict(const Report& report, const std::string& whose = {});
ExitCode verdict(const MadeReport& made, const std::string& whose = {});

}  // namespace goescape
