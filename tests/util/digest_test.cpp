#include "util/digest.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("a digest is that of XXH3 with 128 bits") {
  // The example of an empty input in the reference implementation: `printf '' | xxhsum -H2`.
  CHECK(digest_of("") == "99aa06d3014798d86001c324468d497f");
  CHECK(digest_of("a") != digest_of("b"));
}

TEST_CASE("lists of texts with the same letters have digests of their own") {
  Digest one;
  one.add("ab");
  one.add("c");
  Digest other;
  other.add("a");
  other.add("bc");
  CHECK(one.digits() != other.digits());
  CHECK(one.digits().size() == 32);
  Digest again;
  again.add("ab");
  again.add("c");
  CHECK(one.digits() == again.digits());
}
