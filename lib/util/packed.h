// Two numbers in one.
#pragma once

#include <cstdint>

namespace goescape {

// Orders as the pair does: by `high`, then by `low`.
constexpr std::uint64_t packed(std::uint32_t high, std::uint32_t low) { return std::uint64_t{high} << 32U | low; }

}  // namespace goescape
