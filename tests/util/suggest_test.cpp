#include "util/suggest.h"

#include "catch.h"

using goescape::listed;
using goescape::nearest_word;
using goescape::suggestion;

TEST_CASE("the nearest known word is suggested for a mistyped one") {
  const std::vector<std::string> known{"max_new", "advisory", "tags", "tests", "top"};
  CHECK(nearest_word("max-new", known) == "max_new");
  CHECK(nearest_word("MAX_NEW", known) == "max_new");
  CHECK(nearest_word("maxnew", known) == "max_new");
  CHECK(nearest_word("advisroy", known) == "advisory");
  CHECK(nearest_word("tgas", known) == "tags");
  CHECK(nearest_word("tagss", known) == "tags");
}

TEST_CASE("nothing is suggested for a word that is far from all") {
  const std::vector<std::string> known{"max_new", "advisory", "top"};
  CHECK(nearest_word("budgets", known).empty());
  CHECK(nearest_word("xyz", known).empty());
  CHECK(nearest_word("", known).empty());
  CHECK(nearest_word("top", {}).empty());
}

TEST_CASE("a suggestion is the end of a sentence") {
  CHECK(suggestion("hto", {"hot"}) == "; did you mean \"hot\"?");
  CHECK(suggestion("cold", {"hot"}).empty());
}

TEST_CASE("words are listed as in a sentence") {
  CHECK(listed({}).empty());
  CHECK(listed({"a"}) == "a");
  CHECK(listed({"a", "b"}) == "a and b");
  CHECK(listed({"a", "b", "c"}) == "a, b and c");
}
