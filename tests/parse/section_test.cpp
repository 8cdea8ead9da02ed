#include "parse/section.h"

#include "catch.h"

namespace goescape::test {

TEST_CASE("a section header names a package") {
  const auto section = parse_section("# example.com/m/a");
  REQUIRE(section);
  CHECK(section->import_path == "example.com/m/a");
  CHECK(section->variant.empty());
  CHECK(!section->vet);
}

TEST_CASE("a section header of a variant") {
  const auto test = parse_section("# example.com/m/a_test [example.com/m/a.test]");
  REQUIRE(test);
  CHECK(test->import_path == "example.com/m/a_test");
  CHECK(test->variant == "example.com/m/a.test");
  const auto profiled = parse_section("# example.com/pgo/dep [example.com/pgo/cmd/p]");
  REQUIRE(profiled);
  CHECK(profiled->variant == "example.com/pgo/cmd/p");
}

TEST_CASE("a section header of go vet") {
  const auto section = parse_section("# [example.com/m/a]");
  REQUIRE(section);
  CHECK(section->import_path == "example.com/m/a");
  CHECK(section->vet);
}

TEST_CASE("prose that begins with a hash is no section header") {
  for (const char* const line :
       {"", "#", "# ", "#example.com/m", "## example.com/m", "# not a header", "# a b [c]",
        "# [pkg-config --cflags  -- zlib]", " # example.com/m", "# example.com/m [x] y", "# example.com/m "}) {
    CAPTURE(line);
    CHECK(!parse_section(line));
  }
}

}  // namespace goescape::test
