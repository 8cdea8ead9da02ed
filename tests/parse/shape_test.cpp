#include "parse/shape.h"

#include "catch.h"

namespace goescape::test {

TEST_CASE("texts with shape types are told") {
  CHECK(names_shape("make([]go.shape.int, n)"));
  CHECK(!names_shape("make([]int, n)"));
  CHECK(!names_shape("go.shape"));
  CHECK(!names_shape(""));
}

TEST_CASE("shape types of every form read alike") {
  CHECK(without_shapes("make([]go.shape.*uint8, n)") == "make([]go.shape, n)");
  CHECK(without_shapes("make([]go.shape.string, n)") == "make([]go.shape, n)");
  CHECK(without_shapes("new(go.shape.struct { F int })") == "new(go.shape)");
  CHECK(without_shapes("New[go.shape.struct { example.com/foo.a int }_0]") == "New[go.shape]");
  CHECK(without_shapes("Map[go.shape.int_0,go.shape.map[string][]int_1]") == "Map[go.shape,go.shape]");
  CHECK(without_shapes("x[go.shape.func(string) func()].f") == "x[go.shape].f");
  CHECK(without_shapes("x[go.shape.func(int) (string, error)].f") == "x[go.shape].f");
  CHECK(without_shapes("x[go.shape.interface { Len() int }, go.shape.[4]int]") == "x[go.shape, go.shape]");
  CHECK(without_shapes("[]go.shape.[]go.shape.string{...}") == "[]go.shape{...}");
}

TEST_CASE("texts without shape types stay as they are") {
  CHECK(without_shapes("&T{...} escapes to heap") == "&T{...} escapes to heap");
  CHECK(without_shapes("").empty());
}

TEST_CASE("a shape type that was cut short takes the rest") {
  CHECK(without_shapes("f[go.shape.struct { F int") == "f[go.shape");
  CHECK(without_shapes("f[go.shape.") == "f[go.shape");
  CHECK(without_shapes("f[go.shape.map[") == "f[go.shape");
}

TEST_CASE("type arguments of functions are collapsed") {
  CHECK(without_type_arguments("Map[int,string]") == "Map[...]");
  CHECK(without_type_arguments("(*List[go.shape.int]).Push") == "(*List[...]).Push");
  CHECK(without_type_arguments("atomic.(*Pointer[go.shape.func(string) func()]).Load") ==
        "atomic.(*Pointer[...]).Load");
  CHECK(without_type_arguments("slices.AppendSeq[go.shape.[]go.shape.string,go.shape.string]-range1") ==
        "slices.AppendSeq[...]-range1");
  CHECK(without_type_arguments("F.func1") == "F.func1");
  CHECK(without_type_arguments("Map[int") == "Map[...]");
  CHECK(without_type_arguments("").empty());
}

}  // namespace goescape::test
