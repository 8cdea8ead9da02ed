#include "util/contains.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("contains: a word anywhere in a text") {
  CHECK(contains("escapes to heap", "heap"));
  CHECK(contains("heap", "heap"));
  CHECK_FALSE(contains("hea", "heap"));
  CHECK_FALSE(contains("he ap", "heap"));
}

TEST_CASE("contains: views without an address") {
  CHECK_FALSE(contains({}, "heap"));
  CHECK(contains("heap", {}));
  CHECK(contains({}, {}));
}
