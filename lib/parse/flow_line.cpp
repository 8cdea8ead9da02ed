#include "parse/flow_line.h"

#include <algorithm>

#include "parse/text.h"

namespace goescape {
namespace {

constexpr std::string_view kFlow = "  flow: ";
constexpr std::string_view kFrom = "    from ";
constexpr std::string_view kTabFrom = "\tfrom ";  // Go 1.12.
constexpr std::string_view kWarning = "  warning: truncated explanation";

constexpr std::string_view kArrow = " ← ";   // Go 1.25 on.
constexpr std::string_view kEquals = " = ";  // Go 1.14 to 1.24.

FlowLine assignment(std::string_view text, std::size_t at, std::string_view arrow) {
  FlowLine line;
  line.to = text.substr(0, at);
  line.from = text.substr(at + arrow.size());
  const std::size_t operators = std::min(line.from.find_first_not_of("&*"), line.from.size());
  line.derefs = line.from.starts_with('&') ? -1 : static_cast<int>(operators);
  line.from.remove_prefix(operators);
  return line;
}

// Each arrow can stand in a literal of the program, so one outside of literals counts before any within. There is none
// outside when the compiler cut a literal short.
std::optional<FlowLine> parse_assign(std::string_view text) {
  const std::size_t arrow = find_outside_literals(text, kArrow);
  const std::size_t equals = find_outside_literals(text, kEquals);
  if (arrow != equals) {
    return arrow < equals ? assignment(text, arrow, kArrow) : assignment(text, equals, kEquals);
  }
  for (const std::string_view sign : {kArrow, kEquals}) {
    if (const std::size_t at = text.find(sign); at != std::string_view::npos) {
      return assignment(text, at, sign);
    }
  }
  return std::nullopt;
}

// Where the parenthesis that closes at the end of `text` opens; reasons may hold parentheses of their own.
std::size_t opening_parenthesis(std::string_view text) {
  int depth = 0;
  for (std::size_t at = text.size(); at-- > 0;) {
    depth += text[at] == ')' ? 1 : 0;
    depth -= text[at] == '(' ? 1 : 0;
    if (depth == 0) {
      return at;
    }
  }
  return std::string_view::npos;
}

std::optional<FlowLine> parse_reason(std::string_view text) {
  constexpr std::string_view kAt = ") at ";
  const std::size_t at = text.rfind(kAt);
  const std::size_t open = at == std::string_view::npos ? at : opening_parenthesis(text.substr(0, at + 1));
  if (open == std::string_view::npos || open == 0 || text[open - 1] != ' ') {
    return std::nullopt;
  }
  FlowLine line;
  line.type = FlowLine::Type::kReason;
  line.expression = text.substr(0, open - 1);
  line.reason = text.substr(open + 1, at - open - 1);
  line.position = parse_position(text.substr(at + kAt.size()));
  return line;
}

}  // namespace

bool is_flow_line(std::string_view text) {
  return text.starts_with(kFlow) || text.starts_with(kFrom) || text.starts_with(kWarning) || text.starts_with(kTabFrom);
}

std::optional<FlowLine> parse_flow_line(std::string_view text) {
  if (const auto assign = between(text, kFlow, ":")) {
    return parse_assign(*assign);
  }
  for (const std::string_view prefix : {kFrom, kTabFrom}) {
    if (text.starts_with(prefix)) {
      return parse_reason(text.substr(prefix.size()));
    }
  }
  if (text.starts_with(kWarning)) {
    FlowLine line;
    line.type = FlowLine::Type::kTruncated;
    return line;
  }
  return std::nullopt;
}

}  // namespace goescape
