#include "model/go_version.h"

#include "catch.h"

using goescape::go_minor;

TEST_CASE("the minor number of a Go release") {
  CHECK(go_minor("go1.26.8") == 26);
  CHECK(go_minor("go1.13") == 13);
  CHECK(go_minor("go1.27rc1") == 27);
}

TEST_CASE("names that are no release have no minor number") {
  CHECK(go_minor("") == std::nullopt);
  CHECK(go_minor("devel go1.27-abcdef") == std::nullopt);
  CHECK(go_minor("go1.") == std::nullopt);
  CHECK(go_minor("go2.1") == std::nullopt);
}
