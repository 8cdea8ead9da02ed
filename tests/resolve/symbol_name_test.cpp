#include "resolve/symbol_name.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("symbol name: the function behind a symbol") {
  CHECK(function_of_symbol("example.com/m.F") == "F");
  CHECK(function_of_symbol("example.com/m.(*T).Name.func1") == "(*T).Name.func1");
  CHECK(function_of_symbol("main.main") == "main");
  CHECK(function_of_symbol("gopkg.in/yaml%2ev3.Marshal") == "Marshal");
  CHECK(function_of_symbol("example.com/m.Map[go.shape.int,example.com/n.T]") == "Map[...]");
  CHECK(function_of_symbol("example.com/m.(*List[go.shape.int]).Push") == "(*List[...]).Push");
  CHECK(function_of_symbol("nothing") == "nothing");
}
