#include "resolve/origin.h"

#include <string>

#include "catch.h"
#include "parse/message.h"
#include "resolve/collected_log.h"

namespace goescape::test {
namespace {

std::string origin(const std::string& log, std::string_view text) {
  const Collected collected = collect(log);
  const auto message = recognise_message(text);
  return Origins(collected).origin_of(collected.diagnostics[index_of(collected, 3, text)],
                                      message ? message->expression : std::string_view());
}

}  // namespace

TEST_CASE("a decision at the place of an inlined call comes out of the function called") {
  CHECK(origin("a.go:3:5: inlining call to New[go.shape.int]\na.go:3:5: &T{} escapes to heap\n",
               "&T{} escapes to heap") == "New[...]");
}

TEST_CASE("a decision next to an inlined call stands where it is") {
  CHECK(origin("a.go:3:5: inlining call to New\na.go:3:6: &T{} escapes to heap\n", "&T{} escapes to heap").empty());
  CHECK(origin("a.go:3:5: inlining call to New\nb.go:3:5: &T{} escapes to heap\n", "&T{} escapes to heap").empty());
}

TEST_CASE("of nested calls the package in the expression tells, else it is the outermost") {
  const std::string calls = "a.go:3:5: inlining call to fmt.Errorf\na.go:3:5: inlining call to errors.New\n";
  CHECK(origin(calls + "a.go:3:5: &errors.errorString{...} escapes to heap\n",
               "&errors.errorString{...} escapes to heap") == "errors.New");
  CHECK(origin(calls + "a.go:3:5: &T{} escapes to heap\n", "&T{} escapes to heap") == "fmt.Errorf");
}

TEST_CASE("a method of a generic type of another package keeps its package") {
  CHECK(origin("a.go:3:5: inlining call to atomic.(*Pointer[go.shape.func(string) func()]).Load\n"
               "a.go:3:5: moved to heap: atomic.x\n",
               "moved to heap: atomic.x") == "atomic.(*Pointer[...]).Load");
}

TEST_CASE("the slice of variadic arguments is made by the caller") {
  CHECK(
      origin("a.go:3:5: inlining call to Log\na.go:3:5: ... argument escapes to heap\n", "... argument escapes to heap")
          .empty());
}

TEST_CASE("without a column nothing tells where a decision comes from") {
  CHECK(origin("a.go:3: inlining call to New\na.go:3: &T{} escapes to heap\n", "&T{} escapes to heap").empty());
}

}  // namespace goescape::test
