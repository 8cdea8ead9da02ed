#include "render/destination.h"

#include <algorithm>
#include <array>
#include <span>

namespace goescape {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

// What the expression of a step is, that one has to be cut out of.
struct ReasonRow {
  std::string_view reason;  // The compiler's words (cmd/compile/internal/escape).
  DestinationType type;
};

constexpr std::array<ReasonRow, 27> kReasons{{
    {"call parameter", DestinationType::kCall},
    {"appendee slice", DestinationType::kCall},
    {"appended slice...", DestinationType::kCall},
    {"append-element", DestinationType::kCall},
    {"copied slice", DestinationType::kCall},
    {"return", DestinationType::kResult},
    {"result of function", DestinationType::kResult},
    {"assign", DestinationType::kVariable},
    {"assign-pair", DestinationType::kVariable},
    {"assign-pair-dot-type", DestinationType::kVariable},
    {"assign-pair-mapr", DestinationType::kVariable},
    {"assign-pair-receive", DestinationType::kVariable},
    {"assign-pair-func-call", DestinationType::kVariable},
    {"range", DestinationType::kVariable},
    {"range-deref", DestinationType::kVariable},
    {"struct literal element", DestinationType::kLiteral},
    {"slice-literal-element", DestinationType::kLiteral},
    {"array literal element", DestinationType::kLiteral},
    {"map literal key", DestinationType::kLiteral},
    {"map literal value", DestinationType::kLiteral},
    {"captured by a closure", DestinationType::kClosure},
    {"reference", DestinationType::kClosure},
    {"send", DestinationType::kChannel},
    {"key of map put", DestinationType::kMap},
    {"value of map put", DestinationType::kMap},
    {"interface-converted", DestinationType::kInterface},
    {"spill", DestinationType::kStatement},
}};

constexpr std::array<std::string_view, 3> kSizes{"too large for stack", "non-constant size", "too large for heap"};

DestinationType type_of(std::string_view reason) {
  const auto* const row =
      std::find_if(kReasons.begin(), kReasons.end(), [&](const ReasonRow& each) { return each.reason == reason; });
  if (row != kReasons.end()) {
    return row->type;
  }
  return std::find(kSizes.begin(), kSizes.end(), reason) != kSizes.end() ? DestinationType::kSize
                                                                         : DestinationType::kUnknown;
}

// Where the text literal ends that begins at `at`, behind its closing quote; the end of the text where it has none.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    at += text[at] == '\\' && quote != '`' ? 1 : 0;
  }
  return std::min(at + 1, text.size());
}

bool is_quote(char byte) { return byte == '"' || byte == '\'' || byte == '`'; }

// Calls `visit` with the position of every byte outside of text literals and with how many brackets are open there;
// that of a closing bracket counts itself as closed. Ends when `visit` returns true, and returns that position, else
// npos.
template <typename Visit>
std::size_t find_outside(std::string_view text, Visit&& visit) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_quote(text[at])) {
      at = end_of_quoted(text, at);
      continue;
    }
    const bool closes = std::string_view(")]}").find(text[at]) != std::string_view::npos;
    depth -= closes && depth != 0 ? 1 : 0;
    if (visit(at, depth)) {
      return at;
    }
    depth += std::string_view("([{").find(text[at]) != std::string_view::npos ? 1 : 0;
    ++at;
  }
  return std::string_view::npos;
}

// Where the bracket opens that is closed by the last byte of `text`; npos when that closes none.
std::size_t last_group(std::string_view text, char open) {
  std::size_t begin = std::string_view::npos;
  find_outside(text, [&](std::size_t at, std::size_t depth) {
    begin = depth == 0 && text[at] == open ? at : begin;
    return false;
  });
  return begin;
}

// The text with what stands between brackets of indices left out.
std::string without_indices(std::string_view text) {
  std::string short_text;
  std::size_t kept = 0;
  find_outside(text, [&](std::size_t at, std::size_t depth) {
    if (depth == 0 && text[at] == '[' && at != 0) {
      short_text.append(text.substr(kept, at + 1 - kept)).append(kEllipsis);
      kept = text.size();
    } else if (depth == 0 && text[at] == ']' && kept == text.size()) {
      kept = at;
    }
    return false;
  });
  return short_text.append(text.substr(kept));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

// `fmt.Fprintln` of `fmt.Fprintln(os.Stderr, ... argument...)`; `append to l.events` of `append(l.events, x)`.
std::string callee(std::string_view call) {
  const std::size_t open = call.empty() || call.back() != ')' ? std::string_view::npos : last_group(call, '(');
  if (open == std::string_view::npos) {
    return {};
  }
  const std::string_view function = call.substr(0, open);
  if (function != "append" && function != "copy") {
    return std::string(function);
  }
  const std::string_view arguments = call.substr(open + 1, call.size() - open - 2);
  const std::size_t comma =
      find_outside(arguments, [&](std::size_t at, std::size_t depth) { return depth == 0 && arguments[at] == ','; });
  return std::string(function) + " to " + without_indices(trimmed(arguments.substr(0, comma)));
}

// `l.events` of `l.events = append(l.events, x)`, `tmp` of `tmp := x`.
std::string assigned(std::string_view assignment) {
  const std::size_t sign = find_outside(assignment, [&](std::size_t at, std::size_t depth) {
    const std::string_view rest = assignment.substr(at);
    return depth == 0 && (rest.starts_with(" = ") || rest.starts_with(" := "));
  });
  return sign == std::string_view::npos ? std::string() : without_indices(trimmed(assignment.substr(0, sign)));
}

// `Event{…}` of `Event{...}`.
std::string literal(std::string_view text) {
  const std::size_t open = text.empty() || text.back() != '}' ? std::string_view::npos : last_group(text, '{');
  return open == std::string_view::npos ? std::string(text)
                                        : std::string(text.substr(0, open + 1)).append(kEllipsis).append("}");
}

// `jobs` of `jobs <- job{...}`.
std::string channel(std::string_view send) {
  const std::size_t arrow = find_outside(send, [&](std::size_t at, std::size_t depth) {
    return depth == 0 && send.substr(at).starts_with("<-") && at != 0;
  });
  return arrow == std::string_view::npos ? std::string() : without_indices(trimmed(send.substr(0, arrow)));
}

// `dc.openStmt` of `dc.openStmt[ds]`, or of that in front of an assignment.
std::string map_of(std::string_view text) {
  const std::string left = assigned(text);
  const std::string_view element = left.empty() ? text : std::string_view(left);
  const std::size_t open = element.empty() || element.back() != ']' ? std::string_view::npos : last_group(element, '[');
  return std::string(element.substr(0, open));
}

std::string name_of(DestinationType type, std::string_view expression, std::string_view function) {
  switch (type) {
    case DestinationType::kCall:
      return callee(expression);
    case DestinationType::kResult:
      return std::string(function);
    case DestinationType::kVariable:
      return assigned(expression);
    case DestinationType::kLiteral:
      return literal(expression);
    case DestinationType::kChannel:
      return channel(expression);
    case DestinationType::kMap:
      return map_of(expression);
    case DestinationType::kUnknown:
    case DestinationType::kClosure:
    case DestinationType::kInterface:
    case DestinationType::kStatement:
    case DestinationType::kSize:
      return {};
  }
  return {};
}

}  // namespace

std::string_view name(DestinationType type) {
  constexpr std::array<std::string_view, kDestinationTypeCount> kNames{
      "", "call", "result", "variable", "literal", "closure", "channel", "map", "interface", "statement", "size"};
  return kNames[static_cast<std::size_t>(type)];
}

Destination destination(const Report& report, const Finding& finding) {
  const auto steps = std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count);
  const auto last = std::find_if(steps.rbegin(), steps.rend(),
                                 [](const FlowStep& step) { return step.type == FlowStep::Type::kReason; });
  if (last == steps.rend()) {
    return {};
  }
  const DestinationType type = type_of(report.text(last->from));
  return {type, name_of(type, report.text(last->to), report.text(finding.function))};
}

}  // namespace goescape
