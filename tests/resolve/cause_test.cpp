#include "resolve/cause.h"

#include <string>

#include "catch.h"
#include "resolve/collected_log.h"

namespace goescape::test {
namespace {

std::string cause(const std::string& steps) {
  const Collected collected = collect("a.go:1:2: x escapes to heap in F:\n" + steps);
  return cause_of(collected.steps, collected.strings);
}

}  // namespace

TEST_CASE("the cause is the last reason in one word") {
  CHECK(
      cause(
          "a.go:1:2:     from &x (address-of) at a.go:1:2\na.go:1:2:     from x (interface-converted) at a.go:1:2\n") ==
      "interface_converted");
  CHECK(cause("a.go:1:2:     from f(x) (call parameter) at a.go:1:2\n") == "call_parameter");
  CHECK(cause("a.go:1:2:     from append(a, b...) (appended slice...) at a.go:1:2\n") == "appended_slice");
  CHECK(cause("a.go:1:2:     from x (conversion to unsafe.Pointer) at a.go:1:2\n") == "conversion_to_unsafe_pointer");
  CHECK(cause("a.go:1:2:     from x (//go:uintptrescapes) at a.go:1:2\n") == "go_uintptrescapes");
}

TEST_CASE("flows behind the last reason do not hide it") {
  CHECK(cause("a.go:1:2:     from x (send) at a.go:1:2\na.go:1:2:   flow: {heap} ← x:\n") == "send");
}

TEST_CASE("without a reason there is no cause") {
  CHECK(cause("").empty());
  CHECK(cause("a.go:1:2:   flow: {heap} ← x:\n").empty());
}

}  // namespace goescape::test
