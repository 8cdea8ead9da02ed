#include "util/duration.h"

#include <string>

#include "catch.h"

using namespace goescape;
using std::chrono::milliseconds;

TEST_CASE("durations are numbers with units") {
  CHECK(parse_duration("90s") == milliseconds(90'000));
  CHECK(parse_duration("5m") == milliseconds(300'000));
  CHECK(parse_duration("1h30m") == milliseconds(5'400'000));
  CHECK(parse_duration("1.5s") == milliseconds(1500));
  CHECK(parse_duration("200ms") == milliseconds(200));
  CHECK(parse_duration("1m0s") == milliseconds(60'000));
  CHECK(parse_duration("0") == milliseconds(0));
  CHECK(parse_duration("0s") == milliseconds(0));
  CHECK(parse_duration("0.0000001s") == milliseconds(1));
}

TEST_CASE("what is no duration is none") {
  for (const char* const text :
       {"", "5", "m", "-5m", "5 m", "5d", "5m30", "1..5s", ".s", "1e3s", "infs", "nans", "5mm"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("a duration that no clock holds is none") {
  CHECK(parse_duration("8760000h"));
  CHECK_FALSE(parse_duration("8760001h"));
  CHECK_FALSE(parse_duration(std::string(400, '9') + "h"));
}
