// A comparison with a change of each sort, and one whose every string is hostile.
#pragma once

#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "render/formats.h"
#include "sample_report.h"

namespace goescape::test {

// Two sides, and one change of each sort between them.
struct Sample {
  explicit Sample(Report (*make)() = sample_report) : before(make()), after(make()) {
    diff.introduced.push_back({FindingIndex{0}, true, std::nullopt});
    diff.introduced.push_back({FindingIndex{1}, false,
                               Blame{BlameReason::kCallee, "example.com/m/codec.Encode", "codec/codec.go", 16,
                                     "parameter p of codec.Encode leaks to the heap now"}});
    diff.fixed.push_back(FindingIndex{2});
    diff.moved.push_back({FindingIndex{3}, FindingIndex{3}, MatchStep::kRenamedFile});
    diff.unchanged = 1204;
    diff.undecided = 5;
    PackageDelta delta;
    delta.import_path = "example.com/m/internal/store";
    delta.old_status = delta.new_status = PackageStatus::kOk;
    delta.old_counts[0] = 2;
    delta.new_counts[0] = 5;
    diff.packages.push_back(delta);
    diff.toolchain_changes.push_back({"go_version", "go1.25.4", "go1.26.1"});
    gate.failed = true;
    gate.introduced = 2;
    gate.accepted = 1;
    gate.violations.push_back({GateRule::kNewEscape, {FindingIndex{1}}, "", "main.go", 30, "new"});
    gate.violations.push_back({GateRule::kBudget, {}, "./...", "", 0, "7 heap decisions, the budget is 5"});
    gate.notices.push_back({"a.go", 3, "this comment suppresses nothing"});
  }

  [[nodiscard]] std::string rendered(std::string_view format, bool check = false, RenderOptions options = {}) const {
    Comparison comparison{&before, &after, "HEAD~1", "the working tree", &diff};
    std::ostringstream out;
    find_format(format)->render_comparison(comparison, check ? &gate : nullptr, options, out);
    return out.str();
  }

  Report before;
  Report after;
  Diff diff;
  GateResult gate;
};

// Findings that are hostile in everything.
inline Report hostile_side() {
  Report report = hostile_report();
  while (report.findings.size() < 4) {
    report.findings.push_back(Finding(report.findings.front()));
  }
  return report;
}

inline Sample hostile_sample() {
  Sample sample(hostile_side);
  const std::string text(kHostile);
  sample.diff.introduced[1].blame = Blame{BlameReason::kCallee, text, text, 1, text};
  sample.diff.packages[0].import_path = text;
  sample.diff.toolchain_changes[0] = {text, text, text};
  sample.gate.violations[1] = {GateRule::kBudget, {FindingIndex{0}}, text, text, 1, text};
  sample.gate.notices[0] = {text, 1, text};
  return sample;
}

}  // namespace goescape::test
