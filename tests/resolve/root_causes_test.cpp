#include "resolve/root_causes.h"

#include "catch.h"
#include "model/cause.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

void add(ReportBuilder& builder, PackageIndex package, Cause cause, std::string_view reason, std::string_view text) {
  Finding& finding = builder.finding(package, {});
  finding.cause = builder.text(info(cause).name);
  FlowStep assign;
  assign.to = builder.text("{heap}");
  FlowStep step;
  step.type = FlowStep::Type::kReason;
  step.to = builder.text(text);
  step.from = builder.text(reason);
  builder.flow(finding, {assign, step});
}

std::vector<RootCause> all(const Report& report) {
  return root_causes(report, [](const Finding&) { return true; });
}

}  // namespace

TEST_CASE("root causes: a function is one whether it is called from its package or another") {
  ReportBuilder builder;
  const PackageIndex log = builder.package("example.com/m/log");
  const PackageIndex other = builder.package("example.com/m/other");
  add(builder, log, Cause::kPassedToLeakingParameter, "call parameter", "(*Logger).log(l, x)");
  add(builder, other, Cause::kPassedToLeakingParameter, "call parameter", "(*log.Logger).log(l, y)");
  add(builder, other, Cause::kBoxedIntoInterface, "call parameter", "(*log.Logger).log(l, ... argument...)");
  const auto causes = all(builder.report());
  REQUIRE(causes.size() == 1);
  CHECK(causes.front().sink.name == "log.(*Logger).log");
  CHECK(causes.front().sink.package.empty());
  CHECK(causes.front().values == 3);
  CHECK(causes.front().packages == 2);
}

TEST_CASE("root causes: methods of interfaces are one by their name, variables are their package's") {
  ReportBuilder builder;
  const PackageIndex a = builder.package("a");
  const PackageIndex b = builder.package("b");
  add(builder, a, Cause::kPassedToInterfaceMethod, "call parameter", "w.Write(p)");
  add(builder, b, Cause::kPassedToInterfaceMethod, "call parameter", "t.out.Write(p)");
  add(builder, a, Cause::kStoredInGlobal, "assign", "last = p");
  add(builder, b, Cause::kStoredInGlobal, "assign", "last = p");
  const auto causes = all(builder.report());
  REQUIRE(causes.size() == 3);
  CHECK(causes[0].sink.name == ".Write");
  CHECK(causes[0].values == 2);
  CHECK(causes[1].sink.package == "a");
  CHECK(causes[2].sink.package == "b");
}

TEST_CASE("root causes: a profile ranks, and what has no name or is not counted has no part") {
  ReportBuilder builder;
  const PackageIndex a = builder.package("a");
  add(builder, a, Cause::kPassedToLeakingParameter, "call parameter", "f(x)");
  add(builder, a, Cause::kPassedToLeakingParameter, "call parameter", "f(x)");
  add(builder, a, Cause::kPassedToLeakingParameter, "call parameter", "g(x)");
  add(builder, a, Cause::kCapturedByClosure, "captured by a closure", "x");
  Report& report = builder.report();
  report.profile_values.push_back({4096, 2, 1});
  report.findings[2].profile = 0;
  const auto causes = all(report);
  REQUIRE(causes.size() == 2);
  CHECK(causes.front().sink.name == "a.g");
  CHECK(causes.front().bytes == 4096);
  CHECK(root_causes(report, [](const Finding&) { return false; }).empty());
}
