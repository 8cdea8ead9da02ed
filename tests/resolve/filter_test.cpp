#include "resolve/filter.h"

#include <string>
#include <vector>

#include "catch.h"
#include "resolve/collected_log.h"
#include "resolve/report_builder.h"

namespace goescape::test {
namespace {

Report sample() {
  return build_report(
      collect("# example.com/m\n./root.go:1:1: moved to heap: r\n"
              "# example.com/m/a\na/a.go:1:2: x escapes to heap in F:\na/a.go:1:2: moved to heap: x\n"
              "a/a.go:2:2: y does not escape\n"
              "# example.com/m/ab\nab/b.go:1:3: &T{} escapes to heap in (*T).G:\nab/b.go:1:3: &T{} escapes to heap\n"),
      all_kinds(), {});
}

// The messages of the heap decisions that pass.
std::vector<std::string> left(const FilterOptions& options) {
  Report report = sample();
  REQUIRE(apply_filter(report, options));
  std::vector<std::string> messages;
  for (const Finding& finding : report.findings) {
    if (is_heap_decision(finding.kind)) {
      messages.emplace_back(report.text(finding.message));
    }
  }
  return messages;
}

using Messages = std::vector<std::string>;

FilterOptions packages(std::vector<std::string> patterns) {
  FilterOptions options;
  options.packages = std::move(patterns);
  return options;
}

FilterOptions files(std::vector<std::string> patterns) {
  FilterOptions options;
  options.files = std::move(patterns);
  return options;
}

FilterOptions functions(std::vector<std::string> patterns) {
  FilterOptions options;
  options.functions = std::move(patterns);
  return options;
}

FilterOptions match(std::string expression) {
  FilterOptions options;
  options.match = std::move(expression);
  return options;
}

const Messages kAll{"moved to heap: r", "moved to heap: x", "&T{} escapes to heap"};

}  // namespace

TEST_CASE("without filters everything stays") { CHECK(left({}) == kAll); }

TEST_CASE("a package pattern is an import path or has dots") {
  CHECK(left(packages({"example.com/m/a"})) == Messages{"moved to heap: x"});
  CHECK(left(packages({"example.com/m/..."})) == kAll);
  CHECK(left(packages({"example.com/m/a..."})) == Messages{"moved to heap: x", "&T{} escapes to heap"});
  CHECK(left(packages({".../ab"})) == Messages{"&T{} escapes to heap"});
  CHECK(left(packages({"..."})) == kAll);
  CHECK(left(packages({"example.com/m", "example.com/m/ab"})) == Messages{"moved to heap: r", "&T{} escapes to heap"});
  CHECK(left(packages({"exampleXcom/m"})).empty());
  CHECK(left(packages({"m/a"})).empty());
}

TEST_CASE("a filter by package takes the packages with all their counts") {
  Report report = sample();
  REQUIRE(apply_filter(report, packages({"example.com/m/ab"})));
  REQUIRE(report.packages.size() == 1);
  CHECK(report.text(report.packages[0].import_path) == "example.com/m/ab");
  for (const Finding& finding : report.findings) {
    CHECK(report.text(report.package_of(finding).import_path) == "example.com/m/ab");
  }
}

TEST_CASE("a file pattern is a glob over the whole name") {
  CHECK(left(files({"a/a.go"})) == Messages{"moved to heap: x"});
  CHECK(left(files({"*.go"})) == kAll);
  CHECK(left(files({"a*"})) == Messages{"moved to heap: x", "&T{} escapes to heap"});
  CHECK(left(files({"?/?.go"})) == Messages{"moved to heap: x"});
  CHECK(left(files({"a.go"})).empty());
  CHECK(left(files({"a/a.g"})).empty());
  CHECK(left(files({"a/[a].go"})).empty());
}

TEST_CASE("a function pattern is a glob over its name") {
  CHECK(left(functions({"F"})) == Messages{"moved to heap: x"});
  CHECK(left(functions({"(*T).*"})) == Messages{"&T{} escapes to heap"});
  CHECK(left(functions({"*"})) == kAll);
  CHECK(left(functions({"G"})).empty());
}

TEST_CASE("an expression is looked for in the message") {
  CHECK(left(match("^moved to heap: [xy]$")) == Messages{"moved to heap: x"});
  CHECK(left(match("T")) == Messages{"&T{} escapes to heap"});
  CHECK(left(match("nothing like it")).empty());
}

TEST_CASE("an expression that is none is an error of the user that shows it") {
  Report report = sample();
  const auto result = apply_filter(report, match("moved(to"));
  REQUIRE(!result);
  CHECK(result.error().failure == Failure::kUsage);
  CHECK(result.error().message == "--match moved(to: missing ): moved(to");
}

TEST_CASE("every filter that is given has to be passed") {
  FilterOptions options = packages({"example.com/m/..."});
  options.functions = {"F"};
  options.match = "heap: x";
  CHECK(left(options) == Messages{"moved to heap: x"});
  options.match = "heap: r";
  CHECK(left(options).empty());
}

TEST_CASE("counts follow what is left but for filters by package only") {
  Report report = sample();
  REQUIRE(apply_filter(report, match("moved")));
  CHECK(heap_decisions(totals(report)) == 2);
  CHECK(report.packages.size() == 3);
}

TEST_CASE("what one package lists too much or counts beyond 32 bits hides nothing of another") {
  constexpr auto kMoved = static_cast<std::size_t>(Kind::kMovedToHeap);
  Report report = sample();
  REQUIRE(report.packages.size() == 3);
  keep_kinds(report, KindSet());
  report.packages[0].counts = {};
  report.packages[1].counts = {};
  report.packages[2].counts = {};
  CHECK(unlisted_kinds(report).none());
  report.packages[0].counts[kMoved] = 0x80000000;
  report.packages[1].counts[kMoved] = 0x80000000;
  CHECK(totals(report)[kMoved] == 0x100000000);
  CHECK(heap_decisions(totals(report)) == 0x100000000);
  CHECK(unlisted_kinds(report).test(kMoved));
  Report unbalanced = sample();
  keep_kinds(unbalanced, KindSet().set(kMoved));
  CHECK_FALSE(unlisted_kinds(unbalanced).test(kMoved));
  REQUIRE_FALSE(unbalanced.findings.empty());
  unbalanced.findings.push_back(unbalanced.findings.front());
  ++unbalanced.packages[unbalanced.findings.front().package == PackageIndex{} ? 1 : 0].counts[kMoved];
  CHECK(unlisted_kinds(unbalanced).test(kMoved));
}

TEST_CASE("heap decisions that are counted and not listed are not hidden silently") {
  Report report = sample();
  keep_kinds(report, KindSet());
  CHECK(report.findings.empty());
  CHECK((unlisted_kinds(report) & heap_kinds()) == heap_kinds());
  CHECK(apply_filter(report, packages({"example.com/m/a"})));
  CHECK(heap_decisions(totals(report)) == 1);
  const auto result = apply_filter(report, match("x"));
  REQUIRE(!result);
  CHECK(result.error().failure == Failure::kInput);
}

}  // namespace goescape::test
