// Logs that were damaged line by line, as a fuzzer of bytes would not find them: the parts of explanations that belong
// together, sections, and messages that span lines.
#pragma once

#include <string>
#include <string_view>

#include "property/dice.h"

namespace goescape::test {

// `log` with lines left out, repeated, moved, joined, damaged or put in, or with the position of one in front of
// another.
std::string mutated_log(std::string_view log, Dice& dice);

// Runs of lines out of both logs, each in its own order.
std::string crossed_logs(std::string_view a, std::string_view b, Dice& dice);

}  // namespace goescape::test
