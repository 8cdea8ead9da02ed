// What must hold for the baseline of any report.
#include "compare/baseline.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catch.h"
#include "compare/gate.h"
#include "compare/gate_sample.h"
#include "store/baseline_file.h"

namespace goescape::test {
namespace {

// A report with many equal decisions, odd texts, failed packages and every category.
Report random_report(std::mt19937& random) {
  const auto roll = [&](unsigned sides) { return static_cast<unsigned>(random() % sides); };
  constexpr const char* kExpressions[] = {"x", "&T{}", "func literal\t#", "\xff\n", "", "make([]int, n)"};
  constexpr const char* kFunctions[] = {"F", "", "(*T).M", "Map[...]"};
  SampleReport sample;
  for (const char* const dir : {".", "a", "b/c", "d"}) {
    sample.package(dir, roll(8) == 0 ? PackageStatus::kFailed : PackageStatus::kOk, roll(8) != 0);
    for (std::uint32_t line = 1, count = roll(12); line <= count; ++line) {
      sample.finding(line, kFunctions[roll(4)], kExpressions[roll(6)],
                     static_cast<Kind>(roll(static_cast<unsigned>(kKindCount))),
                     static_cast<Category>(roll(static_cast<unsigned>(kCategoryCount))));
      if (roll(6) == 0) {
        sample.suppressed();
      }
    }
  }
  return sample.take();
}

CategorySet random_categories(std::mt19937& random) { return CategorySet(random()); }

GateResult judged(const Report& report, const Baseline& baseline, CategorySet included) {
  GateInput input;
  input.report = &report;
  input.baseline = &baseline;
  GatePolicy policy;
  policy.included = included;
  const Result<GateResult> result = run_gate(input, policy);
  REQUIRE(result);
  return *result;
}

}  // namespace

TEST_CASE("the baseline of a report accepts all of it, and pruning it changes nothing", "[property]") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const Report report = random_report(random);
    const CategorySet included = random_categories(random);
    const Coverage coverage = round % 2 == 0 ? Coverage::kWholeModule : Coverage::kListedPackages;
    Baseline baseline;
    const BaselineChange made = write_baseline(baseline, report, included, coverage);
    const GateResult result = judged(report, baseline, included);
    CHECK(result.violations.empty());
    CHECK(result.notices.empty());
    CHECK(result.accepted + result.suppressed == result.introduced);
    CHECK(result.accepted == made.added);

    const Baseline before = baseline;
    CHECK(prune_baseline(baseline, report, coverage).dropped.empty());
    CHECK(baseline == before);
    CHECK(write_baseline(baseline, report, included, coverage).added == 0);
    CHECK(baseline == before);
  }
}

TEST_CASE("every baseline comes back from its file, in whatever order the lines are", "[property]") {
  std::mt19937 random(20261123);
  Baseline baseline;
  for (int round = 0; round < 50; ++round) {
    CAPTURE(round);
    Report report = random_report(random);
    report.toolchain.go_version = "go1." + std::to_string(round % 7 + 20);
    report.toolchain.tags = round % 3 == 0 ? std::vector<std::string>{"a", "b"} : std::vector<std::string>{};
    write_baseline(baseline, report, random_categories(random), Coverage::kListedPackages);
    const std::string text = baseline_text(baseline);
    const Result<Baseline> again = parse_baseline(text, "B");
    REQUIRE(again);
    CHECK(*again == baseline);

    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      lines.push_back(text.substr(at, text.find('\n', at) + 1 - at));
    }
    std::shuffle(lines.begin(), lines.end(), random);
    std::string shuffled;
    for (const std::string& line : lines) {
      shuffled += line;
    }
    CHECK(*parse_baseline(shuffled + shuffled, "B") == baseline);
  }
}

TEST_CASE("without one of its entries a baseline accepts one decision less", "[property]") {
  std::mt19937 random(20261124);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    const Report report = random_report(random);
    Baseline baseline;
    write_baseline(baseline, report, {}, Coverage::kWholeModule);
    auto& entries = baseline.sections[0].entries;
    if (entries.empty()) {
      continue;
    }
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(random() % entries.size()));
    CHECK(judged(report, baseline, {}).violations.size() == 1);
  }
}

}  // namespace goescape::test
