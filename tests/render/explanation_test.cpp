#include "render/explanation.h"

#include <sstream>

#include "catch.h"
#include "model/cause.h"
#include "render/explanations.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

FlowStep assign(ReportBuilder& builder, std::string_view to, std::string_view from) {
  FlowStep step;
  step.to = builder.text(to);
  step.from = builder.text(from);
  step.derefs = -1;
  return step;
}

FlowStep reason(ReportBuilder& builder, std::string_view why, std::string_view expression) {
  FlowStep step;
  step.type = FlowStep::Type::kReason;
  step.to = builder.text(expression);
  step.from = builder.text(why);
  step.file = builder.text("a.go");
  step.line = 2;
  step.column = 3;
  return step;
}

Finding& moved(ReportBuilder& builder, Cause cause) {
  Finding& finding = builder.finding(builder.package("m"), {});
  finding.kind = Kind::kMovedToHeap;
  finding.cause = builder.text(info(cause).name);
  finding.file = builder.text("a.go");
  finding.line = 1;
  return finding;
}

std::string text_of(const Report& report, const SourceFiles& sources) {
  RenderOptions options;
  options.sources = sources;
  std::vector<const Finding*> findings;
  for (const Finding& finding : report.findings) {
    findings.push_back(&finding);
  }
  std::ostringstream out;
  write_explanations({report, "a.go:1", findings}, options, out);
  return out.str();
}

}  // namespace

TEST_CASE("explanation: cause, way and advice") {
  ReportBuilder builder;
  Finding& finding = moved(builder, Cause::kReturned);
  builder.flow(finding, {assign(builder, "~r0", "x"), reason(builder, "return", "return &x")});
  const Report& report = builder.report();
  const Explanation told = explain(report, ReportFacts(report), report.findings.front());
  CHECK(told.why == "It is returned");
  REQUIRE(told.way.size() == 1);
  REQUIRE(told.way.front().code.size() == 1);
  CHECK(told.way.front().code.front().sentence == "is returned: return &x");
  CHECK(told.way.front().code.front().line == 2);
  CHECK_FALSE(told.change.empty());
}

TEST_CASE("explanation: without a flow there is neither a way nor advice") {
  ReportBuilder builder;
  moved(builder, Cause::kUnknown);
  const Report& report = builder.report();
  const Explanation told = explain(report, ReportFacts(report), report.findings.front());
  CHECK(told.why.find("no reason") != std::string::npos);
  CHECK(told.way.empty());
  CHECK(told.change.empty());
}

TEST_CASE("explanation: what comes from sources and the compiler is harmless") {
  ReportBuilder builder;
  Finding& finding = moved(builder, Cause::kPassedToLeakingParameter);
  builder.flow(finding, {assign(builder, "{heap}", "x"), reason(builder, "call parameter", "f(\"\x1b[31m\")")});
  SourceFiles sources;
  sources.read = [](std::string_view) {
    return std::optional<std::string>("line one\n\tf(\"\x1b[31m\u202e\") // \xff\n");
  };
  sources.certain = false;
  const std::string text = text_of(builder.report(), sources);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\\x1b[31m\\u202e") != std::string::npos);
  CHECK(text.find("1 | line one") != std::string::npos);
  CHECK(text.find("may not be what was compiled") != std::string::npos);
}

TEST_CASE("explanation: a source that is missing or short leaves its lines out") {
  ReportBuilder builder;
  Finding& finding = moved(builder, Cause::kReturned);
  builder.flow(finding, {assign(builder, "~r0", "x"), reason(builder, "return", "return &x")});
  SourceFiles sources;
  CHECK(text_of(builder.report(), sources).find(" | ") == std::string::npos);
  sources.read = [](std::string_view) { return std::optional<std::string>("x"); };
  const std::string text = text_of(builder.report(), sources);
  CHECK(text.find("1 | x") != std::string::npos);
  CHECK(text.find("2 | ") == std::string::npos);
}

TEST_CASE("explanation: where nothing escapes it says so") {
  ReportBuilder builder;
  Finding& finding = moved(builder, Cause::kReturned);
  finding.kind = Kind::kDoesNotEscape;
  finding.cause = StringId::kEmpty;
  finding.message = builder.text("x does not escape");
  const std::string text = text_of(builder.report(), {});
  CHECK(text.starts_with("Nothing escapes at a.go:1.\n"));
  CHECK(text.find("x does not escape") != std::string::npos);
}
