// One report with something of everything: several packages and categories, a flow, failures, lines not understood.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "report_builder.h"

namespace goescape::test {

// Text that tries to break out: terminal sequences, bidirectional controls, bytes that are no UTF-8, and what CSV,
// Markdown and JSON read as markup.
inline constexpr std::string_view kHostile =
    "=1+1|`a` \"q\" <b>@all</b>, \x1b]0;t\x07\x1b[31m \u202Egnp\u2069 \xFF\xC3( \r\n\t\\ [x](http://e) \u009b31m";

inline void add_store(ReportBuilder& builder) {
  const PackageIndex store = builder.package("example.com/m/internal/store");
  Finding& first = builder.finding(store, {Kind::kMovedToHeap, "internal/store/store.go", 12, 2, "(*Store).Load",
                                           "moved to heap: buf", "captured by a closure"});
  FlowStep assign;
  assign.derefs = -1;
  assign.to = builder.text("{heap}");
  assign.from = builder.text("buf");
  FlowStep reason;
  reason.type = FlowStep::Type::kReason;
  reason.to = builder.text("&buf");
  reason.from = builder.text("address-of");
  reason.file = builder.text("internal/store/store.go");
  reason.line = 14;
  reason.column = 9;
  builder.flow(first, {assign, reason});
  builder.evidence(first, {AllocationVerdict::kAllocates, true, true, builder.text("[8]byte"), {}, 8, 8},
                   {"runtime.newobject"}, {5000000000, 625000000, 0.125});
  for (std::uint32_t line = 20; line < 24; ++line) {
    builder.finding(store, {Kind::kEscapesToHeap, "internal/store/store.go", line, 7, "(*Store).Save",
                            "make([]byte, n) escapes to heap", "non-constant size"});
  }
  builder.finding(store, {Kind::kEscapesToHeap, "internal/store/store.pb.go", 90, 3, "(*Row).Reset",
                          "&Row{} escapes to heap", "", Category::kGenerated});
  builder.count(store, Kind::kDoesNotEscape, Category::kModule, 1204);
  builder.count(store, Kind::kLeakingParam, Category::kModule, 30);
  builder.count(store, Kind::kLeakingParamToResult, Category::kModule, 2);
}

inline Report sample_report() {
  ReportBuilder builder;
  const PackageIndex root = builder.package("example.com/m");
  Finding& inlined =
      builder.finding(root, {Kind::kEscapesToHeap, "main.go", 9, 13, "main", "... argument escapes to heap"});
  inlined.origin = builder.text("fmt.Println");
  inlined.occurrences = 3;
  inlined.suppressed = true;
  builder.finding(root, {Kind::kEscapesToHeap, "main.go", 30, 0, "", "x escapes to heap"});
  builder.report().packages.back().dir = builder.text(".");
  const PackageIndex broken = builder.package("example.com/m/broken");
  builder.report().packages[static_cast<std::size_t>(broken)].status = PackageStatus::kFailed;
  add_store(builder);
  const PackageIndex quiet = builder.package("example.com/m/quiet");
  builder.count(quiet, Kind::kDoesNotEscape, Category::kModule, 3);
  const PackageIndex slices = builder.package("slices", Category::kStandard, false);
  builder.finding(slices, {Kind::kEscapesToHeap, "$GOROOT/src/slices/slices.go", 5, 1, "Grow", "append escapes to heap",
                           "", Category::kStandard});
  Report& report = builder.report();
  report.module.revision = "0123456789abcdef0123456789abcdef01234567";
  report.module.dirty = true;
  report.toolchain = {"go1.26.8", "linux", "amd64", "-m=2", {"netgo", "osusergo"}, true, false};
  report.failures.push_back({"", "go: warning: \"all\" matched only standard packages"});
  report.failures.push_back({"example.com/m/broken", "broken/x.go:3:5: undefined: y\nbroken/x.go:4:5: undefined: z"});
  report.unrecognized = {3, 1, {"a.go:1:1: x leaps to the heap"}};
  return std::move(builder.report());
}

// A report whose every string is hostile.
inline Report hostile_report() {
  ReportBuilder builder(kHostile);
  const PackageIndex package = builder.package(kHostile);
  Finding& finding =
      builder.finding(package, {Kind::kEscapesToHeap, kHostile, 1, 1, kHostile, kHostile, kHostile, Category::kModule});
  finding.expression = builder.text(kHostile);
  finding.origin = builder.text(kHostile);
  FlowStep step;
  step.to = builder.text(kHostile);
  step.from = builder.text(kHostile);
  FlowStep reason = step;
  reason.type = FlowStep::Type::kReason;
  reason.file = builder.text(kHostile);
  builder.flow(finding, {reason, step, reason});
  builder.evidence(
      finding,
      {AllocationVerdict::kUnknown, false, false, builder.text(kHostile), builder.text(kHostile), UINT32_MAX, 0},
      {kHostile}, {1, 1, 1});
  builder.package(std::string(kHostile) + "/below");
  Report& report = builder.report();
  Profile& profile = report.profile.emplace();
  profile = {3, 2, 1, 1, {}, {}, {1, 1, std::string(kHostile)}};
  const StringId hostile = builder.text(kHostile);
  profile.unmatched.push_back({hostile, hostile, hostile, 7, Category::kModule, 2, 1});
  profile.benchmarks.push_back({hostile, hostile, 1, 0.5, 0.25, 1});
  const std::string text(kHostile);
  report.module.revision = text;
  report.toolchain = {text, text, text, text, {text}, false, true};
  report.failures.push_back({"", text});
  report.failures.push_back({text, text});
  report.unrecognized = {1, 1, {text}};
  return std::move(builder.report());
}

}  // namespace goescape::test
