// Findings of one report that are the same decision, made one.
#pragma once

#include <cstdint>

#include "model/report.h"

namespace goescape {

// How the occurrences of findings that become one are united.
enum class Occurrences : std::uint8_t {
  kMost,  // The same was compiled several times, in several reports.
  kSum,   // Different packages were compiled, and each printed it.
};

// Sorts the findings as reports have them and makes one of those that agree in package, file, line, column, kind and
// message, shape types left out, and, where `per_package` is set, in the package that they were printed for. Texts and
// flow are those of the one with the smallest message (of equal ones, that which was printed for the smaller import
// path, has a flow, and then whatever comes first in the alphabet). With kSum, where that has no origin, it is that of
// the next one that has. The worse is believed of what the generated code does, and one that is suppressed suppresses
// all.
void unite_findings(Report& report, Occurrences occurrences, bool per_package);

}  // namespace goescape
