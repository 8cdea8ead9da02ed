// What makes values escape: findings grouped by what they escape into.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/report.h"
#include "resolve/destination.h"

namespace goescape {

// What a value escapes into, named so that all values that escape into it, in whatever package, have equal ones.
struct EscapeSink {
  DestinationType type = DestinationType::kUnknown;
  // A function with its package in front: `fmt.Fprintln`, `log.(*Logger).log`, but `panic`; a method of an interface
  // with a dot: `.Write`; all else as Destination::name has it, within one package. Empty where that is.
  std::string name;
  std::string package;  // Import path of that package; empty for calls, which packages share, and without a name.

  auto operator<=>(const EscapeSink&) const = default;
};

// Of one finding of `report`; of one that is no heap decision, and of one without a flow, the type is unknown.
EscapeSink escape_sink(const Report& report, const Finding& finding);

struct RootCause {
  EscapeSink sink;
  std::uint64_t values = 0;    // Heap decisions.
  std::uint64_t packages = 0;  // How many packages these are in.
  std::uint64_t bytes = 0;     // What the profile says of them; 0 without one.
};

// Of the heap decisions that `counts` takes; those whose destination has no name have no root cause. The largest first:
// by bytes where there is a profile, by values, by packages, then by name.
std::vector<RootCause> root_causes(const Report& report, const std::function<bool(const Finding&)>& counts);

}  // namespace goescape
