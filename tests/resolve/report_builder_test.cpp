#include "resolve/report_builder.h"

#include <string>
#include <vector>

#include "catch.h"
#include "resolve/collected_log.h"

namespace goescape::test {
namespace {

using Lines = std::vector<std::string>;

Report report_of(std::string_view log, const KindSet& kept = heap_kinds()) {
  return build_report(collect(log, kept), kept, {});
}

// "package file:line:column message xOCCURRENCES" of each finding.
Lines findings(const Report& report) {
  Lines lines;
  for (const Finding& finding : report.findings) {
    lines.push_back(std::string(report.text(report.package_of(finding).import_path)) + " " +
                    std::string(report.text(finding.file)) + ":" + std::to_string(finding.line) + ":" +
                    std::to_string(finding.column) + " " + std::string(report.text(finding.message)) + " x" +
                    std::to_string(finding.occurrences));
  }
  return lines;
}

}  // namespace

TEST_CASE("a report of nothing is empty") {
  const Report report = report_of("");
  CHECK(report.packages.empty());
  CHECK(report.findings.empty());
  CHECK(report.module.path.empty());
}

TEST_CASE("findings are sorted by package file and place") {
  CHECK(findings(report_of(
            "# m/b\nb/b.go:9:1: moved to heap: x\nb/b.go:10:1: moved to heap: x\nb/b.go:2:1: moved to heap: x\n"
            "# m/a\na/z.go:1:1: moved to heap: x\na/a.go:1:9: moved to heap: x\na/a.go:1:2: moved to heap: x\n")) ==
        Lines{"m/a a/a.go:1:2 moved to heap: x x1", "m/a a/a.go:1:9 moved to heap: x x1",
              "m/a a/z.go:1:1 moved to heap: x x1", "m/b b/b.go:2:1 moved to heap: x x1",
              "m/b b/b.go:9:1 moved to heap: x x1", "m/b b/b.go:10:1 moved to heap: x x1"});
}

TEST_CASE("the same decision in the sections of two packages is one finding of the package it stands in") {
  const Report report = report_of(
      "# example.com/m/a\na/a.go:1:2: moved to heap: x\n# example.com/m/b\nb/b.go:1:2: moved to heap: y\n"
      "a/a.go:1:2: moved to heap: x\n");
  CHECK(findings(report) ==
        Lines{"example.com/m/a a/a.go:1:2 moved to heap: x x2", "example.com/m/b b/b.go:1:2 moved to heap: y x1"});
  CHECK(heap_decisions(totals(report)) == 2);
}

TEST_CASE("an external test package keeps its own findings") {
  CHECK(findings(
            report_of("# m/a_test [m/a.test]\na/x_test.go:1:2: moved to heap: x\n# m/a\na/a.go:1:2: moved to heap: y\n"
                      "# m/a [m/a.test]\na/a.go:1:2: moved to heap: y\n"))
            .front() == "m/a a/a.go:1:2 moved to heap: y x2");
}

TEST_CASE("two equal lines are one finding that occurs twice and counts once") {
  const Report report =
      report_of("# m\n./a.go:1:2: []int{...} escapes to heap\n./a.go:1:2: []int{...} escapes to heap\n");
  CHECK(findings(report) == Lines{"m a.go:1:2 []int{...} escapes to heap x2"});
  CHECK(heap_decisions(totals(report)) == 1);
}

TEST_CASE("instantiations for several shapes are one finding whatever their order") {
  const std::string ints = "./g.go:8:9: new(go.shape.int) escapes to heap\n";
  const std::string texts = "./g.go:8:9: new(go.shape.string) escapes to heap\n";
  const Lines expected{"m g.go:8:9 new(go.shape.int) escapes to heap x2"};
  CHECK(findings(report_of("# m\n" + ints + texts)) == expected);
  CHECK(findings(report_of("# m\n" + texts + ints)) == expected);
}

TEST_CASE("the copy of a wrapper counts and tells the origin but is no finding") {
  const Report report = report_of(
      "# m\n./g.go:7:6: can inline New[int]\n./g.go:7:6: inlining call to New[go.shape.int]\n"
      "./g.go:8:9: new(go.shape.int) escapes to heap\n./g.go:7:6: new(go.shape.int) escapes to heap\n");
  CHECK(findings(report) == Lines{"m g.go:8:9 new(go.shape.int) escapes to heap x2"});
  REQUIRE(report.findings.size() == 1);
  CHECK(report.text(report.findings[0].origin) == "New[...]");
}

TEST_CASE("an explanation gives function cause and steps") {
  const Report report = report_of(
      "# m\n./a.go:3:5: make([]byte, size) escapes to heap in New[go.shape.int]:\n"
      "./a.go:3:5:   flow: {heap} ← &{storage for make([]byte, size)}:\n"
      "./a.go:3:5:     from make([]byte, size) (too large for stack) at ./a.go:3:5\n"
      "./a.go:3:5: make([]byte, 131072) escapes to heap\n");
  REQUIRE(report.findings.size() == 1);
  const Finding& finding = report.findings[0];
  CHECK(report.text(finding.function) == "New[...]");
  CHECK(report.text(finding.cause) == "too_large");
  CHECK(report.text(finding.expression) == "make([]byte, 131072)");
  REQUIRE(finding.flow_count == 2);
  CHECK(report.text(report.flow_steps[finding.flow_begin + 1].file) == "a.go");
}

TEST_CASE("the header of an explanation is no decision") {
  const Report report = report_of(
      "# m\n./a.go:3:5: func literal escapes to heap in F:\n./a.go:3:5:   flow: {heap} ← &{storage for func "
      "literal}:\n");
  CHECK(report.findings.empty());
  CHECK(heap_decisions(totals(report)) == 0);
}

TEST_CASE("a decision without a position or without a column is a finding") {
  const Report report =
      report_of("# m\nmoved to heap: #next\n./a.go:3: moved to heap: y\n<autogenerated>:1: x escapes to heap\n");
  CHECK(findings(report) == Lines{"m :0:0 moved to heap: #next x1", "m <autogenerated>:1:0 x escapes to heap x1",
                                  "m a.go:3:0 moved to heap: y x1"});
  REQUIRE(report.findings.size() == 3);
  CHECK(report.findings[0].category == Category::kSynthetic);
  CHECK(report.text(report.findings[0].expression) == "#next");
  CHECK(report.findings[2].category == Category::kModule);
}

TEST_CASE("kinds that are not kept are counted") {
  const Report report = report_of("# m\n./a.go:3:5: x does not escape\n./a.go:3:6: can inline F\n");
  CHECK(report.findings.empty());
  REQUIRE(report.packages.size() == 1);
  CHECK(report.packages[0].counts[static_cast<std::size_t>(Kind::kDoesNotEscape)] == 1);
  CHECK(report.packages[0].counts[static_cast<std::size_t>(Kind::kCanInline)] == 1);
}

TEST_CASE("a package that only lent its functions was not compiled") {
  const Report report =
      report_of("# m/a\na/a.go:1:1: moved to heap: x\n../../go/src/slices/sort.go:30:6: moved to heap: y\n");
  REQUIRE(report.packages.size() == 2);
  CHECK(report.text(report.packages[1].import_path) == "slices");
  CHECK(!report.packages[1].compiled);
  CHECK(report.packages[1].category == Category::kStandard);
  CHECK(report.packages[0].compiled);
}

TEST_CASE("a log without headers is of command-line-arguments") {
  CHECK(findings(report_of("a.go:1:2: moved to heap: x\n")) ==
        Lines{"command-line-arguments a.go:1:2 moved to heap: x x1"});
}

TEST_CASE("the order of sections makes no difference") {
  const std::string a = "# m/a\na/a.go:1:1: moved to heap: x\nlib/g.go:2:2: new(go.shape.int) escapes to heap\n";
  const std::string b = "# m/b\nb/b.go:1:1: moved to heap: x\nlib/g.go:2:2: new(go.shape.string) escapes to heap\n";
  const Lines forward = findings(report_of(a + b));
  CHECK(forward.size() == 3);
  CHECK(findings(report_of(b + a)) == forward);
}

TEST_CASE("a log of Windows reads like any other") {
  CHECK(findings(report_of("# m/sub\r\nsub\\a.go:1:2: moved to heap: x\r\n# m\r\n.\\b.go:1:2: moved to heap: y\r\n")) ==
        Lines{"m b.go:1:2 moved to heap: y x1", "m/sub sub/a.go:1:2 moved to heap: x x1"});
}

}  // namespace goescape::test
