// One comparison with a finding in every state that a comparison and a gate know.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "model/diff.h"
#include "model/gate.h"
#include "sample_report.h"

namespace goescape::test {

// Not to be copied: the comparison points into it.
struct SampleGate {
  SampleGate() {
    fill_before();
    fill_after();
    fill_diff();
    fill_gate();
  }
  SampleGate(const SampleGate&) = delete;
  SampleGate& operator=(const SampleGate&) = delete;

  [[nodiscard]] Comparison comparison() const { return {&before, &after, "main", "the working tree", &diff}; }

  Report before;
  Report after;
  Diff diff;
  GateResult gate;

 private:
  void fill_before() {
    ReportBuilder builder;
    const PackageIndex package = builder.package("example.com/m");
    builder.finding(package, {Kind::kMovedToHeap, "gone.go", 3, 2, "Gone", "moved to heap: gone"});
    builder.finding(package, {Kind::kMovedToHeap, "old.go", 8, 4, "Move", "moved to heap: moved"});
    before = std::move(builder.report());
  }

  // Ids from v1:…1000 on, in this order.
  void fill_after() {
    ReportBuilder builder;
    const PackageIndex package = builder.package("example.com/m");
    builder.finding(package, {Kind::kEscapesToHeap, "a.go", 1, 2, "New", "&T{...} escapes to heap", "return"});
    builder.finding(package, {Kind::kEscapesToHeap, "a.go", 2, 2, "New", "accepted escapes to heap"});
    builder.finding(package, {Kind::kEscapesToHeap, "a.go", 3, 2, "New", "ignored escapes to heap"}).suppressed = true;
    builder.finding(package, {Kind::kEscapesToHeap, "a.go", 4, 2, "New", "cold escapes to heap"});
    builder.finding(package, {Kind::kMovedToHeap, "new.go", 9, 4, "Move", "moved to heap: moved"});
    builder.finding(package, {Kind::kMovedToHeap, "same.go", 1, 1, "Same", "moved to heap: same"});
    builder.finding(package, {Kind::kMovedToHeap, "same.go", 2, 1, "Same", "moved to heap: quiet"}).suppressed = true;
    builder.finding(package,
                    {Kind::kMovedToHeap, "x.pb.go", 2, 1, "Made", "moved to heap: made", "", Category::kGenerated});
    after = std::move(builder.report());
  }

  void fill_diff() {
    const Blame blame{BlameReason::kCallee, "codec.Encode", "codec/codec.go", 16, "parameter p of codec.Encode leaks"};
    diff.introduced.push_back({FindingIndex{0}, false, blame});
    for (const std::uint32_t index : {1U, 2U, 3U}) {
      diff.introduced.push_back({static_cast<FindingIndex>(index), true, std::nullopt});
    }
    diff.fixed.push_back(FindingIndex{0});
    diff.moved.push_back({FindingIndex{1}, FindingIndex{4}, MatchStep::kRenamedFile});
    diff.unchanged_findings = {FindingIndex{5}, FindingIndex{6}, FindingIndex{7}};
    diff.unchanged = diff.unchanged_findings.size();
  }

  void fill_gate() {
    gate.failed = true;
    gate.introduced = 4;
    gate.accepted = gate.suppressed = gate.not_hot = 1;
    gate.accepted_findings = {FindingIndex{1}};
    gate.violations.push_back({GateRule::kNewEscape, {FindingIndex{0}}, "", "a.go", 1, "new heap decision in New"});
    gate.violations.push_back({GateRule::kBudget,
                               {FindingIndex{4}, FindingIndex{5}},
                               "./...",
                               "new.go",
                               9,
                               "./... holds 2, its budget is 0"});
    gate.violations.push_back(
        {GateRule::kAssertion, {FindingIndex{5}}, "//x", "same.go", 1, "1 heap decision in Same"});
    gate.violations.push_back({GateRule::kUnanalysed, {}, "b/...", "", 0, "--hot b/... names no package"});
    gate.notices.push_back({"a.go", 3, "this comment suppresses nothing"});
    gate.notices.push_back({"", 0, "the baseline is of another release"});
  }
};

// Makes every text of a comparison hostile.
inline void make_hostile(SampleGate& sample) {
  const std::string text(kHostile);
  sample.before = hostile_report();
  sample.after = hostile_report();
  sample.diff = Diff();
  sample.diff.introduced.push_back({FindingIndex{0}, false, Blame{BlameReason::kCallee, text, text, 1, text}});
  sample.diff.fixed.push_back(FindingIndex{0});
  sample.diff.moved.push_back({FindingIndex{0}, FindingIndex{0}, MatchStep::kSameLine});
  sample.diff.undecided = 3;
  sample.diff.toolchain_changes.push_back({text, text, text});
  sample.gate.accepted_findings.clear();
  sample.gate.violations = {{GateRule::kNewEscape, {FindingIndex{0}}, text, text, 1, text},
                            {GateRule::kBudget, {FindingIndex{0}}, text, text, 1, text}};
  sample.gate.notices = {{text, 1, text}};
}

}  // namespace goescape::test
