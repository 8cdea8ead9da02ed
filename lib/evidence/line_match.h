// Which call belongs to which heap decision, among those of one line in one compiled function.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "evidence/wanted_call.h"

namespace goescape {

// A call of the line.
struct LineCall {
  CallKind kind = CallKind::kObject;
  std::string_view type;   // As in the listing; empty = not told.
  std::uint64_t size = 0;  // Where the call is given it.
};

enum class LineVerdict : std::uint8_t {
  kNoCall,     // Every fitting call belongs to another decision, or there is none.
  kCall,       // Has one of its own.
  kShared,     // Shares one with others: the compiler puts variables without pointers into one allocation (Go 1.25).
  kAmbiguous,  // Fewer calls than decisions fit, and nothing tells which of these have them.
};

struct LineMatch {
  LineVerdict verdict = LineVerdict::kNoCall;
  std::vector<std::uint32_t> calls;  // Indexes of the calls that belong to it.
};

struct LineMatches {
  std::vector<LineMatch> decisions;       // One for each decision.
  std::vector<std::uint32_t> left_calls;  // Indexes of the calls that belong to none.
};

// `wanted` are the decisions in the order of their columns, `calls` the calls in the order of the code. Those whose
// types are told and equal go together first; then the others, by kind, in order, so that as many as possible have a
// call. A decision on a literal gets what nothing else wants, and so does one whose value may also be put into an
// interface.
LineMatches match_line(std::span<const WantedCall> wanted, std::span<const LineCall> calls);

}  // namespace goescape
