// What one package of a report looks like in the history: most packages are the same in most commits, and are kept
// once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace goescape {

// The findings of `report` that the history keeps, by package: the heap decisions, as indexes, in the report's order.
std::vector<std::vector<std::uint32_t>> heap_decisions_by_package(const Report& report);

// 32 hex digits over all that the history keeps of a package: equal ones mean that the packages look the same. `own`
// are the heap decisions of the package.
std::string state_digest(const Report& report, const Package& package, const std::vector<std::uint32_t>& own);

// One finding of a state: the row that has its texts, and what changes when code above it does.
struct StateFinding {
  std::uint64_t row = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t occurrences = 1;
};

// The findings of a state as bytes: columns of packed numbers (Protocol Buffers), and back. Decoding throws
// std::runtime_error for bytes that cannot be from there.
std::string encode_state(const std::vector<StateFinding>& findings);
std::vector<StateFinding> decode_state(std::string_view bytes);

}  // namespace goescape
