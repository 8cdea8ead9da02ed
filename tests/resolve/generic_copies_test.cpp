#include "resolve/generic_copies.h"

#include "catch.h"
#include "resolve/collected_log.h"

namespace goescape::test {

TEST_CASE("what a wrapper of a generic function repeats belongs to the statement") {
  const Collected collected = collect(
      "# m\n./g.go:7:6: can inline New[go.shape.int]\n./g.go:7:6: can inline New[int]\n"
      "./g.go:7:6: inlining call to New[go.shape.int]\n"
      "./g.go:8:9: new(go.shape.int) escapes to heap\n./g.go:7:6: new(go.shape.int) escapes to heap\n");
  const auto originals = originals_of_generic_copies(collected);
  const std::uint32_t original = index_of(collected, 8, "new(go.shape.int) escapes to heap");
  const std::uint32_t copy = index_of(collected, 7, "new(go.shape.int) escapes to heap");
  CHECK(originals[copy] == original);
  CHECK(originals[original] == original);
}

TEST_CASE("a copy of another shape is a copy all the same") {
  const Collected collected = collect(
      "# m\n./g.go:7:6: can inline New[string]\n./g.go:7:6: inlining call to New[go.shape.string]\n"
      "./g.go:8:9: new(go.shape.int) escapes to heap\n./g.go:7:6: new(go.shape.string) escapes to heap\n");
  CHECK(originals_of_generic_copies(collected)[index_of(collected, 7, "new(go.shape.string) escapes to heap")] ==
        index_of(collected, 8, "new(go.shape.int) escapes to heap"));
}

TEST_CASE("a call of a generic function is no wrapper of it") {
  const Collected collected = collect(
      "# m\n./g.go:7:6: inlining call to New[go.shape.int]\n./g.go:7:6: new(go.shape.int) escapes to heap\n"
      "./g.go:8:9: new(go.shape.int) escapes to heap\n");
  const std::uint32_t entry = index_of(collected, 7, "new(go.shape.int) escapes to heap");
  CHECK(originals_of_generic_copies(collected)[entry] == entry);
}

TEST_CASE("a copy without an original stands for itself") {
  const Collected collected = collect(
      "# m\n./g.go:7:6: can inline New[int]\n./g.go:7:6: inlining call to New[go.shape.int]\n"
      "./g.go:7:6: new(int) escapes to heap\n./g.go:8:9: moved to heap: x\n./other.go:9:1: new(int) escapes to heap\n");
  const std::uint32_t entry = index_of(collected, 7, "new(int) escapes to heap");
  CHECK(originals_of_generic_copies(collected)[entry] == entry);
}

TEST_CASE("nothing collected has no copies") { CHECK(originals_of_generic_copies(collect("")).empty()); }

}  // namespace goescape::test
