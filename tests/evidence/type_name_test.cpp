#include "evidence/type_name.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("type name: packages and spaces do not count") {
  CHECK(unqualified_type("example.com/m.T") == "T");
  CHECK(unqualified_type("m.T") == "T");
  CHECK(unqualified_type("[]*gopkg.in/yaml%2ev3.Node") == "[]*Node");
  CHECK(unqualified_type("map[string]interface {}") == unqualified_type("map[string]any"));
  CHECK(unqualified_type("struct { F uintptr; X0 *go/ast.File }") == "struct{Fuintptr;X0*File}");
  CHECK(unqualified_type("go.shape.int") == "int");
  CHECK(unqualified_type("").empty());
  CHECK(unqualified_type("...") == "...");
}

TEST_CASE("type name: arrays") {
  CHECK(array_element("[4]interface {}") == "interface {}");
  CHECK(array_length("[4]int") == "4");
  CHECK(array_element("[]int").empty());
  CHECK(array_element("int").empty());
  CHECK(array_element("[4").empty());
  CHECK(array_element("").empty());
}
