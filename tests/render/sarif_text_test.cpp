#include "render/sarif_text.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("SARIF text: what Go writes stays as it is") {
  CHECK(sarif_text("&T[...]{...} escapes to heap") == "&T[...]{...} escapes to heap");
  CHECK(sarif_text("interface{}(x), []int{}, m[k], {heap}") == "interface{}(x), []int{}, m[k], {heap}");
  CHECK(sarif_text("").empty());
}

TEST_CASE("SARIF text: nothing is a link") {
  CHECK(sarif_text("[x](http://e)") == "[x\\](http://e)");
  CHECK(sarif_text("Map[...](values)") == "Map[...\\](values)");
  CHECK(sarif_text("](](") == "\\](\\](");
}

TEST_CASE("SARIF text: backslashes of the text do not unmake an escape") {
  CHECK(sarif_text("[x\\](e)") == "[x\\](e)");
  CHECK(sarif_text("[x\\\\](e)") == "[x\\\\\\](e)");
  CHECK(sarif_text("\\") == "\\");
}

TEST_CASE("SARIF text: nothing is a placeholder") {
  CHECK(sarif_text("[]int{0}, {12}") == "[]int{{0}}, {{12}}");
  CHECK(sarif_text("{1,2} {x} {} {0") == "{1,2} {x} {} {0");
}

TEST_CASE("SARIF text: a link shows any text") {
  CHECK(sarif_link("a/b.go:3", 1) == "[a/b.go:3](1)");
  CHECK(sarif_link("a[1]\\](x", 2) == "[a\\[1\\]\\\\\\](x](2)");
  CHECK(sarif_link("{0}", 3) == "[{{0}}](3)");
}
