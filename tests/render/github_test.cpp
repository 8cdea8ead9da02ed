#include <re2/re2.h>

#include <map>

#include "catch.h"
#include "invariants.h"
#include "sample_comparison.h"

using namespace goescape;
using namespace goescape::test;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// How many commands there are of each type. Fails for a line that is none.
std::map<std::string, int> commands_in(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  REQUIRE_FALSE(lines.empty());
  CHECK(lines[0] == "::remove-matcher owner=go::");
  std::map<std::string, int> counts;
  for (std::size_t index = 1; index < lines.size(); ++index) {
    std::string type;
    CAPTURE(lines[index]);
    CHECK(RE2::FullMatch(
        lines[index],
        R"(::(error|warning|notice) (?:file=[^:,]+,)?(?:line=\d+,)?(?:col=\d+,)?title=goescape[^:,]*::.+)", &type));
    ++counts[type];
  }
  return counts;
}

Report many(std::uint32_t findings) {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  for (std::uint32_t line = 1; line <= findings; ++line) {
    builder.finding(package, {.line = line});
  }
  return std::move(builder.report());
}

}  // namespace

TEST_CASE("github: what failed is an error, what is there a notice") {
  const std::string text = rendered("github", sample_report());
  CHECK(commands_in(text) == std::map<std::string, int>{{"error", 4}, {"notice", 8}});
  CHECK(contains(text,
                 "\n::error file=broken/x.go,line=3,col=5,title=goescape compile_failure::example.com/m/broken did not "
                 "compile: undefined: y\n"));
  CHECK(contains(text, "\n::notice file=main.go,line=30,title=goescape escapes_to_heap::x escapes to heap\n"));
  CHECK(contains(text, "0.6%25 of all decisions"));
}

TEST_CASE("github: what was introduced is a warning, the verdict of a failed gate an error") {
  const std::string check = Sample().rendered("github", true);
  CHECK(contains(check, "\n::error title=goescape::the gate failed: 1 new heap decision, 1 budget exceeded\n"));
  CHECK(contains(check, "\n::warning file=main.go,line=30,title=goescape escapes_to_heap::x escapes to heap "));
  Sample advisory;
  advisory.gate.advisory = true;
  CHECK_FALSE(contains(advisory.rendered("github", true), "::error title=goescape::"));
  CHECK(contains(Sample().rendered("github"), "::notice title=goescape::2 heap decisions introduced"));
}

TEST_CASE("github: never more than GitHub shows, and a last notice counts the rest") {
  CHECK(commands_in(rendered("github", many(9)))["notice"] == 10);  // With the headline.
  CHECK_FALSE(contains(rendered("github", many(9)), "more: GitHub"));
  const std::string text = rendered("github", many(1500));
  CHECK(commands_in(text)["notice"] == 10);
  CHECK(lines_of(text).back() ==
        "::notice title=goescape::\u2026 and 1,492 more: GitHub shows 10 of each type for a step");
}

TEST_CASE("github: no text leaves its command or its property") {
  commands_in(rendered("github", hostile_report()));
  commands_in(hostile_sample().rendered("github", true));
  ReportBuilder builder;
  builder.finding(builder.package("m"), {.file = "a,line=1::x%.go", .message = "100%\n::error::x"});
  CHECK(
      contains(rendered("github", builder.report()),
               "::notice file=a%2Cline=1%3A%3Ax%25.go,line=1,col=1,title=goescape escapes_to_heap::100%25\\n::error::x"
               "\n"));
}
