// Finds the explanation of a decision.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "resolve/collector.h"

namespace goescape {

// Joins the blocks of -m=2 to the decisions that they explain. A block and the final line of its decision stand apart,
// in any order, and agree on the place; the expression is spelt the same but for variables (`x escapes to heap` becomes
// `moved to heap: x`) and for append (`append(a, b...) escapes to heap` becomes `append escapes to heap`).
class FlowIndex {
 public:
  // `collected` must outlive the index and stay as it is.
  explicit FlowIndex(const Collected& collected);

  // The explanation of `decision`, whose expression is `expression`; nullptr when the log has none. Where there are
  // several, one for each instantiation of a generic function, it is the first by the name of the function.
  const CollectedFlow* find(const CollectedDiagnostic& decision, std::string_view expression);

  // The explanations of escapes that no find() has asked for: their decisions were cut off the log.
  [[nodiscard]] std::vector<const CollectedFlow*> unused() const;

 private:
  const Collected& collected_;
  std::vector<std::uint32_t> order_;  // Indexes of flows by place.
  std::vector<bool> used_;            // By index of flows.
};

}  // namespace goescape
