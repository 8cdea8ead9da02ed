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

TEST_CASE("symbol name: the package in front of a symbol") {
  CHECK(package_of_symbol("example.com/m.F") == "example.com/m");
  CHECK(package_of_symbol("gopkg.in/yaml%2ev3.(*Node[example.com/a.T]).F") == "gopkg.in/yaml.v3");
  CHECK(package_of_symbol("main.main") == "main");
  CHECK(package_of_symbol("memmove").empty());
  CHECK(package_of_symbol("f(a.b)").empty());
}

TEST_CASE("symbol name: types of programs are told apart by import paths") {
  CHECK(with_program_path("main.T", "m/cmd/x") == "m/cmd/x.T");
  CHECK(with_program_path("map[main.K]*main.T", "m/cmd/x") == "map[m/cmd/x.K]*m/cmd/x.T");
  CHECK(with_program_path("struct { F uintptr; X0 main.T }", "x") == "struct { F uintptr; X0 x.T }");
  CHECK(with_program_path("m/domain.T", "x") == "m/domain.T");
  CHECK(with_program_path("[]m/main.T", "x") == "[]m/main.T");
  CHECK(with_program_path("main.T", "command-line-arguments") == "main.T");
  CHECK(with_program_path("main.T", "") == "main.T");
  CHECK(with_program_path("", "x").empty());
}

TEST_CASE("symbol name: import paths as they are") {
  CHECK(unescaped_symbol("gopkg.in/yaml%2ev3.Node") == "gopkg.in/yaml.v3.Node");
  CHECK(unescaped_symbol("map[example.com/a%2eb.K]*example.com/a%2eb.T") == "map[example.com/a.b.K]*example.com/a.b.T");
  CHECK(unescaped_symbol("example.com/m.T") == "example.com/m.T");
  CHECK(unescaped_symbol("100%") == "100%");
  CHECK(unescaped_symbol("a%zzb%2") == "a%zzb%2");
}
