#include "render/shown_findings.h"

#include <algorithm>
#include <map>

#include "render/change_wording.h"

namespace goescape {
namespace {

std::vector<ShownFinding> introduced_findings(const Comparison& comparison) {
  std::vector<ShownFinding> shown;
  shown.reserve(comparison.diff->introduced.size());
  for (const IntroducedFinding& introduced : comparison.diff->introduced) {
    const Finding& finding = new_finding(comparison, introduced.finding);
    shown.push_back(
        {comparison.new_report, &finding, &introduced, false, false, finding.suppressed ? Level::kNote : Level::kNew});
  }
  return shown;
}

std::vector<ShownFinding> failing_findings(const Comparison& comparison, const GateResult& gate) {
  const ViolationLevels levels(gate);
  std::map<FindingIndex, ShownFinding> breaking;
  for (const Violation& violation : gate.violations) {
    if (violation.rule != GateRule::kNewEscape && violation.rule != GateRule::kAssertion) {
      continue;
    }
    for (const FindingIndex index : violation.findings) {
      ShownFinding& shown = breaking[index];
      shown.is_new_escape |= violation.rule == GateRule::kNewEscape;
      shown.breaks_assertion |= violation.rule == GateRule::kAssertion;
      shown.level = std::max(shown.level, levels.of(violation.rule));
    }
  }
  std::vector<ShownFinding> findings;
  findings.reserve(breaking.size());
  for (auto& [index, shown] : breaking) {
    shown.report = comparison.new_report;
    shown.finding = &new_finding(comparison, index);
    shown.introduced = introduced_as(*comparison.diff, index);
    findings.push_back(shown);
  }
  return findings;
}

}  // namespace

std::vector<ShownFinding> shown_findings(const Report& report, const RenderOptions& options) {
  std::vector<ShownFinding> shown;
  for (const Finding& finding : report.findings) {
    if (is_visible(report, finding, options.include)) {
      shown.push_back({&report, &finding});
    }
  }
  return shown;
}

std::vector<ShownFinding> shown_findings(const Comparison& comparison, const GateResult* gate) {
  return gate == nullptr ? introduced_findings(comparison) : failing_findings(comparison, *gate);
}

ViolationLevels::ViolationLevels(const GateResult& gate) {
  const auto escapes = std::count_if(gate.violations.begin(), gate.violations.end(),
                                     [](const Violation& each) { return each.rule == GateRule::kNewEscape; });
  if (gate.failed && !gate.advisory) {
    other_ = Level::kFailing;
    new_escape_ = static_cast<std::uint64_t>(escapes) > gate.max_new ? Level::kFailing : Level::kNew;
  }
}

}  // namespace goescape
