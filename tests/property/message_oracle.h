// The grammar of what the compiler prints, written as regular expressions: slow and obvious, to hold the scanner of
// lib/parse against.
#pragma once

#include <optional>
#include <string_view>

#include "parse/flow_line.h"
#include "parse/message.h"
#include "parse/position.h"

namespace goescape::test {

// What split_position(), recognise_message() and parse_flow_line() have to return. The views point into the argument.
std::optional<PositionedText> oracle_split_position(std::string_view line);
std::optional<Message> oracle_message(std::string_view text);
std::optional<FlowLine> oracle_flow_line(std::string_view text);

}  // namespace goescape::test
