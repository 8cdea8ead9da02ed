#include "capture/quoted.h"

#include "catch.h"

using namespace goescape;
using Words = std::vector<std::string>;

TEST_CASE("words are cut as the go command cuts them") {
  CHECK(*split_quoted("") == Words{});
  CHECK(*split_quoted("  -N\t-l \n") == Words{"-N", "-l"});
  CHECK(*split_quoted("'a b' \"c 'd\" e'f") == Words{"a b", "c 'd", "e'f"});
  CHECK(*split_quoted("''") == Words{""});
  CHECK_FALSE(split_quoted("-N 'open"));
}

TEST_CASE("joined words come back when they are cut") {
  const Words words = GENERATE(Words{}, Words{"-m=2", "-N"}, Words{"a b", "", "'x", "\"y", "it's"});
  const auto joined = join_quoted(words);
  REQUIRE(joined);
  CHECK(*split_quoted(*joined) == words);
}

TEST_CASE("a word with a blank and both quotes cannot be joined") { CHECK_FALSE(join_quoted({"a 'b' \"c\""})); }
