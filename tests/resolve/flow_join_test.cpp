#include "resolve/flow_join.h"

#include <string>

#include "catch.h"
#include "resolve/collected_log.h"

namespace goescape::test {
namespace {

// The function named in the explanation of the decision with this text at line 3; "-" where there is none.
std::string explained_in(const Collected& collected, std::string_view text) {
  const std::uint32_t flow = join_flows(collected)[index_of(collected, 3, text)];
  return flow == kNoFlow ? "-" : std::string(collected.strings[collected.flows[flow].function]);
}

}  // namespace

TEST_CASE("an explanation and its decision agree on place and expression") {
  const Collected collected = collect(
      "a.go:3:5: &T{} escapes to heap in F:\na.go:3:5: s escapes to heap in G:\n"
      "a.go:3:5: s escapes to heap\na.go:3:5: &T{} escapes to heap\n");
  CHECK(explained_in(collected, "&T{} escapes to heap") == "F");
  CHECK(explained_in(collected, "s escapes to heap") == "G");
}

TEST_CASE("the explanation of a variable says that it escapes") {
  const Collected collected = collect("a.go:3:5: x escapes to heap in F:\na.go:3:5: moved to heap: x\n");
  CHECK(explained_in(collected, "moved to heap: x") == "F");
}

TEST_CASE("the explanation of an append shows its operands") {
  const Collected collected =
      collect("a.go:3:5: append(a, b...) escapes to heap in F:\na.go:3:5: append escapes to heap\n");
  CHECK(explained_in(collected, "append escapes to heap") == "F");
}

TEST_CASE("a constant found after the explanation was printed") {
  const Collected collected =
      collect("a.go:3:5: make([]byte, size) escapes to heap in F:\na.go:3:5: make([]byte, 32768) escapes to heap\n");
  CHECK(explained_in(collected, "make([]byte, 32768) escapes to heap") == "F");
}

TEST_CASE("what is left over is paired in order only where it adds up") {
  const std::string flows =
      "a.go:3:5: make([]byte, n) escapes to heap in F:\na.go:3:5: make([]byte, m) escapes to heap in G:\n";
  const Collected even =
      collect(flows + "a.go:3:5: make([]byte, 1) escapes to heap\na.go:3:5: make([]byte, 2) escapes to heap\n");
  CHECK(explained_in(even, "make([]byte, 1) escapes to heap") == "F");
  CHECK(explained_in(even, "make([]byte, 2) escapes to heap") == "G");
  const Collected odd = collect(flows + "a.go:3:5: make([]byte, 1) escapes to heap\n");
  CHECK(explained_in(odd, "make([]byte, 1) escapes to heap") == "-");
}

TEST_CASE("an explanation without its decision explains nothing else") {
  const Collected collected = collect(
      "a.go:3:5: func literal escapes to heap in F:\na.go:3:9: x escapes to heap in F:\na.go:3:7: moved to heap: y\n");
  CHECK(explained_in(collected, "moved to heap: y") == "-");
}

TEST_CASE("a decision without an explanation has none") {
  CHECK(explained_in(collect("a.go:3:5: moved to heap: x\n"), "moved to heap: x") == "-");
  CHECK(join_flows(collect("")).empty());
}

TEST_CASE("of the explanations of several instantiations it is the first by name") {
  const Collected collected = collect(
      "a.go:3:5: x escapes to heap in F[go.shape.string]:\na.go:3:5: x escapes to heap in F[go.shape.int]:\n"
      "a.go:3:5: moved to heap: x\n");
  CHECK(explained_in(collected, "moved to heap: x") == "F[go.shape.int]");
}

TEST_CASE("explanations of leaks belong to leaks and those of escapes to escapes") {
  const Collected collected = collect(
      "a.go:3:5: parameter p leaks to {heap} for F with derefs=0:\na.go:3:5: p escapes to heap in G:\n"
      "a.go:3:5: leaking param: p\na.go:3:5: moved to heap: p\na.go:3:5: p does not escape\n");
  CHECK(explained_in(collected, "leaking param: p") == "F");
  CHECK(explained_in(collected, "moved to heap: p") == "G");
  CHECK(explained_in(collected, "p does not escape") == "-");
}

TEST_CASE("an explanation of another section explains nothing here") {
  const Collected collected = collect("# m/a\na.go:3:5: x escapes to heap in F:\n# m/b\na.go:3:5: moved to heap: x\n");
  CHECK(explained_in(collected, "moved to heap: x") == "-");
}

}  // namespace goescape::test
