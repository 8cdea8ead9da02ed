// Spans of time as people write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace goescape {

// "90s", "5m", "1h30m", "1.5s", "200ms": numbers with units, as Go writes durations, down to milliseconds; "0" is none.
// Nothing for anything else, and for more than a thousand years.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace goescape
