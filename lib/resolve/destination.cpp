#include "resolve/destination.h"

#include <algorithm>
#include <array>
#include <span>

#include "resolve/step_text.h"

namespace goescape {
namespace {

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

std::string name_of(DestinationType type, std::string_view expression, std::string_view function) {
  switch (type) {
    case DestinationType::kCall:
      return called_name(expression);
    case DestinationType::kResult:
      return std::string(function);
    case DestinationType::kVariable:
      return without_indices(assigned(expression));
    case DestinationType::kLiteral:
      return literal_name(expression);
    case DestinationType::kChannel:
      return without_indices(channel_of(expression));
    case DestinationType::kMap:
      return without_indices(map_of(expression));
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
