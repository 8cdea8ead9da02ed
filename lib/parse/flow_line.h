// The lines below the header of a -m=2 explanation.
#pragma once

#include <optional>
#include <string_view>

#include "parse/position.h"

namespace goescape {

// One line of an explanation, without the position in front of it. Views point into the text that was read.
struct FlowLine {
  enum class Type {
    kAssign,     // "  flow: TO = &FROM:" (Go 1.14 to 1.24), "  flow: TO ← &FROM:" (1.25 on)
    kReason,     // "    from EXPRESSION (REASON) at FILE:LINE:COLUMN"
    kTruncated,  // "  warning: truncated explanation due to assignment cycle; …"
  };
  Type type = Type::kAssign;
  int derefs = 0;               // kAssign: -1 for `&`, else the number of `*`.
  std::string_view to;          // kAssign: destination.
  std::string_view from;        // kAssign: source.
  std::string_view expression;  // kReason
  std::string_view reason;      // kReason
  Position position;            // kReason
};

// True when `text` begins as a line of an explanation does.
bool is_flow_line(std::string_view text);

// Reads the text behind a position; nothing when it is no line of an explanation.
std::optional<FlowLine> parse_flow_line(std::string_view text);

}  // namespace goescape
