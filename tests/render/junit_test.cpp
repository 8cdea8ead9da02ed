#include <re2/re2.h>

#include "catch.h"
#include "invariants.h"
#include "sample_comparison.h"

using namespace goescape;
using namespace goescape::test;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

int count_of(const std::string& text, const std::string& pattern) {
  std::string copy = text;
  return RE2::GlobalReplace(&copy, pattern, "");
}

// The attributes of the document say what is in it.
void check_counts(const std::string& text) {
  int tests = 0;
  int failures = 0;
  int errors = 0;
  REQUIRE(RE2::PartialMatch(text, R"re(<testsuites name="goescape" tests="(\d+)" failures="(\d+)" errors="(\d+)">)re",
                            &tests, &failures, &errors));
  CHECK(tests == count_of(text, "<testcase "));
  CHECK(failures == count_of(text, "<failure "));
  CHECK(errors == count_of(text, "<error "));
}

}  // namespace

TEST_CASE("junit: the findings of a report do not fail, what did not compile is an error") {
  const std::string text = rendered("junit", sample_report());
  check_counts(text);
  CHECK(contains(text, "<testsuites name=\"goescape\" tests=\"9\" failures=\"0\" errors=\"4\">"));
  CHECK(contains(text, R"(
  <testsuite name="example.com/m" tests="2" failures="0" errors="0" skipped="0">
    <testcase classname="example.com/m" name="main">
      <system-out>main.go:9:13: ... argument escapes to heap [from fmt.Println, 3 times, suppressed]</system-out>
    </testcase>
)"));
  CHECK(
      contains(text, R"(<error type="compile_failure" message="example.com/m/broken did not compile: undefined: y">)"));
}

TEST_CASE("junit: violations of a check fail") {
  const std::string text = Sample().rendered("junit", true);
  check_counts(text);
  CHECK(contains(text, R"(<failure type="escapes_to_heap" message="main.go:30: x escapes to heap [introduced]: )"));
  CHECK(contains(text, R"(<failure type="budget" message="7 heap decisions, the budget is 5">)"));
  CHECK(contains(text, R"(<failure type="verdict" message="the gate failed: )"));
}

TEST_CASE("junit: what a diff introduced is seen, and fails nothing") {
  const std::string text = Sample().rendered("junit");
  check_counts(text);
  CHECK(contains(text, R"(<skipped type="escapes_to_heap" message="main.go:30: x escapes to heap [introduced]: )"));
  CHECK(count_of(text, "<failure ") == 0);
}

TEST_CASE("junit: counts are right for hostile text") {
  check_counts(rendered("junit", hostile_report()));
  check_counts(hostile_sample().rendered("junit", true));
}
