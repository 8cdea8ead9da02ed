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
  // An inlining_call diagnostic, what it is sorted by packed into two numbers.
  struct Call {
    std::uint64_t line;   // File and line.
    std::uint64_t order;  // Column and index: in the order printed.

    [[nodiscard]] bool operator<(const Call& other) const {
      return line != other.line ? line < other.line : order < other.order;
    }
    [[nodiscard]] std::uint32_t index() const { return static_cast<std::uint32_t>(order); }
  };
  static Call call_at(const CollectedDiagnostic& entry, std::uint32_t index);

  const Collected& collected_;
  std::vector<Call> calls_;  // Sorted.
};

}  // namespace goescape
