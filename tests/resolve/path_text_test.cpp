#include "resolve/path_text.h"

#include "catch.h"

namespace goescape::test {

TEST_CASE("names of Windows get forward slashes and others stay") {
  CHECK(with_slashes(R"(C:\m\a.go)") == "C:/m/a.go");
  CHECK(with_slashes(R"(.\a.go)") == "./a.go");
  CHECK(with_slashes(R"(sub\a.go)") == "sub/a.go");
  CHECK(with_slashes(R"(C:\m/sub\a.go)") == "C:/m/sub/a.go");
  CHECK(with_slashes(R"(/m/odd\name.go)") == R"(/m/odd\name.go)");
  CHECK(with_slashes("").empty());
}

TEST_CASE("the last slash divides a path") {
  CHECK(base_name("a/b/c.go") == "c.go");
  CHECK(base_name("c.go") == "c.go");
  CHECK(base_name("a/").empty());
  CHECK(dir_name("a/b/c.go") == "a/b");
  CHECK(dir_name("c.go").empty());
  CHECK(dir_name("/c.go").empty());
}

TEST_CASE("dots in front of a path are taken off") {
  CHECK(without_dots("./a.go") == "a.go");
  CHECK(without_dots("../../x/../a.go") == "x/../a.go");
  CHECK(without_dots("..").empty());
  CHECK(without_dots(".").empty());
  CHECK(without_dots(".bar/g.go") == ".bar/g.go");
  CHECK(without_dots("..bar/g.go") == "..bar/g.go");
}

TEST_CASE("absolute paths of either kind") {
  CHECK(is_absolute("/a"));
  CHECK(is_absolute("C:/a"));
  CHECK(is_absolute(R"(c:\a)"));
  CHECK(!is_absolute("a/b"));
  CHECK(!is_absolute("C:"));
  CHECK(!is_absolute("1:/a"));
  CHECK(!is_absolute(""));
}

TEST_CASE("below a folder is a matter of whole elements") {
  CHECK(is_below("a/b", "a"));
  CHECK(is_below("/a", "/"));
  CHECK(!is_below("ab", "a"));
  CHECK(!is_below("a", "a"));
  CHECK(!is_below("a/b", ""));
}

TEST_CASE("paths are joined by one slash") {
  CHECK(join_path("a", "b.go") == "a/b.go");
  CHECK(join_path("a/", "b.go") == "a/b.go");
  CHECK(join_path(".", "b.go") == "b.go");
  CHECK(join_path("", "b.go") == "b.go");
}

TEST_CASE("module paths as the module cache writes them and back") {
  CHECK(escape_module_path("github.com/BurntSushi/toml") == "github.com/!burnt!sushi/toml");
  CHECK(unescape_module_path("github.com/!burnt!sushi/toml") == "github.com/BurntSushi/toml");
  CHECK(unescape_module_path("a!") == "a!");
  CHECK(unescape_module_path("a!!b") == "a!B");
  CHECK(unescape_module_path("a!1") == "a!1");
}

}  // namespace goescape::test
