#include "render/shown_findings.h"

#include "catch.h"
#include "sample_comparison.h"

using namespace goescape;
using namespace goescape::test;

TEST_CASE("shown findings: of a report what is visible") {
  const Report report = sample_report();
  CHECK(shown_findings(report, {}).size() == 7);
  RenderOptions options;
  options.include = all_categories();
  CHECK(shown_findings(report, options).size() == report.findings.size());
}

TEST_CASE("shown findings: of a diff what was introduced, whatever its category") {
  Sample sample;
  sample.diff.introduced.push_back({FindingIndex{7}, true, std::nullopt});  // Generated.
  const Comparison comparison{&sample.before, &sample.after, "HEAD~1", "HEAD", &sample.diff};
  const auto shown = shown_findings(comparison, nullptr);
  REQUIRE(shown.size() == 3);
  CHECK(shown[0].level == Level::kNote);  // Suppressed.
  CHECK(shown[1].level == Level::kNew);
  CHECK(shown[2].finding->category == Category::kGenerated);
}

TEST_CASE("shown findings: of a check what breaks a rule, once") {
  Sample sample;
  const Comparison comparison{&sample.before, &sample.after, "HEAD~1", "HEAD", &sample.diff};
  sample.gate.violations.push_back({GateRule::kAssertion, {FindingIndex{1}, FindingIndex{3}}, "", "a.go", 1, "x"});
  const auto shown = shown_findings(comparison, &sample.gate);
  REQUIRE(shown.size() == 2);
  CHECK(shown[0].breaks_assertion);
  CHECK(shown[0].is_new_escape);
  CHECK_FALSE(shown[1].is_new_escape);
  CHECK(shown[0].introduced != nullptr);
  CHECK(shown[0].level == Level::kFailing);
  CHECK(shown[1].introduced == nullptr);
  sample.gate.failed = false;
  CHECK(shown_findings(comparison, &sample.gate)[0].level == Level::kNew);
}

TEST_CASE("shown findings: what --max-new allows does not fail a gate that fails for something else") {
  Sample sample;
  const Comparison comparison{&sample.before, &sample.after, "HEAD~1", "HEAD", &sample.diff};
  sample.gate.violations.push_back({GateRule::kBudget, {}, "./...", "", 0, "x"});
  sample.gate.max_new = 10;
  CHECK(shown_findings(comparison, &sample.gate)[0].level == Level::kNew);
  CHECK(ViolationLevels(sample.gate).of(GateRule::kBudget) == Level::kFailing);
  sample.gate.advisory = true;
  CHECK(ViolationLevels(sample.gate).of(GateRule::kBudget) == Level::kNew);
}
