// Where a decision comes from that the compiler reports at a call.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/collector.h"

namespace goescape {

// Knows which calls are inlined at which place. The compiler reports everything in an inlined body at the outermost
// call, so a decision at the place of such a call comes out of the function called.
class Origins {
 public:
  // `collected` must outlive the object and stay as it is.
  explicit Origins(const Collected& collected);

  // The function out of whose body the decision comes, type arguments as `[...]`; empty when it stands in place. Of
  // several calls at one place, nested in each other, the one whose package `expression` names, else the outermost.
  // The slice of variadic arguments is made by the caller, whatever is inlined.
  [[nodiscard]] std::string origin_of(const CollectedDiagnostic& decision, std::string_view expression) const;

 private:
  const Collected& collected_;
  std::vector<std::uint32_t> calls_;  // Indexes of inlining_call diagnostics by place, in the order printed.
};

}  // namespace goescape
