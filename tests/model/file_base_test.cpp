#include "model/file_base.h"

#include "catch.h"

using namespace goescape;

namespace {

void check_split(std::string_view file, FileBase base, std::string_view path) {
  CAPTURE(file);
  CHECK(split_file(file).base == base);
  CHECK(split_file(file).path == path);
}

}  // namespace

TEST_CASE("file base: names are relative to the module unless they say otherwise") {
  check_split("internal/store/store.go", FileBase::kModule, "internal/store/store.go");
  check_split(".", FileBase::kModule, ".");
  check_split("", FileBase::kModule, "");
  check_split("../other/x.go", FileBase::kModule, "../other/x.go");
  check_split("$GOROOT/src/fmt/print.go", FileBase::kGoroot, "src/fmt/print.go");
  check_split("$GOMODCACHE/github.com/a/b@v1.0.0/c.go", FileBase::kModuleCache, "github.com/a/b@v1.0.0/c.go");
  check_split("/home/me/x.go", FileBase::kNone, "/home/me/x.go");
}

TEST_CASE("file base: only the whole prefix counts") {
  check_split("$GOROOTS/x.go", FileBase::kModule, "$GOROOTS/x.go");
  check_split("$GOROOT", FileBase::kModule, "$GOROOT");
  check_split("a/$GOROOT/x.go", FileBase::kModule, "a/$GOROOT/x.go");
  check_split("$GOROOT/$GOMODCACHE/x.go", FileBase::kGoroot, "$GOMODCACHE/x.go");
}
