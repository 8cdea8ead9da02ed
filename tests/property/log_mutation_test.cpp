// The mutators that fuzz targets use do change what they are given, the same way for the same seed.
#include "property/log_mutation.h"

#include "catch.h"
#include "property/json_mutation.h"
#include "property/message_grammar.h"

namespace goescape::test {

TEST_CASE("a damaged log is another log, the same for the same seed", "[property]") {
  Dice dice(3);
  const std::string log = generated("log", dice) + generated("block", dice);
  int changed = 0;
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    Dice one(seed);
    Dice other(seed);
    const std::string damaged = mutated_log(log, one);
    CHECK(damaged == mutated_log(log, other));
    changed += damaged != log ? 1 : 0;
  }
  CHECK(changed > 400);
}

TEST_CASE("nothing can be damaged into a log", "[property]") {
  Dice dice(1);
  CHECK(!mutated_log("", dice).empty());
}

TEST_CASE("two logs are crossed by lines of both", "[property]") {
  int with_both = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Dice dice(seed);
    const std::string crossed = crossed_logs("a\na\na\n", "b\nb", dice);
    CHECK(crossed.find_first_not_of("ab\n") == std::string::npos);
    with_both += crossed.find('a') != std::string::npos && crossed.find('b') != std::string::npos ? 1 : 0;
  }
  CHECK(with_both > 25);
}

TEST_CASE("a log crossed with nothing is itself", "[property]") {
  Dice dice(1);
  CHECK(crossed_logs("a\n", "", dice) == "a\n");
  CHECK(crossed_logs("", "b\n", dice) == "b\n");
}

TEST_CASE("a damaged JSON document is another document, the same for the same seed", "[property]") {
  const std::string document = R"({"a":[1,{"b":"text"},null],"c":{"d":true}})";
  int changed = 0;
  int still_json = 0;
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    Dice one(seed);
    Dice other(seed);
    const std::string damaged = mutated_json(document, one);
    CHECK(damaged == mutated_json(document, other));
    changed += damaged != document ? 1 : 0;
    still_json += nlohmann::json::accept(damaged) ? 1 : 0;
  }
  CHECK(changed > 350);
  CHECK(still_json > 350);
}

TEST_CASE("what is no JSON is damaged as text", "[property]") {
  Dice dice(5);
  int changed = 0;
  for (int round = 0; round < 100; ++round) {
    changed += mutated_json("{\"a\":", dice) != "{\"a\":" ? 1 : 0;
  }
  CHECK(changed > 50);
}

}  // namespace goescape::test
