// What makes values escape: findings grouped by what they escape into.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/report.h"
#include "resolve/destination.h"

namespace goescape {

struct RootCause {
  DestinationType type = DestinationType::kUnknown;
  // A function with its package in front: `fmt.Fprintln`, `log.(*Logger).log`, but `panic`; a method of an interface
  // with a dot:
  // `.Write`; all else as Destination::name has it, within one package.
  std::string name;
  std::string package;         // Import path of that package; empty for calls, which packages share.
  std::uint64_t values = 0;    // Heap decisions.
  std::uint64_t packages = 0;  // How many packages these are in.
  std::uint64_t bytes = 0;     // What the profile says of them; 0 without one.
};

// Of the heap decisions that `counts` takes; those whose destination has no name have no root cause. The largest first:
// by bytes where there is a profile, by values, by packages, then by name.
std::vector<RootCause> root_causes(const Report& report, const std::function<bool(const Finding&)>& counts);

}  // namespace goescape
