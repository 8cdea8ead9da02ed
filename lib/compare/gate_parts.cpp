#include "compare/gate_parts.h"

#include <fmt/core.h>

namespace goescape {

bool is_gated(const Report& report, const Finding& finding, CategorySet included) {
  return is_heap_decision(finding.kind) && is_visible(report, finding, included);
}

std::string number_of(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace goescape
