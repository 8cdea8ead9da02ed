#include "resolve/function_name.h"

#include "catch.h"

namespace goescape::test {

TEST_CASE("a function's name comes apart") {
  const FunctionParts method = function_parts("(*List[go.shape.int]).Push.func1.2");
  CHECK(method.declared == "(*List[go.shape.int]).Push");
  CHECK(method.closure == ".func1.2");
  CHECK(method.receiver == "List");
  CHECK(method.name == "Push");
  const FunctionParts value_method = function_parts("T.String");
  CHECK(value_method.receiver == "T");
  CHECK(value_method.name == "String");
  CHECK(value_method.closure.empty());
  CHECK(function_parts("Map[...]").name == "Map");
  CHECK(function_parts("Map[...]").receiver.empty());
  CHECK(function_parts("F.gowrap2").closure == ".gowrap2");
  CHECK(function_parts("F-range1").closure == "-range1");
  CHECK(function_parts("init.0").declared == "init");
  CHECK(function_parts("glob..func1").closure == ".func1");
  CHECK(function_parts("").declared.empty());
}

TEST_CASE("names that only look numbered stay whole") {
  CHECK(function_parts("T.func1x").closure.empty());
  CHECK(function_parts("T.Name2").closure.empty());
  CHECK(function_parts("T.func").closure.empty());
  CHECK(function_parts("F2").declared == "F2");
}

TEST_CASE("the numbers of literals come off") {
  CHECK(without_closure_numbers("F2.func1.2") == "F2.func.");
  CHECK(without_closure_numbers("(*T1).M3") == "(*T1).M3");
  CHECK(without_closure_numbers("F.func1") == without_closure_numbers("F.func12"));
  CHECK(without_closure_numbers("F.func1") != without_closure_numbers("F.func1.1"));
}

}  // namespace goescape::test
