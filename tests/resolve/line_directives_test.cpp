#include "resolve/line_directives.h"

#include "catch.h"

using goescape::base_names_within;
using goescape::line_directive_names;
using Names = std::vector<std::string_view>;

TEST_CASE("line directives: the name stands between the word and the numbers") {
  CHECK(line_directive_names("//line foo.y:10\npackage a\n") == Names{"foo.y"});
  CHECK(line_directive_names("package a\n//line C:\\a b.y:10:2\r\n//line x.go:1") == Names{"C:\\a b.y", "x.go"});
  CHECK(line_directive_names("package a; /*line /b/foo.y:10:20*/ var x int") == Names{"/b/foo.y"});
}

TEST_CASE("line directives: one without a name keeps the file") {
  CHECK(line_directive_names("//line :10\n/*line :10:20*/\n").empty());
}

TEST_CASE("line directives: other words are none") {
  CHECK(line_directive_names("").empty());
  CHECK(line_directive_names("line x.go:1\n// line x.go:1\nonline x.go:1").empty());
  CHECK(line_directive_names("/").empty());
}

TEST_CASE("line directives: a comment that nobody closes ends with the file") {
  CHECK(line_directive_names("/*line x.go:1") == Names{"x.go"});
}

TEST_CASE("line directives: a name may be cut wherever a number seems to begin") {
  CHECK(base_names_within("b.go") == Names{"b.go"});
  CHECK(base_names_within("sub/a.go:6:1: can inline F (.go") == Names{"a.go", "a.go:6", "a.go:6:1: can inline F (.go"});
  CHECK(base_names_within("x/a.go:1: y/b.go") == Names{"a.go", "b.go"});
}
