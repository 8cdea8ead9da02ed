#include "capture/go_env.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("the environment of a new toolchain is read") {
  const auto env = parse_go_env(
      R"({"GOVERSION":"go1.26.8","GOROOT":"/go","GOMODCACHE":"/cache","GOPATH":"/p","GOOS":"linux","GOARCH":"amd64",
          "GOMOD":"/m/go.mod","GOWORK":"","GOTOOLDIR":"/go/tool","CGO_ENABLED":"1"})");
  REQUIRE(env);
  CHECK(env->version == "go1.26.8");
  CHECK(env->gomodcache == "/cache");
  CHECK(env->gomod == "/m/go.mod");
  CHECK(env->cgo);
}

TEST_CASE("an old toolchain has no module cache of its own, and no version") {
  const auto env = parse_go_env(R"({"GOPATH":"/p:/q","GOMOD":"/dev/null","GOMODCACHE":"","CGO_ENABLED":"0"})");
  REQUIRE(env);
  CHECK(env->version.empty());
  CHECK(env->gomodcache == "/p/pkg/mod");
  CHECK(env->gomod.empty());
  CHECK_FALSE(env->cgo);
}

TEST_CASE("what is no JSON is an error") { CHECK_FALSE(parse_go_env("go: no such thing")); }

TEST_CASE("the release is read from go version") {
  CHECK(parse_go_version("go version go1.13.15 linux/amd64\n") == "go1.13.15");
  CHECK(parse_go_version("go version devel +abc Mon linux/amd64\n") == "devel");
  CHECK(parse_go_version("gcc 12").empty());
}
