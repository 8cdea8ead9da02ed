#include "capture/status_entry.h"

#include <string>

#include "catch.h"

using namespace goescape;

namespace {

const std::string kModified = "1 .M N... 100644 100644 100644 aaaa bbbb ";
const std::string kRenamed = "2 R. N... 100644 100644 100644 aaaa bbbb R100 ";

}  // namespace

TEST_CASE("the go command reads sources and what steers modules") {
  for (const char* const name :
       {"a.go", "sub/a.s", "go.mod", "vendor/modules.txt", "sub/go.work", "x.syso", "\"\\303\\244.go\""}) {
    CAPTURE(name);
    CHECK(is_read_by_go(name));
  }
  for (const char* const name : {"README", "a.go.bak", "go", "sub/data.bin", "ago.mod"}) {
    CAPTURE(name);
    CHECK_FALSE(is_read_by_go(name));
  }
}

TEST_CASE("a change matters where the go command reads the file") {
  CHECK(is_change_for_go(kModified + "sub/a.go"));
  CHECK(is_change_for_go(kModified + "go.mod"));
  CHECK(is_change_for_go(kModified + "\"a \\\"b\\\".go\""));
  CHECK_FALSE(is_change_for_go(kModified + "image.bin"));
  CHECK_FALSE(is_change_for_go(kModified + "a.go/image"));
}

TEST_CASE("a renamed file matters by either name") {
  CHECK(is_change_for_go(kRenamed + "a.go\ta.txt"));
  CHECK(is_change_for_go(kRenamed + "a.txt\ta.go"));
  CHECK_FALSE(is_change_for_go(kRenamed + "a.txt\tb.txt"));
}

TEST_CASE("a submodule always matters") {
  CHECK(is_change_for_go("1 .M SC.. 160000 160000 160000 aaaa bbbb lib"));
  CHECK_FALSE(is_change_for_go("1 .M"));
}
