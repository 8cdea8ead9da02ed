// How a running program and a saved report of its module belong together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/go_build_info.h"
#include "model/report.h"

namespace goescape {

enum class Agreement : std::uint8_t {
  kSame,
  kDiffers,
  kUnknown,  // One of the two does not say.
};

// "same", "differs", "unknown".
std::string_view name(Agreement agreement);

// One thing that both of them say.
struct FitPoint {
  std::string_view what;  // "module", "go_version", "revision", "platform".
  std::string process;    // Empty = it does not say.
  std::string report;
  Agreement agreement = Agreement::kUnknown;
};

// A function of the module and its heap decisions.
struct HeapFunction {
  std::string package;
  std::string function;  // Empty = the report does not say.
  std::uint64_t decisions = 0;
};

struct ProcessFit {
  std::vector<FitPoint> points;
  bool verified = false;                // The report tells which decisions allocate, and only these are counted.
  std::vector<HeapFunction> functions;  // Most decisions first; none where a point differs.

  // The report is not about another program, as far as is known.
  [[nodiscard]] bool agrees() const;
};

// Holds the build information of a program to a report, and counts the heap decisions of the module's own code, those
// that allocate where the report says which do, for at most `most` functions. A revision with changes that were not
// committed is unknown: it says what was there before them.
ProcessFit fit_of(const GoBuildInfo& build, const Report& report, std::size_t most);

}  // namespace goescape
