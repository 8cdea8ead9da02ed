#include "evidence/process_fit.h"

#include <string>
#include <utility>

#include "catch.h"
#include "render/report_builder.h"

using namespace goescape;
using test::FindingSpec;
using test::ReportBuilder;

namespace {

GoBuildInfo build_info() {
  GoBuildInfo build;
  build.go_version = "go1.26.8";
  build.main = {"example.com/m", "v1.0.0"};
  build.settings = {{"GOOS", "linux"}, {"GOARCH", "amd64"}, {"vcs.revision", "0123abcd"}, {"vcs.modified", "false"}};
  return build;
}

Report fitting_report() {
  ReportBuilder builder;
  const PackageIndex a = builder.package("example.com/m/a");
  const PackageIndex b = builder.package("example.com/m/b");
  builder.finding(a, {.function = "Once"});
  builder.finding(b, {.kind = Kind::kMovedToHeap, .function = "Twice"});
  builder.finding(b, {.line = 2, .function = "Twice"});
  builder.finding(b, {.kind = Kind::kDoesNotEscape, .line = 3, .function = "Once"});
  builder.finding(b, {.line = 4, .function = "Made", .category = Category::kGenerated});
  Report report = std::move(builder.report());
  report.toolchain.go_version = "go1.26.8";
  report.toolchain.goos = "linux";
  report.toolchain.goarch = "amd64";
  report.module.revision = "0123abcd";
  return report;
}

// "same same unknown differs"
std::string agreements(const ProcessFit& fit) {
  std::string text;
  for (const FitPoint& point : fit.points) {
    text += (text.empty() ? "" : " ") + std::string(name(point.agreement));
  }
  return text;
}

std::string functions(const ProcessFit& fit) {
  std::string text;
  for (const HeapFunction& each : fit.functions) {
    text += each.package + "." + each.function + " " + std::to_string(each.decisions) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a process agrees with the report of its module", "[process_fit]") {
  const ProcessFit fit = fit_of(build_info(), fitting_report(), 10);
  CHECK(agreements(fit) == "same same same same");
  CHECK(fit.agrees());
  CHECK_FALSE(fit.verified);
  CHECK(functions(fit) == "example.com/m/b.Twice 2\nexample.com/m/a.Once 1\n");
  CHECK(functions(fit_of(build_info(), fitting_report(), 1)) == "example.com/m/b.Twice 2\n");
}

TEST_CASE("only decisions that allocate count where the report knows them", "[process_fit]") {
  Report report = fitting_report();
  report.allocations.resize(2);
  report.allocations[0].verdict = AllocationVerdict::kAllocates;
  report.allocations[1].verdict = AllocationVerdict::kNoAllocation;
  report.findings[0].allocation = 0;
  report.findings[1].allocation = 1;
  const ProcessFit fit = fit_of(build_info(), report, 10);
  CHECK(fit.verified);
  CHECK(functions(fit) == "example.com/m/a.Once 1\n");
}

TEST_CASE("what differs is said, and no function is shown", "[process_fit]") {
  const auto differing = [](const char* expected, auto change) {
    GoBuildInfo build = build_info();
    Report report = fitting_report();
    change(build, report);
    const ProcessFit fit = fit_of(build, report, 10);
    CHECK(agreements(fit) == expected);
    CHECK_FALSE(fit.agrees());
    CHECK(fit.functions.empty());
  };
  differing("differs same same same", [](GoBuildInfo& build, Report&) { build.main.path = "example.com/other"; });
  differing("same differs same same", [](GoBuildInfo& build, Report&) { build.go_version = "go1.25.4"; });
  differing("same same differs same", [](GoBuildInfo&, Report& report) { report.module.revision = "ffff"; });
  differing("same same same differs", [](GoBuildInfo&, Report& report) { report.toolchain.goarch = "arm64"; });
}

TEST_CASE("what one of them does not say is unknown", "[process_fit]") {
  GoBuildInfo build = build_info();
  build.settings.clear();
  const ProcessFit fit = fit_of(build, fitting_report(), 10);
  CHECK(agreements(fit) == "same same unknown unknown");
  CHECK(fit.agrees());
  Report dirty = fitting_report();
  dirty.module.dirty = true;
  CHECK(agreements(fit_of(build_info(), dirty, 10)) == "same same unknown same");
  build = build_info();
  build.settings[3].second = "true";
  CHECK(agreements(fit_of(build, fitting_report(), 10)) == "same same unknown same");
}

TEST_CASE("experiments behind a release are no other release", "[process_fit]") {
  GoBuildInfo build = build_info();
  build.go_version = "go1.26.8 X:nogreenteagc";
  CHECK(fit_of(build, fitting_report(), 1).agrees());
}
