#include "evidence/wanted_call.h"

#include "catch.h"

using namespace goescape;

namespace {

WantedCall of(std::string_view expression) { return wanted_call(Kind::kEscapesToHeap, expression); }

}  // namespace

TEST_CASE("wanted call: an object of the type that is named") {
  CHECK(same_type(of("new(T)"), "example.com/m.T"));
  CHECK(same_type(of("&T{...}"), "example.com/m.T"));
  CHECK(same_type(of("&m.T{}"), "example.com/m.T"));
  CHECK(same_type(of("new(map[string]m.T)"), "map[string]example.com/m.T"));
  CHECK(same_type(of("&node[go.shape.int]{...}"), "example.com/m.node[go.shape.int]"));
  CHECK_FALSE(same_type(of("&T{...}"), "example.com/m.U"));
  CHECK_FALSE(same_type(of("x"), "example.com/m.T"));
}

TEST_CASE("wanted call: a slice needs an array or a call of makeslice") {
  CHECK(same_type(of("[]any{...}"), "[2]interface {}"));
  CHECK(fits(of("[]int{...}"), CallKind::kObject, "[3]int"));
  CHECK_FALSE(fits(of("[]int{...}"), CallKind::kObject, "example.com/m.T"));
  CHECK(fits(of("make([]int, n)"), CallKind::kSlice, "int"));
  CHECK(fits(of("make([]byte, 100)"), CallKind::kObject, "[100]uint8"));
  CHECK_FALSE(fits(of("make([]byte, 100)"), CallKind::kObject, "[64]uint8"));
  CHECK(fits(of("make([]byte, 0, 64)"), CallKind::kObject, "[64]uint8"));
  CHECK(fits(of("... argument"), CallKind::kObject, "[1]interface {}"));
  CHECK_FALSE(fits(of("... argument"), CallKind::kBox, ""));
}

TEST_CASE("wanted call: closures, maps, texts, appends") {
  CHECK(same_type(of("func literal"), "struct { F uintptr; X0 *int }"));
  CHECK_FALSE(same_type(of("func literal"), "struct { G uintptr }"));
  CHECK(fits(of("make(map[string]int, n)"), CallKind::kMap, "map[string]int"));
  CHECK_FALSE(fits(of("map[string]int{...}"), CallKind::kMapGrowth, "map[string]int"));
  CHECK(fits(of("string(b)"), CallKind::kString, ""));
  CHECK(fits(of("([]byte)(\"x\")"), CallKind::kObject, "[1]uint8"));
  CHECK(fits(of("a + b"), CallKind::kString, ""));
  CHECK(fits(of("append"), CallKind::kAppend, "int"));
  CHECK(fits(of("append(a, b...)"), CallKind::kAppend, "int"));
}

TEST_CASE("wanted call: a literal needs none") {
  for (const std::string_view text : {"42", "-1.5", "'x'", "true", "nil", "\"a\"", "\"a \\\" + b\"", "`raw`",
                                      "\"a long text that the compiler cuts..."}) {
    CAPTURE(text);
    CHECK(of(text).is_constant);
  }
  for (const std::string_view text : {"x", "\"a\" + b", "f(1)", "x.y", "~r0", "", "1 << n"}) {
    CAPTURE(text);
    CHECK_FALSE(of(text).is_constant);
  }
}

TEST_CASE("wanted call: a variable that was moved is an object of any type") {
  const WantedCall moved = wanted_call(Kind::kMovedToHeap, "x");
  CHECK(fits(moved, CallKind::kObject, "example.com/m.T"));
  CHECK(fits(moved, CallKind::kObject, ""));
  CHECK_FALSE(fits(moved, CallKind::kBox, ""));
  CHECK_FALSE(moved.is_constant);
}
