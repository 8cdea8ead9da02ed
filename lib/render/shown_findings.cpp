#include "render/shown_findings.h"

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
        {comparison.new_report, &finding, &introduced, false, finding.suppressed ? Level::kNote : Level::kNew});
  }
  return shown;
}

std::vector<ShownFinding> failing_findings(const Comparison& comparison, const GateResult& gate) {
  std::map<FindingIndex, bool> breaks_assertion;
  for (const Violation& violation : gate.violations) {
    if (violation.rule == GateRule::kNewEscape || violation.rule == GateRule::kAssertion) {
      for (const FindingIndex index : violation.findings) {
        breaks_assertion[index] |= violation.rule == GateRule::kAssertion;
      }
    }
  }
  std::vector<ShownFinding> shown;
  shown.reserve(breaks_assertion.size());
  for (const auto& [index, assertion] : breaks_assertion) {
    shown.push_back({comparison.new_report, &new_finding(comparison, index), introduced_as(*comparison.diff, index),
                     assertion, level_of_violations(gate)});
  }
  return shown;
}

}  // namespace

std::vector<ShownFinding> shown_findings(const Report& report, const RenderOptions& options) {
  std::vector<ShownFinding> shown;
  for (const Finding& finding : report.findings) {
    if (is_visible(report, finding, options.include)) {
      shown.push_back({&report, &finding, nullptr, false, Level::kNote});
    }
  }
  return shown;
}

std::vector<ShownFinding> shown_findings(const Comparison& comparison, const GateResult* gate) {
  return gate == nullptr ? introduced_findings(comparison) : failing_findings(comparison, *gate);
}

Level level_of_violations(const GateResult& gate) {
  return gate.failed && !gate.advisory ? Level::kFailing : Level::kNew;
}

}  // namespace goescape
