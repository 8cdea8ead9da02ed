#include "parse/flow_line.h"

#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

std::string read(std::string_view text) {
  const auto line = parse_flow_line(text);
  if (!line) {
    return "-";
  }
  switch (line->type) {
    case FlowLine::Type::kAssign:
      return std::string(line->to) + " <" + std::to_string(line->derefs) + "< " + std::string(line->from);
    case FlowLine::Type::kReason:
      return std::string(line->expression) + "|" + std::string(line->reason) + "|" + std::string(line->position.file) +
             ":" + std::to_string(line->position.line) + ":" + std::to_string(line->position.column);
    case FlowLine::Type::kTruncated:
      return "truncated";
  }
  return "?";
}

}  // namespace

TEST_CASE("a step of storage to storage is read with either arrow") {
  CHECK(read("  flow: {heap} ← &{storage for x}:") == "{heap} <-1< {storage for x}");
  CHECK(read("  flow: {heap} = &{storage for x}:") == "{heap} <-1< {storage for x}");
  CHECK(read("  flow: y ← x:") == "y <0< x");
  CHECK(read("  flow: y ← **x:") == "y <2< x");
}

TEST_CASE("an arrow within a literal is none") {
  CHECK(read(R"(  flow: {storage for m[" = "]} = x:)") == R"({storage for m[" = "]} <0< x)");
  CHECK(read(R"(  flow: {heap} ← &{storage for "a ← b"}:)") == R"({heap} <-1< {storage for "a ← b"})");
}

TEST_CASE("a literal that was cut short does not hide the arrow") {
  CHECK(read(R"(  flow: {heap} ← &{storage for "0123...}:)") == R"({heap} <-1< {storage for "0123...})");
}

TEST_CASE("a reason has an expression, a word and a place") {
  CHECK(read("    from a (spill) at esc/esc.go:109:51") == "a|spill|esc/esc.go:109:51");
  CHECK(read("    from f(x) (call parameter) at with space.go:70") == "f(x)|call parameter|with space.go:70:0");
  CHECK(read("    from append(a, b...) (appended slice...) at a.go:1:2") ==
        "append(a, b...)|appended slice...|a.go:1:2");
  CHECK(read("    from x (assign) at <unknown line number>") == "x|assign|<unknown line number>:0:0");
  CHECK(read(R"(    from ") at (" (spill) at a.go:1:2)") == R"(") at ("|spill|a.go:1:2)");
}

TEST_CASE("Go 1.12 begins a reason with a tab") {
  CHECK(read("\tfrom ~r0 (return) at a.go:4:5") == "~r0|return|a.go:4:5");
}

TEST_CASE("the warning of an explanation that was cut short") {
  CHECK(read("  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518") == "truncated");
}

TEST_CASE("lines that only begin like a step of an explanation") {
  for (const char* const line : {"  flow: ", "  flow: x", "  flow: x ← y", "  flow: x:", "    from ", "    from x",
                                 "    from x (spill)", "    from x) at a.go:1:2", "    from (spill) at a.go:1:2"}) {
    CAPTURE(line);
    CHECK(is_flow_line(line));
    CHECK(read(line) == "-");
  }
}

TEST_CASE("other lines are no step of an explanation") {
  for (const char* const line :
       {"", "flow: x = y:", "   from x (spill) at a.go:1:2", "x escapes to heap", "  warning: unused variable"}) {
    CAPTURE(line);
    CHECK(!is_flow_line(line));
    CHECK(read(line) == "-");
  }
}

TEST_CASE("the arrow of another release within a literal cuts nothing") {
  const auto from = parse_flow_line(R"(  flow: ~r0 = &{storage for "a ← b"}:)");
  REQUIRE(from);
  CHECK(from->to == "~r0");
  CHECK(from->from == R"({storage for "a ← b"})");
  CHECK(from->derefs == -1);
  const auto to = parse_flow_line(R"(  flow: {storage for "a = b"} ← *x:)");
  REQUIRE(to);
  CHECK(to->to == R"({storage for "a = b"})");
  CHECK(to->from == "x");
}

TEST_CASE("a literal that was cut short does not hide the arrow behind it") {
  for (const char* const line :
       {R"(  flow: {storage for "0123...} = &x:)", R"(  flow: {storage for "0123...} ← &x:)"}) {
    const auto step = parse_flow_line(line);
    REQUIRE(step);
    CHECK(step->to == R"({storage for "0123...})");
    CHECK(step->from == "x");
  }
}

TEST_CASE("the reason of a step stands behind a blank") {
  CHECK(!parse_flow_line("    from x(spill) at a.go:1:2"));
  CHECK(!parse_flow_line("    from f (x)(spill) at a.go:1:2"));
}

}  // namespace goescape::test
