#include "evidence/verdict.h"

#include "catch.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

// A report with code: functions of one package, and calls in them, in a.go.
class Code {
 public:
  Code() : package_(builder_.package("example.com/m")) {}

  void decision(Kind kind, std::uint32_t line, std::string_view expression, std::uint32_t column = 1) {
    Finding& finding = builder_.finding(package_, {kind, "a.go", line, column, "F"});
    finding.expression = builder_.text(expression);
  }
  void said(std::uint32_t line, std::uint32_t column, std::string_view message) {
    builder_.finding(package_, {Kind::kInterfaceStorage, "a.go", line, column, "F", message});
  }
  std::uint32_t function(std::string_view name) {
    builder_.report().code.functions.push_back({package_, builder_.text(name)});
    return static_cast<std::uint32_t>(builder_.report().code.functions.size() - 1);
  }
  void call(std::uint32_t function, std::uint32_t line, std::string_view callee, std::string_view type = {},
            std::uint64_t size = 0) {
    const RuntimeCall* const row = find_runtime_call(callee);
    builder_.report().code.calls.push_back({function, line, package_, builder_.text("a.go"), Category::kModule,
                                            row == nullptr ? CallKind::kStaticData : row->kind, builder_.text(callee),
                                            builder_.text(type), size});
  }
  ReportBuilder& builder() { return builder_; }
  Report done() {
    add_allocations(builder_.report(), 2);
    return std::move(builder_.report());
  }

 private:
  ReportBuilder builder_;
  PackageIndex package_;
};

// The verdict and the reason of the first heap decision on a line.
std::string verdict_at(const Report& report, std::uint32_t line, std::uint32_t column = 1) {
  for (const Finding& finding : report.findings) {
    if (finding.line == line && finding.column == column && is_heap_decision(finding.kind)) {
      const Allocation& allocation = *report.allocation_of(finding);
      const std::string reason(report.text(allocation.reason));
      return std::string(name(allocation.verdict)) + (reason.empty() ? "" : " " + reason);
    }
  }
  return "";
}

}  // namespace

TEST_CASE("verdict: a call at its place is an allocation, with type and size") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "new(int)");
  code.call(code.function("F"), 3, "runtime.newobject", "int");
  const Report report = code.done();
  CHECK(verdict_at(report, 3) == "allocates");
  const Allocation& allocation = *report.allocation_of(report.findings.front());
  CHECK(report.text(allocation.type) == "int");
  CHECK(allocation.bytes == 8);
  CHECK(allocation.size_class == 8);
  CHECK(allocation.pointer_free);
  CHECK_FALSE(allocation.conditional);
  REQUIRE(report.calls_of(allocation).size() == 1);
  CHECK(report.text(report.calls_of(allocation).front()) == "runtime.newobject");
}

TEST_CASE("verdict: no call is no allocation, and the code tells why") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "42");
  code.decision(Kind::kEscapesToHeap, 4, "[]int{}");
  code.decision(Kind::kEscapesToHeap, 5, "b");
  code.decision(Kind::kEscapesToHeap, 6, "func literal");
  code.decision(Kind::kEscapesToHeap, 7, "x");
  const std::uint32_t function = code.function("F");
  code.call(function, 4, "runtime.zerobase");
  code.call(function, 5, "runtime.staticuint64s");
  code.call(function, 6, "static closure");
  const Report report = code.done();
  CHECK(verdict_at(report, 3) == "no_allocation constant");
  CHECK(verdict_at(report, 4) == "no_allocation zero_size");
  CHECK(verdict_at(report, 5) == "no_allocation single_byte");
  CHECK(verdict_at(report, 6) == "no_allocation static_closure");
  CHECK(verdict_at(report, 7) == "no_allocation no_call");
}

TEST_CASE("verdict: without a listing of its package nothing is known") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "x");
  CHECK(verdict_at(code.done(), 3) == "unknown not_listed");
}

TEST_CASE("verdict: a function that is compiled nowhere allocates nowhere") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "x");
  code.function("G");
  CHECK(verdict_at(code.done(), 3) == "no_allocation no_code");
}

TEST_CASE("verdict: what the compiler calls a constant leaves the call to the others") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "limit", 5);
  code.decision(Kind::kEscapesToHeap, 3, "x", 9);
  code.said(3, 5, "convert: using global for interface value: .stmp_1");
  code.call(code.function("F"), 3, "runtime.convT64");
  const Report report = code.done();
  CHECK(verdict_at(report, 3, 5) == "no_allocation constant");
  CHECK(verdict_at(report, 3, 9) == "allocates");
}

TEST_CASE("verdict: words of the compiler that may be about another decision count for none") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "x", 5);
  code.decision(Kind::kEscapesToHeap, 3, "y", 5);
  code.said(3, 5, "convert: using global for interface value: .stmp_1");
  code.call(code.function("F"), 3, "runtime.convT64");
  CHECK(verdict_at(code.done(), 3, 5) == "unknown ambiguous");
}

TEST_CASE("verdict: of shapes of a generic function one that allocates is enough") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "value");
  code.function("F");
  code.call(code.function("F"), 3, "runtime.convT64");
  CHECK(verdict_at(code.done(), 3) == "allocates");
}

TEST_CASE("verdict: variables on several lines can be one allocation") {
  Code code;
  code.decision(Kind::kMovedToHeap, 3, "x");
  code.decision(Kind::kMovedToHeap, 4, "y");
  code.call(code.function("F"), 3, "runtime.mallocgc", "", 16);
  const Report report = code.done();
  CHECK(verdict_at(report, 3) == "allocates");
  CHECK(verdict_at(report, 4) == "allocates combined");
}

TEST_CASE("verdict: a map within a map is made on the line of the outer one") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "map[string]map[string]int{...}");
  code.decision(Kind::kEscapesToHeap, 4, "map[string]int{...}");
  const std::uint32_t function = code.function("F");
  code.call(function, 3, "runtime.makemap_small");
  code.call(function, 3, "runtime.makemap_small");
  const Report report = code.done();
  CHECK(verdict_at(report, 3) == "allocates");
  CHECK(verdict_at(report, 4) == "allocates");
}

TEST_CASE("verdict: a make of nothing is no allocation") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "make([]int, 0)");
  code.call(code.function("F"), 3, "runtime.makeslice", "int");
  CHECK(verdict_at(code.done(), 3) == "no_allocation zero_size");
}

TEST_CASE("verdict: calls without a decision become findings, and are counted") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "x");
  const std::uint32_t function = code.function("F");
  code.call(function, 2, "runtime.growslice", "int");
  code.call(function, 2, "runtime.growslice", "int");
  code.call(function, 5, "runtime.newproc");
  code.call(function, 6, "runtime.zerobase");
  const Report report = code.done();
  REQUIRE(report.findings.size() == 3);
  const Finding& growth = report.findings.front();
  CHECK(growth.kind == Kind::kAppendGrowth);
  CHECK(growth.line == 2);
  CHECK(growth.occurrences == 2);
  CHECK(report.text(growth.function) == "F");
  CHECK(report.text(growth.message) == "CALL runtime.growslice");
  CHECK(report.allocation_of(growth)->conditional);
  CHECK(report.findings.back().kind == Kind::kGoroutineStart);
  CHECK(report.packages.front().counts[static_cast<std::size_t>(Kind::kAppendGrowth)] == 1);
}

TEST_CASE("verdict: a slice that grew on the stack is moved to the heap on another line") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "append");
  code.decision(Kind::kEscapesToHeap, 4, "append");
  code.call(code.function("F"), 5, "runtime.moveSlice");
  const Report report = code.done();
  CHECK(verdict_at(report, 3) == "allocates");
  CHECK(verdict_at(report, 4) == "allocates");
}

TEST_CASE("verdict: data on the line is no reason for an append that needs no call") {
  Code code;
  code.decision(Kind::kEscapesToHeap, 3, "append");
  code.call(code.function("F"), 3, "static value");
  CHECK(verdict_at(code.done(), 3) == "no_allocation no_call");
}

TEST_CASE("verdict: where types are not told, a variable without a call may be with others") {
  Code code;
  code.builder().report().toolchain.goarch = "s390x";
  code.decision(Kind::kMovedToHeap, 3, "x");
  code.decision(Kind::kMovedToHeap, 4, "y");
  code.call(code.function("F"), 3, "runtime.newobject");
  const Report report = code.done();
  CHECK(verdict_at(report, 3) == "allocates");
  CHECK(verdict_at(report, 4) == "unknown ambiguous");
}
